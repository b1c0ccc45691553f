import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createFederation, InProcessMessageQueue, MemoryKvStore } from '@fedify/fedify';
import { Create, Note, Person, PUBLIC_COLLECTION } from '@fedify/vocab';

// The baseline: a minimal server as Fedify's tutorial makes it, with its memory store and its in-process queue.
// Started by fork(); tells its port, then answers { accept }, { drain }, { send } and { count }.
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
};
const pair = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
const queue = new InProcessMessageQueue();
let handled = 0;

const server = createServer(async (request, response) => {
  const url = new URL(request.url!, origin);
  const body = request.method === 'POST' ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {};
  const made = new Request(url, {
    method: request.method!,
    headers: request.headers as Record<string, string>,
    ...body,
  });
  const answer = await federation.fetch(made, { contextData: undefined });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address() as AddressInfo;
const origin = `http://127.0.0.1:${port}`;

const federation = createFederation<void>({
  kv: new MemoryKvStore(),
  queue,
  manuallyStartQueue: true,
  origin,
  allowPrivateAddress: true,
});
federation
  .setActorDispatcher('/users/{identifier}', async (context, identifier) => {
    const [key] = await context.getActorKeyPairs(identifier);
    return new Person({
      id: context.getActorUri(identifier),
      preferredUsername: identifier,
      inbox: context.getInboxUri(identifier),
      publicKey: key!.cryptographicKey,
    });
  })
  .setKeyPairsDispatcher(() => [pair]);
federation.setObjectDispatcher(Note, '/notes/{id}', (context, { id }) => noteOf(context.getObjectUri(Note, { id })));
federation.setInboxListeners('/users/{identifier}/inbox', '/inbox').on(Create, async (_, create) => {
  if (await create.getObject()) handled++;
});

const noteOf = (id: URL) =>
  new Note({ id, attribution: new URL(`${origin}/users/member`), to: PUBLIC_COLLECTION, content: '<p>Un essai</p>' });

process.on('message', async (asked: { start?: boolean; send?: { times: number; inboxes: string[] } }) => {
  if (asked.start) void federation.startQueue(undefined);
  if (asked.send) {
    const context = federation.createContext(new URL(origin), undefined);
    const recipients = asked.send.inboxes.map((inbox) => ({
      id: new URL(inbox.replace(/inbox$/, 'actor')),
      inboxId: new URL(inbox),
    }));
    for (let n = 0; n < asked.send.times; n++) {
      const object = noteOf(new URL(`${origin}/notes/${n}`));
      const create = new Create({
        id: new URL(`#create${n}`, origin),
        actor: new URL(`${origin}/users/member`),
        to: PUBLIC_COLLECTION,
        object,
      });
      await context.sendActivity({ identifier: 'member' }, recipients, create);
    }
  }
  process.send!({ handled });
});
process.on('disconnect', () => process.exit());
process.send!({ port });
