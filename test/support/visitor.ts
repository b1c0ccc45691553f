import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'undici';
import { openSession } from '../../src/accounts/sessions.ts';
import { cookieName } from '../../src/web/session.ts';
import type { Home } from './fediverse.ts';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Where a redirect leads; '' without one. */
  location: string;
}

type Fields = Record<string, string | string[]>;

/** A browser without scripts: keeps cookies, follows no redirect by itself. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  /** Sends a form with the token of one of our pages, as that page's form would. */
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Reply>;
  /** Any request at all, with the visitor's cookies and nothing else added. */
  send(
    method: string,
    path: string,
    init?: { headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<Reply>;
  /** The token that pages give this visitor. */
  token(): Promise<string>;
  cookies: Map<string, string>;
}

const agent = new Agent({ keepAliveTimeout: 1_000, keepAliveMaxTimeout: 1_000, connections: 8 });

/** Somebody who has never been here. `home`: a started instance; its name is not asked for, only its port. */
export function stranger(home: Pick<Home, 'origin'>): Visitor {
  const cookies = new Map<string, string>();
  const base = `http://127.0.0.1:${new URL(home.origin).port}`;
  let known: string | undefined;
  const visitor: Visitor = {
    cookies,
    async send(method, path, { headers = {}, body } = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await request(new URL(path, base), {
        method: method as 'GET',
        headers: { ...(cookie && { cookie }), ...headers },
        dispatcher: agent,
        ...(body !== undefined && { body }),
      });
      for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        if (value) cookies.set(name!, value);
        else cookies.delete(name!);
      }
      const location = String(answer.headers.location ?? '');
      return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text(), location };
    },
    get: (path, headers = {}) => visitor.send('GET', path, { headers: { accept: 'text/html', ...headers } }),
    async token() {
      known ??= (await visitor.get(visitor.cookies.size ? '/settings' : '/sign-in')).text.match(
        /name="_csrf"\s+value="([^"]+)"/,
      )?.[1];
      if (!known) throw new Error('no page gave a token');
      return known;
    },
    async post(path, fields = {}, headers = {}) {
      const form = new URLSearchParams({ _csrf: await visitor.token() });
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
      return visitor.send('POST', path, {
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: form.toString(),
      });
    },
  };
  return visitor;
}

/** A member with a session of their own; no password is hashed for it. */
export async function member(home: Home, name: string): Promise<Visitor> {
  const { id } = await home.account(name);
  const visitor = stranger(home);
  const token = await openSession(home.instance, id, { agent: 'test', address: '127.0.0.1' });
  visitor.cookies.set(cookieName(home.instance, 'session'), token);
  return visitor;
}

/** A file of a form beside its fields, as a browser sends them. */
export async function multipart(
  fields: Record<string, string>,
  files: { field: string; name: string; bytes: Buffer }[],
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const { field, name, bytes } of files) form.append(field, new Blob([new Uint8Array(bytes)]), name);
  const whole = new Response(form);
  const type = whole.headers.get('content-type')!;
  return { headers: { 'content-type': type }, body: Buffer.from(await whole.arrayBuffer()) };
}
