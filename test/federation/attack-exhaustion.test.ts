import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anyAccountByUri } from '../../src/accounts/account.ts';
import { follow } from '../../src/accounts/follow.ts';
import { fetchCollection } from '../../src/federation/fetch-collection.ts';
import { readActor } from '../../src/federation/objects/read-actor.ts';
import { readNote } from '../../src/federation/objects/read-note.ts';
import { createRate } from '../../src/federation/rate.ts';
import { listDead } from '../../src/platform/jobs.ts';
import { postByUri } from '../../src/posts/post.ts';
import { hostileOrigin } from '../support/hostile-peer.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { postRaw, remoteActor } from '../support/remote-actor.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';

test('S34 S32 too large, too deep, too wide or no JSON: 400 or 413, nothing written, no fetch', () =>
  hostileScene(async ({ home, evil, mallory, rows }) => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const like = mallory.activity('Like', 'x');
    const bad: unknown[] = [
      deep,
      '"text"',
      '[]',
      '{',
      { ...like, '@graph': [] },
      { ...like, extra: Array(20_000).fill(1) },
    ];
    const started = performance.now();
    for (const body of bad) assert.is(await mallory.post(home.origin, body), 400);
    assert.is(await mallory.post(home.origin, { ...like, x: 'x'.repeat(1_048_576) }), 413);
    assert.is(await postRaw(new URL('/ap/inbox', home.origin), '{}', { 'content-type': 'text/plain' }), 400);
    assert.ok(performance.now() - started < 1000);
    assert.is(await rows(), 0);
    assert.is(evil.connections, 0);
  }));

test('S43 an unknown context is never fetched, and its activity is read as plain AS2', () =>
  hostileScene(async ({ home, evil, alice, fediverse }) => {
    const note = alice.note('bonjour');
    const context = [as2, `${evil.origin}/context`];
    const create = { ...alice.activity('Create', { ...note, '@context': context }), '@context': context };
    assert.is(await alice.post(home.origin, create), 202);
    await fediverse.settled();
    assert.ok(await postByUri(home.instance, String(note.id)));
    assert.is(evil.connections, 0);
  }));

test('S46 S31 keys that do not hold: five fetches a minute and host, then 429', () =>
  hostileScene(async ({ home, evil, mallory, rows }) => {
    const statuses: number[] = [];
    evil.answer('/loop', { status: 302, headers: { location: '/loop' } });
    for (let n = 0; n < 40; n++) {
      const keyId = n % 2 ? `${evil.origin}/keys/${n}` : `${evil.origin}/loop#${n}`;
      statuses.push(await mallory.post(home.origin, mallory.activity('Like', 'x'), { key: { ...mallory.key, keyId } }));
    }
    assert.equal([...new Set(statuses)], [401, 429]);
    assert.ok(evil.requests.length <= 5, String(evil.requests.length));
    assert.is(await rows(), 0);
  }));

test('S46 a host that floods with good signatures waits, the others do not', () => {
  const ask = createRate({ perSecond: 30, burst: 300 });
  const waits = Array.from({ length: 301 }, () => ask('evil.test', 1000));
  assert.equal(waits.slice(0, 300).filter(Boolean), []);
  assert.ok(waits[300]! > 0);
  assert.is(ask('other.test', 1000), 0);
  assert.is(ask('evil.test', 2000), 0);
});

test('S24 an inbox on a private address gets no connection; the delivery is a dead letter', () =>
  hostileScene(
    async ({ home, evil, fediverse }) => {
      const intranet = await hostileOrigin('intranet', '127.0.0.2');
      try {
        const mallory = remoteActor(evil, 'mallory', { inbox: `${intranet.origin}/inbox`, endpoints: {} });
        assert.is(await home.instance.discover.address(mallory.uri), null, 'an inbox elsewhere makes no actor');
        const inside = remoteActor(intranet, 'eve');
        assert.is(await home.instance.discover.address(inside.uri), null);
        const { deliver } = await import('../../src/federation/outbound/deliver.ts');
        const job = { createdAt: Date.now(), attempts: 0 } as never;
        const { outgoing } = await import('../../src/federation/tables.ts');
        const { write } = await import('../../src/platform/write.ts');
        const by = (await home.account('malik')).id;
        const row = { id: '1', accountId: by, activity: '{}', open: false, createdAt: 0 };
        await write(home.instance, (tx) => tx.insert(outgoing).values(row));
        const name = await deliver(home.instance, { activity: '1', by, inbox: `${intranet.origin}/inbox` }, job).catch(
          (error: Error) => error.constructor.name,
        );
        assert.is(name, 'Dead');
        assert.is(intranet.connections, 0);
      } finally {
        await intranet.close();
      }
      await fediverse.settled();
      assert.equal(await listDead(home.instance.db), []);
    },
    { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1/32' },
  ));

test('S36 an endless chain of answers is climbed slowly and not for ever', () =>
  hostileScene(async ({ home, evil, alice, mallory, fediverse }) => {
    evil.answer('*', (request, response) => {
      const n = Number(request.url.split('/').at(-1));
      response.setHeader('content-type', 'application/activity+json');
      const id = `${evil.origin}/chain/${n}`;
      const note = {
        '@context': as2,
        id,
        type: 'Note',
        attributedTo: mallory.uri,
        content: 'x',
        to: [`${as2}#Public`],
      };
      response.end(JSON.stringify({ ...note, inReplyTo: `${evil.origin}/chain/${n + 1}` }));
    });
    const note = alice.note('réponse', { inReplyTo: `${evil.origin}/chain/1` });
    assert.is(await alice.post(home.origin, alice.activity('Create', note)), 202);
    await fediverse.settled();
    const asked = evil.requests.filter(({ url }) => url.startsWith('/chain/')).length;
    assert.ok(asked > 5 && asked <= 20, String(asked));
  }));

test('S37 collections that never end do end', () =>
  hostileScene(async ({ home, evil }) => {
    const pages = (next: (n: number) => string, size: number) => (request: { url: string }, response: any) => {
      const n = Number(request.url.split('/').at(-1)) || 0;
      const id = `${evil.origin}${request.url}`;
      const items = Array.from({ length: size }, (_, at) => `${id}/${at}`);
      response.setHeader('content-type', 'application/activity+json');
      response.end(
        JSON.stringify({ '@context': as2, id, type: 'OrderedCollectionPage', orderedItems: items, next: next(n) }),
      );
    };
    const read = async (start: string) => {
      const items = [];
      for await (const item of fetchCollection(home.instance, `${evil.origin}${start}`, evil.origin)) items.push(item);
      return items.length;
    };
    evil.answer(
      '*',
      pages((n) => `${evil.origin}/grow/${n + 1}`, 10),
    );
    assert.is(await read('/grow/1'), 200, '20 pages');
    evil.answer(
      '*',
      pages((n) => `${evil.origin}/self/${n}`, 10),
    );
    assert.is(await read('/self/1'), 10, 'a page that names itself');
    evil.answer(
      '*',
      pages((n) => `${evil.origin}/wide/${n + 1}`, 900),
    );
    assert.is(await read('/wide/1'), 5000);
    evil.answer(
      '*',
      pages(() => 'http://victim.localhost/page', 10),
    );
    assert.is(await read('/away/1'), 10, 'no page of another server');
  }));

test('S35 properties without measure are cut', () => {
  const many = <T>(n: number, make: (at: number) => T) => Array.from({ length: n }, (_, at) => make(at));
  const actor = readActor({
    id: 'https://peer.example/u',
    type: 'Person',
    preferredUsername: 'u',
    inbox: 'https://peer.example/u/inbox',
    name: 'n'.repeat(1_000_000),
    summary: '<b>'.repeat(100_000),
    attachment: many(5000, (n) => ({ type: 'PropertyValue', name: `f${n}`, value: 'v'.repeat(10_000) })),
    alsoKnownAs: many(5000, (n) => `https://peer.example/a/${n}`),
  })!;
  assert.ok(actor.displayName.length <= 200 && actor.bio.length < 100_000);
  assert.ok(actor.fields.length <= 16 && actor.alsoKnownAs.length <= 10);
  const note = readNote({
    id: 'https://peer.example/n',
    type: 'Question',
    attributedTo: 'https://peer.example/u',
    content: 'c'.repeat(1_000_000),
    to: many(5000, (n) => `https://peer.example/p/${n}`),
    tag: many(5000, (n) => ({
      type: n % 2 ? 'Hashtag' : 'Mention',
      name: `#t${n}`,
      href: `https://peer.example/t/${n}`,
    })),
    attachment: many(5000, (n) => ({ type: 'Image', url: `https://peer.example/i/${n}.png` })),
    oneOf: many(5000, (n) => ({ type: 'Note', name: `o${n}` })),
  })!;
  assert.ok(note.content.length <= 200_000);
  assert.ok(note.people.length <= 100 && note.hashtags.size <= 50 && note.media.length <= 16);
  assert.ok(note.poll!.options.length <= 20);
});

test('S21 nothing an actor says of pictures, pages and collections makes us call there', () =>
  hostileScene(
    async ({ home, evil }) => {
      const intranet = await hostileOrigin('intranet', '127.0.0.2');
      const at = (path: string) => `${intranet.origin}/${path}`;
      const actor = remoteActor(evil, 'linked', {
        icon: { type: 'Image', url: at('icon') },
        image: { type: 'Image', url: at('image') },
        outbox: at('outbox'),
        followers: at('followers'),
        featured: at('featured'),
        endpoints: { sharedInbox: at('shared') },
      });
      try {
        const found = (await home.instance.discover.address(actor.uri)) as { accountId: string };
        await follow(home.instance, (await home.account('malik')).id, found.accountId);
        await home.running.settled();
        const account = (await anyAccountByUri(home.instance, actor.uri))!;
        assert.equal([account.sharedInbox, account.outbox, account.featuredUri], [null, null, null]);
        assert.is(intranet.connections, 0);
      } finally {
        await intranet.close();
      }
    },
    { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1/32' },
  ));

test.run();
