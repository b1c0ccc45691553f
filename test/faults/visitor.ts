import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';

export interface Answered {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
}

/** Somebody's browser without scripts: keeps cookies and connections, follows no redirect by itself. */
export interface Visitor {
  get(path: string): Promise<Answered>;
  /** Sends a form with the token of the pages seen so far; files as `{ name, bytes }`. */
  post(path: string, fields: Record<string, string>, file?: { name: string; bytes: Buffer }): Promise<Answered>;
  /** Fills in the real sign-in form. Throws when it is refused. */
  signIn(name: string, password: string): Promise<void>;
  close(): void;
}

const answerMs = 20_000;

/** `cookie`: a session opened beforehand, as `name=value`. */
export function createVisitor(origin: string, cookie?: string): Visitor {
  const cookies = new Map<string, string>();
  if (cookie) keepCookie(cookies, cookie);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let token = '';

  const ask = (method: string, path: string, body?: { type: string; bytes: Buffer }): Promise<Answered> =>
    new Promise((done, fail) => {
      const url = new URL(path, origin);
      const call = request(
        {
          agent,
          host: '127.0.0.1',
          port: url.port,
          path: url.pathname + url.search,
          method,
          timeout: answerMs,
          headers: {
            host: url.host,
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            ...(body && { 'content-type': body.type, 'content-length': body.bytes.length }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', fail);
          response.on('end', () => {
            for (const line of response.headers['set-cookie'] ?? []) keepCookie(cookies, line);
            const bytes = Buffer.concat(chunks);
            const text = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
            token = text.match(/name="_csrf" value="([^"]+)"/)?.[1] ?? token;
            done({ status: response.statusCode!, headers: response.headers, text });
          });
        },
      );
      call.on('timeout', () => call.destroy(new Error('no answer in time')));
      call.on('error', fail);
      call.end(body?.bytes);
    });

  const visitor: Visitor = {
    get: (path) => ask('GET', path),
    post: async (path, fields, file) => {
      const all = { _csrf: token, ...fields };
      if (!file)
        return ask('POST', path, {
          type: 'application/x-www-form-urlencoded',
          bytes: Buffer.from(new URLSearchParams(all).toString()),
        });
      const form = new FormData();
      for (const [name, value] of Object.entries(all)) form.set(name, value);
      form.append('files', new Blob([new Uint8Array(file.bytes)]), file.name);
      const made = new Response(form);
      const bytes = Buffer.from(await made.arrayBuffer());
      return ask('POST', path, { type: made.headers.get('content-type')!, bytes });
    },
    signIn: async (name, password) => {
      await visitor.get('/sign-in');
      const { status } = await visitor.post('/sign-in', { name, password });
      if (status !== 303) throw new Error(`sign-in of ${name} answered ${status}`);
      await visitor.get('/compose');
    },
    close: () => agent.destroy(),
  };
  return visitor;
}

function keepCookie(cookies: Map<string, string>, line: string) {
  const [pair = '', ...attributes] = line.split(';');
  const at = pair.indexOf('=');
  const expired = attributes.some((each) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(each));
  if (expired) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}
