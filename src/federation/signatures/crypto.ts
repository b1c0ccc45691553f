import { type KeyObject, sign as nodeSign, verify as nodeVerify } from 'node:crypto';

/** Signs with what the key is: RSASSA-PKCS1-v1_5 over SHA-256, or Ed25519. */
export const signBytes = (key: KeyObject, data: Buffer | string): Buffer =>
  nodeSign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(data), key);

/** The same on a thread of Node's pool. */
export const signBytesAside = (key: KeyObject, data: Buffer | string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    nodeSign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(data), key, (error, signature) =>
      error ? reject(error) : resolve(signature),
    );
  });

/**
 * Checks a signature made by the named algorithm. The key decides the family, the name only the hash: a name that does
 * not fit the key is refused. `hs2019` and no name mean « what the key is », as the field uses them.
 */
export function verifyBytes(key: KeyObject, algorithm: string, data: Buffer | string, signature: Buffer): boolean {
  const bytes = Buffer.from(data);
  const name = algorithm.toLowerCase();
  if (key.asymmetricKeyType === 'ed25519')
    return ['', 'hs2019', 'ed25519'].includes(name) && nodeVerify(null, bytes, key, signature);
  if (key.asymmetricKeyType !== 'rsa') return false;
  if (['', 'hs2019', 'rsa-sha256', 'rsa-v1_5-sha256'].includes(name))
    return nodeVerify('sha256', bytes, key, signature);
  if (name === 'rsa-sha512') return nodeVerify('sha512', bytes, key, signature);
  return false;
}
