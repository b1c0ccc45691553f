import { createHmac, randomBytes } from 'node:crypto';

const stepMs = 30_000;
const digits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits, as RFC 4226 §4 asks, in the base 32 that apps take (RFC 4648 §6, no padding). */
export const newTotpSecret = (): string => base32(randomBytes(20));

/** `otpauth://` address that an app reads from the QR code (Key URI format). */
export const totpUri = (secret: string, host: string, name: string): string =>
  `otpauth://totp/${encodeURIComponent(`${host}:${name}`)}?secret=${secret}&issuer=${encodeURIComponent(host)}`;

/** The code of one step of 30 s since 1970: RFC 6238 with SHA-1 and six digits, all that every app knows. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const number = hash.readUInt32BE(hash[19]! & 15) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is: the present one, the one before or the one after (RFC 6238 §5.2); null for none. */
export function totpStep(secret: string, code: string, now: number): number | null {
  const present = Math.floor(now / stepMs);
  return [present, present - 1, present + 1].find((step) => totpCode(secret, step) === code) ?? null;
}

export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
