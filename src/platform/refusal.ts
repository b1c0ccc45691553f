/**
 * A refusal that may be told: `message` is a translation key with a safe sentence, `status` an HTTP status,
 * `cause` stays in the log. `web/errors.ts` turns it into a page, a fragment or a protocol answer.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly key: string;
  readonly args: Record<string, string | number>;
  /** Seconds, for `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    key: string,
    more: { args?: Record<string, string | number>; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(key, { cause: more.cause });
    this.status = status;
    this.key = key;
    this.args = more.args ?? {};
    this.retryAfter = more.retryAfter;
  }
}

/** One answer for what is absent and for what one may not know of (S53). */
export const notFound = () => new Refusal(404, 'error.notFound');
export const forbidden = (key = 'error.forbidden') => new Refusal(403, key);
export const tooMany = (retryAfter: number) => new Refusal(429, 'error.tooMany', { retryAfter });
export const unavailable = (cause?: unknown) => new Refusal(503, 'error.unavailable', { retryAfter: 5, cause });

/** What is wrong in a form, field by field; the handler redraws the form with it (422). */
export class Invalid extends Refusal {
  /** Field name → translation key (with its arguments). */
  readonly fields: Record<string, { key: string; args?: Record<string, string | number> }>;

  constructor(fields: Record<string, string | { key: string; args?: Record<string, string | number> }>) {
    super(422, 'error.invalid');
    this.fields = Object.fromEntries(
      Object.entries(fields).map(([name, fault]) => [name, typeof fault === 'string' ? { key: fault } : fault]),
    );
  }
}
