import { signCavage } from '../../src/federation/signatures/cavage.ts';
import { generateRsa, pemOf, type SigningKey } from '../../src/federation/signatures/keys.ts';
import type { HostileOrigin } from './hostile-peer.ts';

const pair = await generateRsa();
const as2 = 'https://www.w3.org/ns/activitystreams';

export type Json = Record<string, unknown>;

/** Somebody on another server, well-behaved or not: has a document there, signs, and posts to an inbox. */
export interface RemoteActor {
  uri: string;
  key: SigningKey;
  document: Json;
  /** A new id on the actor's origin. */
  id: (kind?: string) => string;
  /** An activity by this actor; `more` overrides. */
  activity: (type: string, object: unknown, more?: Json) => Json;
  /** A public Note of this actor, served at its address too. */
  note: (content: string, more?: Json) => Json;
  /** Signs and posts to the inbox of `home`; gives the status. */
  post: (home: string, activity: unknown, signing?: Partial<Signing>) => Promise<number>;
}

export interface Signing {
  key: SigningKey;
  sign: typeof signCavage;
  path: string;
  now: number;
}

let count = 0;

export function remoteActor(origin: HostileOrigin, name: string, more: Json = {}): RemoteActor {
  const uri = `${origin.origin}/users/${name}`;
  const key = { keyId: `${uri}#main-key`, privateKey: pair.privateKey };
  const document = {
    '@context': [as2, 'https://w3id.org/security/v1'],
    id: uri,
    type: 'Person',
    preferredUsername: name,
    name,
    inbox: `${uri}/inbox`,
    outbox: `${uri}/outbox`,
    followers: `${uri}/followers`,
    endpoints: { sharedInbox: `${origin.origin}/inbox` },
    publicKey: { id: key.keyId, owner: uri, publicKeyPem: pemOf(pair.publicKey) },
    ...more,
  };
  origin.answer(`/users/${name}`, { body: document });
  origin.answer('/inbox', { status: 202 });
  origin.answer(`/users/${name}/inbox`, { status: 202 });
  const actor: RemoteActor = {
    uri,
    key,
    document,
    id: (kind = 'activities') => `${origin.origin}/${kind}/${++count}`,
    activity: (type, object, extra = {}) => ({ '@context': as2, id: actor.id(), type, actor: uri, object, ...extra }),
    note: (content, extra = {}) => {
      const id = actor.id('notes');
      const note = {
        '@context': as2,
        id,
        type: 'Note',
        attributedTo: uri,
        to: [`${as2}#Public`],
        cc: [`${uri}/followers`],
        published: new Date().toISOString(),
        content: `<p>${content}</p>`,
        ...extra,
      };
      origin.answer(new URL(String(note.id)).pathname, { body: note });
      return note;
    },
    post: async (home, activity, signing = {}) => {
      const { key: with_ = key, sign = signCavage, path = '/ap/inbox', now = Date.now() } = signing;
      const body = Buffer.from(typeof activity === 'string' ? activity : JSON.stringify(activity));
      const url = new URL(path, home);
      const headers = { 'content-type': 'application/activity+json' };
      const signed = sign({ method: 'POST', url: url.href, headers, body }, with_, now);
      return postRaw(url, body, { ...headers, ...signed });
    },
  };
  return actor;
}

/** Posts with exactly these headers; `*.localhost` is loopback, which Node's own resolver does not know. */
export async function postRaw(url: URL, body: Buffer | string, headers: Record<string, string>): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((done, fail) => {
    const call = request(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        method: 'POST',
        headers: { host: url.host, ...headers },
      },
      (response) => {
        response.resume();
        response.on('end', () => done(response.statusCode!));
      },
    );
    call.on('error', fail);
    call.end(body);
  });
}
