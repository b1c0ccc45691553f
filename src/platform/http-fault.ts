/**
 * Why a request did not give an answer. `url`, `scheme`, `port` and `address` mean that the guard refused it before a
 * connection was made; the others are what the network or the peer did.
 */
export type HttpReason =
  | 'url'
  | 'scheme'
  | 'port'
  | 'address'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'too-large'
  | 'encoding'
  | 'redirects'
  | 'headers'
  | 'closed';

const refusedByGuard = new Set<HttpReason>(['url', 'scheme', 'port', 'address', 'headers']);

/** A request of ours that failed; `reason` is a code that may be stored and counted, `cause` the private detail. */
export class HttpFault extends Error {
  readonly reason: HttpReason;
  /** True when no later try can help: the address itself is not one we talk to. */
  readonly permanent: boolean;

  constructor(reason: HttpReason, cause?: unknown) {
    super(`http: ${reason}`, { cause });
    this.reason = reason;
    this.permanent = refusedByGuard.has(reason);
  }
}

/** Translates undici's and Node's errors. */
export function toHttpFault(error: unknown): HttpFault {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof HttpFault) return at;
  }
  const { code = '', name = '' } = (error ?? {}) as { code?: string; name?: string };
  const at = (reason: HttpReason) => new HttpFault(reason, error);
  if (name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code)) return at('timeout');
  if (/^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code)) return at('dns');
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES)$/.test(code)) return at('connect');
  if (/CERT|SSL|TLS|EPROTO|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code)) return at('tls');
  if (/^(UND_ERR_INVALID_ARG|ERR_INVALID)/.test(code)) return at('headers');
  if (/^(UND_ERR_DESTROYED|UND_ERR_CLOSED)$/.test(code)) return at('closed');
  if (/^Z_|^ERR__ERROR|ERR_BROTLI|ZSTD/i.test(code)) return at('encoding');
  return at('reset');
}
