import { createWriteStream } from 'node:fs';
import type { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { HttpFault } from './http-fault.ts';

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** What we ask for; the rest is understood if it comes. */
export const acceptEncoding = 'gzip, br';

/**
 * Reads a body whole, decoded, and stops at `maxBytes` of decoded or of wire bytes, whichever comes first (S32).
 * Throws {@link HttpFault} `too-large` or `encoding` (unknown, or more than one on top of another).
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await eachChunk(body, encoding, maxBytes, async (source) => {
    for await (const chunk of source) chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}

/** The same into a new file at `path`, piece by piece; who calls removes it, also when this throws. */
export const saveBody = (body: Readable, encoding: string, maxBytes: number, path: string): Promise<void> =>
  eachChunk(body, encoding, maxBytes, createWriteStream(path, { mode: 0o600, flags: 'wx' }));

async function eachChunk(
  body: Readable,
  encoding: string,
  maxBytes: number,
  sink: Writable | ((source: AsyncIterable<Buffer>) => Promise<void>),
): Promise<void> {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && name !== 'identity');
  const decoder = names.length === 1 ? decoders[names[0]!] : undefined;
  if (names.length && !decoder) throw new HttpFault('encoding');

  const count = (limit: number) =>
    async function* (source: AsyncIterable<Buffer>) {
      let bytes = 0;
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > limit) throw new HttpFault('too-large');
        yield chunk;
      }
    };
  if (decoder) await pipeline(body, count(maxBytes), decoder(), count(maxBytes), sink as Writable);
  else await pipeline(body, count(maxBytes), sink as Writable);
}
