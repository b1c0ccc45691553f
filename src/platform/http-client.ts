import { Agent, buildConnector } from 'undici';
import { type AddressRule, addressRule, permittedAddresses, type Resolve, systemResolve } from './http-addresses.ts';
import { acceptEncoding, readBody, saveBody } from './http-body.ts';
import { HttpFault, toHttpFault } from './http-fault.ts';

export interface HttpRequest {
  method?: 'GET' | 'HEAD' | 'POST';
  /** Names in lower case. */
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Decoded bytes of the answer; default 1 MiB. */
  maxBytes?: number;
  /** A new file that the body of a 200 goes to, piece by piece; `body` of the answer is empty then. */
  saveTo?: string;
  /** Redirects followed; default 3 for GET and HEAD, none for POST. */
  redirects?: number;
  /** The whole of it, redirects included; default 30 s. */
  timeoutMs?: number;
  /** Called for each hop with what will be sent; what it gives is added to the headers. */
  sign?: (request: SignedRequest) => Record<string, string> | Promise<Record<string, string>>;
}

export interface SignedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case; repeated ones joined with a comma. */
  headers: Record<string, string>;
  body: Buffer;
  /** Where the answer came from, after redirects. */
  url: string;
}

/** Every request that leaves the server goes through this (reliability.md B). Throws {@link HttpFault} only. */
export interface HttpClient {
  request: (url: string | URL, options?: HttpRequest) => Promise<HttpResponse>;
  close: () => Promise<void>;
}

export interface HttpClientOptions {
  /** CIDRs reachable although not public; towards them http and any port are accepted too. */
  allowPrivateAddresses: string[];
  userAgent: string;
  /** Stands in for the machine's resolver, in tests. */
  resolve?: Resolve;
}

const connectMs = 5_000;
const headersMs = 10_000;
const wholeMs = 30_000;
const oneMiB = 1_048_576;
/** Whatever is asked, no answer is held in memory beyond this. */
const mostInMemory = 32 * oneMiB;

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const rule = addressRule(options.allowPrivateAddresses);
  const agent = new Agent({
    connect: guardedConnect(rule, options.resolve ?? systemResolve),
    connections: 8,
    pipelining: 1,
    headersTimeout: headersMs,
    bodyTimeout: headersMs,
    keepAliveTimeout: 20_000,
    maxHeaderSize: 16_384,
  });
  return {
    request: async (url, request = {}) => {
      try {
        return await follow(agent, rule, options.userAgent, url, request);
      } catch (error) {
        throw toHttpFault(error);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Resolves, checks, and connects to the very address that was checked (S25); undici then keeps that connection. */
function guardedConnect(rule: AddressRule, resolve: Resolve): buildConnector.connector {
  const connect = buildConnector({ timeout: connectMs, allowH2: false });
  return (target, done) => {
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
    const name = target.hostname.replace(/^\[|\]$/g, '');
    const attempt = (addresses: string[], at: number) =>
      connect({ ...target, hostname: addresses[at]!, servername: isName(name) ? name : undefined }, ((
        error: Error | null,
        socket: never,
      ) => {
        if (error && at + 1 < Math.min(addresses.length, 3)) attempt(addresses, at + 1);
        else if (error) done(error, null);
        else done(null, socket);
      }) as buildConnector.Callback);
    within(permittedAddresses({ protocol: target.protocol, hostname: name, port }, rule, resolve), connectMs).then(
      (addresses) => attempt(addresses, 0),
      (error) => done(error, null),
    );
  };
}

const isName = (host: string) => /[a-z]/i.test(host) && !host.includes(':');

const within = <T>(work: Promise<T>, ms: number) => {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new HttpFault('timeout')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

async function follow(agent: Agent, rule: AddressRule, userAgent: string, first: string | URL, request: HttpRequest) {
  const method = request.method ?? 'GET';
  const hops = request.redirects ?? (method === 'POST' ? 0 : 3);
  const signal = AbortSignal.timeout(request.timeoutMs ?? wholeMs);
  const seen = new Set<string>();
  const home = checkedUrl(first, rule);
  for (let url = home, hop = 0; ; hop++) {
    if (seen.has(url.href)) throw new HttpFault('redirects');
    seen.add(url.href);
    const answer = await exchange(agent, url, method, userAgent, request, url.origin === home.origin, signal);
    const location = answer.headers.location;
    if (hops === 0 || !location || ![301, 302, 303, 307, 308].includes(answer.status)) return answer;
    if (hop >= hops) throw new HttpFault('redirects');
    url = checkedUrl(location, rule, url);
  }
}

/** Refuses what `new URL` would quietly repair: spaces, control characters, back-slashes, credentials (S28). */
function checkedUrl(raw: string | URL, rule: AddressRule, base?: URL): URL {
  const text = String(raw);
  if (/[\u0000-\u0020\u007f\\]/.test(text) || text.length > 4096 || !URL.canParse(text, base))
    throw new HttpFault('url');
  const url = new URL(text, base);
  if (url.username || url.password || !url.hostname) throw new HttpFault('url');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rule.anyPrivate)) throw new HttpFault('scheme');
  url.hash = '';
  return url;
}

async function exchange(
  agent: Agent,
  url: URL,
  method: 'GET' | 'HEAD' | 'POST',
  userAgent: string,
  request: HttpRequest,
  sameOrigin: boolean,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const body = Buffer.from(request.body ?? '');
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    'accept-encoding': acceptEncoding,
    ...request.headers,
    host: url.host,
  };
  if (!sameOrigin) {
    delete headers.authorization;
    delete headers.cookie;
  }
  Object.assign(headers, await request.sign?.({ method, url: url.href, headers, body }));
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) || /[^\t\u0020-\u007e\u0080-\u00ff]/.test(value))
      throw new HttpFault('headers');
  }
  const answer = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers,
    body: method === 'POST' ? body : null,
    signal,
  });
  const found = joined(answer.headers);
  const maxBytes = request.maxBytes ?? oneMiB;
  try {
    if (Number(found['content-length'] ?? 0) > maxBytes && method !== 'HEAD') throw new HttpFault('too-large');
    const encoding = method === 'HEAD' ? '' : (found['content-encoding'] ?? '');
    const { statusCode: status } = answer;
    const saves = request.saveTo !== undefined && status === 200;
    if (saves) await saveBody(answer.body, encoding, maxBytes, request.saveTo!);
    const content = saves ? Buffer.alloc(0) : await readBody(answer.body, encoding, Math.min(maxBytes, mostInMemory));
    return { status, headers: found, body: content, url: url.href };
  } catch (error) {
    // The listener keeps the late error of an abandoned body from ending the process.
    answer.body.on('error', () => {}).destroy();
    throw signal.aborted ? new HttpFault('timeout', error) : error;
  }
}

const joined = (headers: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
