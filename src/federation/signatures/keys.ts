import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { decodeBase58, encodeBase58 } from './base58.ts';

/** A private key with the URL under which others find its public half. */
export interface SigningKey {
  keyId: string;
  privateKey: KeyObject;
}

const generate = promisify(generateKeyPair);

/** RSA-2048: what the whole field verifies, five times cheaper to sign with than 4096. */
export const generateRsa = () => generate('rsa', { modulusLength: 2048 });
export const generateEd25519 = () => generate('ed25519');

/** A public key from `publicKeyPem`; null unless it is Ed25519 or RSA of 2,048 to 8,192 bits. */
export function publicKeyFromPem(pem: unknown): KeyObject | null {
  if (typeof pem !== 'string' || pem.length > 4096 || !/^\s*-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem)) return null;
  return usable(() => createPublicKey(pem.trim()));
}

const ed25519Prefix = Buffer.from([0xed, 0x01]);
const rsaPrefix = Buffer.from([0x85, 0x24]);

/** A public key from a Multikey's `publicKeyMultibase` (FEP-521a): Ed25519 or RSA in base58btc. */
export function publicKeyFromMultibase(text: unknown): KeyObject | null {
  if (typeof text !== 'string' || text[0] !== 'z') return null;
  const bytes = decodeBase58(text.slice(1));
  if (!bytes) return null;
  const raw = bytes.subarray(2);
  if (bytes.subarray(0, 2).equals(ed25519Prefix) && raw.length === 32)
    return usable(() =>
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' }),
    );
  if (bytes.subarray(0, 2).equals(rsaPrefix))
    return usable(() => createPublicKey({ key: raw, format: 'der', type: 'pkcs1' }));
  return null;
}

/** `publicKeyMultibase` of an Ed25519 key. */
export function multibaseOf(key: KeyObject): string {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return `z${encodeBase58(Buffer.concat([ed25519Prefix, Buffer.from(x!, 'base64url')]))}`;
}

export const pemOf = (key: KeyObject) =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'pem', type: 'spki' }).toString();

function usable(read: () => KeyObject): KeyObject | null {
  try {
    const key = read();
    if (key.asymmetricKeyType === 'ed25519') return key;
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= 2048 && bits <= 8192 ? key : null;
  } catch {
    return null;
  }
}
