import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { openSession } from '../../src/accounts/sessions.ts';
import type { Instance } from '../../src/instance.ts';
import { csrfToken } from '../../src/web/csrf.ts';
import { fieldsOf } from '../../src/web/form.ts';
import { formGuards } from '../../src/web/form-guards.ts';
import { createLimits } from '../../src/web/limits.ts';
import { securityHeaders } from '../../src/web/security-headers.ts';
import { readSession, signedIn } from '../../src/web/session.ts';
import type { Web } from '../../src/web/web.ts';
import { startWorld, type World } from '../support/world.ts';

export interface Guarded extends World {
  app: Express;
  url: string;
  port: number;
  /** Cookie of a new session of a member. */
  signIn(name: string): Promise<string>;
  /** A token from a page that this cookie sees, and the cookies that go with it. */
  token(cookie?: string): Promise<{ token: string; cookie: string }>;
  post(body: string | FormData, headers?: Record<string, string>): Promise<Response>;
}

/** The guards that stand before every form, with a page that gives a token and a form that tells what it read. */
export async function withGuards(work: (guarded: Guarded) => Promise<void>, env: Record<string, string> = {}) {
  const world = await startWorld(env);
  const { instance } = world;
  const app = guardedApp(instance);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  try {
    await work({
      ...world,
      app,
      url,
      port,
      async signIn(name) {
        const { id } = await world.account(name);
        return `session=${await openSession(instance, id, { agent: 'test', address: '127.0.0.1' })}`;
      },
      async token(cookie = '') {
        const response = await fetch(`${url}/token`, { headers: { cookie } });
        const set = response.headers.getSetCookie().map((text) => text.split(';')[0]!);
        return { token: await response.text(), cookie: [cookie, ...set].filter(Boolean).join('; ') };
      },
      post: (body, headers = {}) =>
        fetch(`${url}/form`, {
          method: 'POST',
          body,
          headers:
            typeof body === 'string' ? { 'content-type': 'application/x-www-form-urlencoded', ...headers } : headers,
        }),
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await world.stop();
  }
}

function guardedApp(instance: Instance): Express {
  const web = { instance, limits: createLimits() } as Web;
  const app = express();
  app.set('query parser', 'simple');
  app.set('trust proxy', instance.config.trustProxy.length ? instance.config.trustProxy : false);
  app.use(securityHeaders(instance.config.origin), readSession(instance), formGuards(web));
  app.get('/token', (request, response) => void response.type('text').send(csrfToken(instance, request, response)));
  app.get('/query', (request, response) => void response.json({ query: request.query, ip: request.ip }));
  app.post('/form', (_request, response) => {
    const { values, files } = fieldsOf(response);
    response.json({
      as: signedIn(response)?.member.accountId ?? null,
      values,
      files: files.map(({ name, bytes }) => ({ name, bytes })),
    });
  });
  const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
    if (error.retryAfter) response.set('Retry-After', String(error.retryAfter));
    response.status(error.status ?? 500).json({ key: error.key ?? String(error) });
  };
  app.use(refuse);
  return app;
}
