import { signBytes, signBytesAside } from './crypto.ts';
import type { SigningKey } from './keys.ts';

/** A request about to be signed: the text that is signed, and the headers with the signature in base64. */
export interface Unsigned {
  text: string;
  headers(signature: string): Record<string, string>;
}

export const signed = ({ text, headers }: Unsigned, key: SigningKey): Record<string, string> =>
  headers(signBytes(key.privateKey, text).toString('base64'));

/** On another thread: an RSA signature takes longer than all the rest of a delivery, and needs none of our memory. */
export const signedAside = async ({ text, headers }: Unsigned, key: SigningKey): Promise<Record<string, string>> =>
  headers((await signBytesAside(key.privateKey, text)).toString('base64'));
