import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const version = 'v1.';
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts small secrets for the database (actor keys, S122). */
export interface SecretBox {
  /** Gives `v1.` and base64url. `context` (« account:12 ») ties the result to its row: opening it elsewhere fails. */
  seal(text: string, context?: string): string;
  /** Throws when the text was changed, or sealed with another key or context. */
  open(sealed: string, context?: string): string;
}

/** AES-256-GCM under a key derived from SECRET_KEY by HKDF-SHA-256 (RFC 5869). */
export function createSecretBox(secretKey: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', secretKey, 'maillon', 'secret-box v1', 32));
  return {
    seal(text, context = '') {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return version + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, context = '') {
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
      // Spare bits of the last character are ignored by the decoder: only the spelling we write is a sealed text.
      if (sealed !== version + bytes.toString('base64url') || bytes.length < nonceBytes + tagBytes)
        throw new Error('not a sealed text');
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
      const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(context)).setAuthTag(tag);
      return Buffer.concat([cipher.update(bytes.subarray(nonceBytes + tagBytes)), cipher.final()]).toString('utf8');
    },
  };
}
