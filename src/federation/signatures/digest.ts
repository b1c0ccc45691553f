import { createHash, timingSafeEqual } from 'node:crypto';
import { SignatureFault } from './received.ts';

const sha = (algorithm: string, body: Buffer) => createHash(algorithm).update(body).digest();

/** `Digest` (RFC 3230) of a body. */
export const digestHeader = (body: Buffer) => `SHA-256=${sha('sha256', body).toString('base64')}`;

/** `Content-Digest` (RFC 9530) of a body. */
export const contentDigestHeader = (body: Buffer) => `sha-256=:${sha('sha256', body).toString('base64')}:`;

/**
 * Throws unless a `Digest` or `Content-Digest` value names SHA-256 or SHA-512 and every one of them that it names fits
 * the body (S11). Other algorithms are passed over.
 */
export function checkDigest(value: string, body: Buffer): void {
  let strong = 0;
  for (const part of value.split(',')) {
    const [, name, sum] = /^\s*(sha-256|sha-512)=:?([A-Za-z0-9+/=_-]{1,128}?):?\s*$/i.exec(part) ?? [];
    if (!name) continue;
    const expected = sha(name.toLowerCase().replace('-', ''), body);
    const given = Buffer.from(sum!, 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new SignatureFault('digest');
    strong++;
  }
  if (!strong) throw new SignatureFault('digest');
}
