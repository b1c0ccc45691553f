import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signCavage } from '../../src/federation/signatures/cavage.ts';
import { generateRsa, pemOf } from '../../src/federation/signatures/keys.ts';
import { postRaw } from '../support/remote-actor.ts';

const pair = await generateRsa();
const as2 = 'https://www.w3.org/ns/activitystreams';

export interface Arrival {
  /** Id of the activity. */
  id: string;
  type: string;
  actor: string;
  /** Id of its object. */
  object: string;
  /** Which life of the sending server brought it. */
  life: number;
  at: number;
}

/** An honest server with any number of actors (`/users/<name>`), which writes down what it is sent. */
export interface RecordingPeer {
  origin: string;
  host: string;
  arrivals: Arrival[];
  actor(name: string): string;
  /** Signs as `name` and posts to an inbox; the status. Throws when the connection breaks. */
  send(inbox: string, name: string, activity: Record<string, unknown>): Promise<number>;
  close(): Promise<void>;
}

export interface PeerOptions {
  /** Number of the sending server's present life. */
  life?: () => number;
  /** Milliseconds before an answer. */
  delayMs?: () => number;
  /** Answers something else than 202 when it gives a status. */
  refuse?: (arrival: Arrival) => { status: number; headers?: Record<string, string> } | null;
}

export async function startPeer(name: string, options: PeerOptions = {}): Promise<RecordingPeer> {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return;
    }
    const path = request.url!.split('?')[0]!;
    if (request.method === 'GET') {
      const user = path.match(/^\/users\/([\w-]+)$/)?.[1];
      response.writeHead(user ? 200 : 404, { 'content-type': 'application/activity+json' });
      return void response.end(user ? JSON.stringify(document(origin, user)) : '');
    }
    const { id, type, actor, object } = JSON.parse(Buffer.concat(chunks).toString());
    const arrival: Arrival = {
      id,
      type,
      actor,
      object: typeof object === 'string' ? object : object?.id,
      life: options.life?.() ?? 0,
      at: Date.now(),
    };
    const refusal = options.refuse?.(arrival);
    if (!refusal) arrivals.push(arrival);
    const delay = options.delayMs?.() ?? 0;
    if (delay) await new Promise((done) => setTimeout(done, delay));
    response.writeHead(refusal?.status ?? 202, refusal?.headers).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const host = `${name}.localhost:${port}`;
  const origin = `http://${host}`;
  return {
    origin,
    host,
    arrivals,
    actor: (user) => `${origin}/users/${user}`,
    send: (inbox, user, activity) => {
      const body = Buffer.from(JSON.stringify({ '@context': as2, actor: `${origin}/users/${user}`, ...activity }));
      const headers = { 'content-type': 'application/activity+json' };
      const key = { keyId: `${origin}/users/${user}#main-key`, privateKey: pair.privateKey };
      const signed = signCavage({ method: 'POST', url: inbox, headers, body }, key, Date.now());
      return postRaw(new URL(inbox), body, { ...headers, ...signed });
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const document = (origin: string, user: string) => ({
  '@context': [as2, 'https://w3id.org/security/v1'],
  id: `${origin}/users/${user}`,
  type: 'Person',
  preferredUsername: user,
  name: user,
  inbox: `${origin}/users/${user}/inbox`,
  outbox: `${origin}/users/${user}/outbox`,
  followers: `${origin}/users/${user}/followers`,
  endpoints: { sharedInbox: `${origin}/inbox` },
  publicKey: {
    id: `${origin}/users/${user}#main-key`,
    owner: `${origin}/users/${user}`,
    publicKeyPem: pemOf(pair.publicKey),
  },
});
