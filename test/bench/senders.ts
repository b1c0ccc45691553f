import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signCavage } from '../../src/federation/signatures/cavage.ts';
import { generateRsa, pemOf } from '../../src/federation/signatures/keys.ts';
import type { Shot } from './load.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';

export interface Senders {
  /** Addresses of the actors, one a host. */
  actors: string[];
  /** A signed Create of a Mastodon-like Note that names `member`, for `inbox`. */
  create(inbox: string, member: string): Shot;
  /** A signed Follow of `followed`, each time by the next actor. */
  follow(inbox: string, followed: string): Shot;
  close(): void;
}

/**
 * Other servers that send. All are one process on one port; with `hosts` each has a name of its own, else there is one,
 * on 127.0.0.1 (Node's own resolver does not know `*.localhost`).
 */
export async function startSenders(hosts: number): Promise<Senders> {
  const pair = await generateRsa();
  const server: Server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    response.writeHead(200, { 'content-type': 'application/activity+json' });
    response.end(JSON.stringify(actorDocument(`${origin}/users/sender`, origin, pemOf(pair.publicKey))));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const origins = hosts
    ? Array.from({ length: hosts }, (_, n) => `http://s${n}.localhost:${port}`)
    : [`http://127.0.0.1:${port}`];
  let count = 0;
  const shot = (inbox: string, make: (actor: string, number: number) => object): Shot => {
    const number = ++count;
    const actor = `${origins[number % origins.length]!}/users/sender`;
    const body = Buffer.from(JSON.stringify(make(actor, number)));
    const headers = { 'content-type': 'application/activity+json' };
    const key = { keyId: `${actor}#main-key`, privateKey: pair.privateKey };
    const signed = signCavage({ method: 'POST', url: inbox, headers, body }, key, Date.now());
    const { host, pathname } = new URL(inbox);
    return { method: 'POST', path: pathname, headers: { ...headers, ...signed, host }, body };
  };
  return {
    actors: origins.map((origin) => `${origin}/users/sender`),
    create: (inbox, member) => shot(inbox, (actor, number) => createNote(actor, number, member)),
    follow: (inbox, object) =>
      shot(inbox, (actor, number) => ({
        '@context': as2,
        id: `${actor}/follows/${number}`,
        type: 'Follow',
        actor,
        object,
      })),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const actorDocument = (id: string, origin: string, publicKeyPem: string) => ({
  '@context': [as2, 'https://w3id.org/security/v1'],
  id,
  type: 'Person',
  preferredUsername: 'sender',
  name: 'Sender',
  inbox: `${id}/inbox`,
  outbox: `${id}/outbox`,
  followers: `${id}/followers`,
  endpoints: { sharedInbox: `${origin}/inbox` },
  publicKey: { id: `${id}#main-key`, owner: id, publicKeyPem },
});

/** As Mastodon sends it, with its context and empty collections: 2.1 kB. */
function createNote(actor: string, number: number, member: string) {
  const id = `${actor}/statuses/${number}`;
  const published = new Date().toISOString();
  const audience = { to: [`${as2}#Public`], cc: [`${actor}/followers`, member] };
  const text = `Un essai de mesure, numéro ${number}, avec quelques phrases comme on en écrit. `.repeat(4);
  return {
    '@context': [
      as2,
      {
        ostatus: 'http://ostatus.org#',
        atomUri: 'ostatus:atomUri',
        inReplyToAtomUri: 'ostatus:inReplyToAtomUri',
        conversation: 'ostatus:conversation',
        sensitive: 'as:sensitive',
        toot: 'http://joinmastodon.org/ns#',
        votersCount: 'toot:votersCount',
      },
    ],
    id: `${id}/activity`,
    type: 'Create',
    actor,
    published,
    ...audience,
    object: {
      id,
      type: 'Note',
      summary: null,
      inReplyTo: null,
      published,
      url: `${new URL(actor).origin}/@sender/${number}`,
      attributedTo: actor,
      ...audience,
      sensitive: false,
      atomUri: id,
      inReplyToAtomUri: null,
      conversation: `tag:sender,2026-11-22:objectId=${number}:objectType=Conversation`,
      content: `<p><span class="h-card"><a href="${member}" class="u-url mention">@<span>member</span></a></span> ${text}</p>`,
      contentMap: { fr: `<p>${text}</p>` },
      attachment: [],
      tag: [{ type: 'Mention', href: member, name: '@member' }],
      replies: {
        id: `${id}/replies`,
        type: 'Collection',
        first: { type: 'CollectionPage', next: `${id}/replies?page=true`, partOf: `${id}/replies`, items: [] },
      },
    },
  };
}
