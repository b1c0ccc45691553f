/** A request as it came in, with what its signature may cover. */
export interface ReceivedRequest {
  method: string;
  /** Path and query exactly as received. */
  target: string;
  /** Our own public origin: the signed host must be ours, whatever a proxy made of `Host` (S11). */
  origin: string;
  /** Names in lower case, every value apart (`request.headersDistinct`). */
  headers: Record<string, string[] | undefined>;
  body: Buffer;
}

/** A signature that was read but not yet checked; nothing before `verify` may be believed. */
export interface ReadSignature {
  /** URL of the key that is said to have signed. */
  keyId: string;
  verify: (key: import('node:crypto').KeyObject) => boolean;
}

export type SignatureReason =
  | 'missing'
  | 'malformed'
  | 'coverage'
  | 'date'
  | 'digest'
  | 'algorithm'
  | 'key'
  | 'mismatch';

/** A signature that cannot be relied upon; the answer is 401. */
export class SignatureFault extends Error {
  readonly reason: SignatureReason;
  constructor(reason: SignatureReason, cause?: unknown) {
    super(`signature: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** Milliseconds a signature may be older than now, or `Date` ahead of it. */
export const signatureWindow = 3_600_000;

/** One value, or nothing; a header that came twice is refused (S14). */
export function single(headers: ReceivedRequest['headers'], name: string): string | undefined {
  const values = headers[name];
  if (values && values.length > 1) throw new SignatureFault('malformed');
  return values?.[0];
}

/** The target as it came, then without its query: old signers leave the query out. */
export function targets(target: string): string[] {
  const query = target.indexOf('?');
  return query < 0 ? [target] : [target, target.slice(0, query)];
}

/** Throws unless `Date` stands within an hour of now (S13). */
export function checkDate(text: string | undefined, now: number): void {
  const at = Date.parse(text ?? '');
  if (!(Math.abs(at - now) <= signatureWindow)) throw new SignatureFault('date');
}

/** Throws unless `created` (and `expires`), in Unix seconds, hold now. */
export function checkCreated(created: number | undefined, expires: number | undefined, now: number): void {
  const age = now - (created ?? Number.NaN) * 1000;
  // A minute ahead is clock drift; more is a signature kept for later.
  if (!(age <= signatureWindow && age >= -60_000)) throw new SignatureFault('date');
  if (expires !== undefined && expires * 1000 < now - 60_000) throw new SignatureFault('date');
}
