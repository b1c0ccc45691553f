import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const block = 512;
const chunkBytes = 1024 * 1024;

/** A tar file (POSIX ustar, and GNU's form for sizes above 8 GiB) that is written entry by entry; `tar -tf` reads it. */
export interface ArchiveWriter {
  /** Gives the SHA-256 of what was written, in hex. */
  addText(name: string, text: string): Promise<string>;
  /** Copies the file at `path`, as many bytes as it has now; gives their SHA-256. */
  addFile(name: string, path: string): Promise<string>;
  /** Ends the archive, safe on disk when this returns. */
  close(): Promise<void>;
}

/** Begins an archive that only its owner reads. Throws when there is one already. */
export async function createArchive(path: string): Promise<ArchiveWriter> {
  const out = await open(path, 'wx', 0o600);
  const pad = (size: number) => out.write(Buffer.alloc((block - (size % block)) % block));
  return {
    async addText(name, text) {
      const bytes = Buffer.from(text);
      await out.write(header(name, bytes.length));
      await out.write(bytes);
      await pad(bytes.length);
      return createHash('sha256').update(bytes).digest('hex');
    },
    async addFile(name, from) {
      const source = await open(from, 'r');
      try {
        const { size } = await source.stat();
        await out.write(header(name, size));
        const hash = createHash('sha256');
        let written = 0;
        const stream = source.createReadStream({
          autoClose: false,
          highWaterMark: chunkBytes,
          start: 0,
          end: Math.max(size - 1, 0),
        });
        if (size > 0)
          for await (const chunk of stream) {
            await out.write(chunk as Buffer);
            hash.update(chunk as Buffer);
            written += (chunk as Buffer).length;
          }
        if (written !== size) throw new Error(`${name} became shorter while it was copied`);
        await pad(size);
        return hash.digest('hex');
      } finally {
        await source.close();
      }
    },
    async close() {
      await out.write(Buffer.alloc(2 * block));
      await out.sync();
      await out.close();
    },
  };
}

export interface ArchiveEntry {
  name: string;
  size: number;
  /** The bytes, to be read to their end before the next entry is asked for. */
  content: AsyncIterable<Buffer>;
}

/** Reads an archive from its beginning. Throws when it is cut short, damaged, or holds anything but plain files. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveEntry> {
  const file = await open(path, 'r');
  try {
    for (let at = 0; ; ) {
      const head = await exactly(file, at, block);
      if (head.every((byte) => byte === 0)) return;
      const { name, size } = readHeader(head);
      at += block;
      yield { name, size, content: contentOf(path, at, size) };
      at += Math.ceil(size / block) * block;
    }
  } finally {
    await file.close();
  }
}

async function* contentOf(path: string, start: number, size: number): AsyncGenerator<Buffer> {
  if (size === 0) return;
  let read = 0;
  for await (const chunk of createReadStream(path, { start, end: start + size - 1, highWaterMark: chunkBytes })) {
    read += (chunk as Buffer).length;
    yield chunk as Buffer;
  }
  if (read !== size) throw damaged();
}

const damaged = () => new Error('The archive is cut short or damaged.');

async function exactly(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead !== length) throw damaged();
  return buffer;
}

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long a name`);
  const head = Buffer.alloc(block);
  head.write(name, 0);
  head.write('0000600\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  if (size < 8 ** 11) head.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    head[124] = 0x80;
    head.writeBigUInt64BE(BigInt(size), 128);
  }
  head.write(
    `${Math.floor(Date.now() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  head.write(`${sumOf(head).toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

function readHeader(head: Buffer): { name: string; size: number } {
  const text = (from: number, to: number) => head.toString('utf8', from, to).split('\0')[0]!;
  const plainFile = head[156] === 0x30 || head[156] === 0;
  if (Number.parseInt(text(148, 156), 8) !== sumOf(head) || !plainFile || text(345, 500)) throw damaged();
  const size = head[124] === 0x80 ? Number(head.readBigUInt64BE(128)) : Number.parseInt(text(124, 136), 8);
  if (!Number.isSafeInteger(size)) throw damaged();
  return { name: text(0, 100), size };
}

/** The sum of all bytes, those of the sum itself taken as blanks. */
const sumOf = (head: Buffer) => head.reduce((sum, byte, place) => sum + (place >= 148 && place < 156 ? 0x20 : byte), 0);
