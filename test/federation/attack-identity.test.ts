import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anyAccountByUri } from '../../src/accounts/account.ts';
import { signCavage } from '../../src/federation/signatures/cavage.ts';
import { generateEd25519, generateRsa, multibaseOf, pemOf } from '../../src/federation/signatures/keys.ts';
import { addProof } from '../../src/federation/signatures/proof.ts';
import { postByUri } from '../../src/posts/post.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { type Json, postRaw, remoteActor } from '../support/remote-actor.ts';

test('the honest way in: a signed Create is answered 202 and kept', () =>
  hostileScene(async ({ fediverse, home, alice }) => {
    const note = alice.note('bonjour');
    assert.is(await alice.post(home.origin, alice.activity('Create', note)), 202);
    await fediverse.settled();
    assert.match((await postByUri(home.instance, String(note.id)))!.html, /bonjour/);
  }));

test('S01 a key document of the attacker that says it belongs to the victim opens nothing', () =>
  hostileScene(async ({ home, evil, victim, alice, rows }) => {
    const { privateKey, publicKey } = await generateRsa();
    const keyId = `${evil.origin}/keys/1`;
    evil.answer('/keys/1', {
      body: {
        '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
        id: keyId,
        type: 'CryptographicKey',
        owner: alice.uri,
        publicKeyPem: pemOf(publicKey),
      },
    });
    const create = alice.activity('Create', alice.note('forged'));
    assert.is(await alice.post(home.origin, create, { key: { keyId, privateKey } }), 401);
    assert.is(await rows(), 0);

    // The same by an integrity proof: the request is signed by the attacker's own, valid key.
    const ed = await generateEd25519();
    const multikey = `${evil.origin}/keys/2`;
    evil.answer('/keys/2', {
      body: {
        '@context': 'https://www.w3.org/ns/activitystreams',
        id: multikey,
        type: 'Multikey',
        controller: alice.uri,
        publicKeyMultibase: multibaseOf(ed.privateKey),
      },
    });
    const forged = alice.note('forged again');
    victim.answer(new URL(String(forged.id)).pathname, { status: 404 });
    const proved = addProof(
      alice.activity('Create', forged),
      { keyId: multikey, privateKey: ed.privateKey },
      Date.now(),
    );
    const mallory = remoteActor(evil, 'mallory2');
    await mallory.post(home.origin, proved);
    await home.running.settled();
    assert.is(await postByUri(home.instance, String(forged.id)), null);
  }));

test('S02 S03 another actor or another origin in the activity than in the signature', () =>
  hostileScene(async ({ fediverse, home, victim, alice, mallory, rows }) => {
    const bob = remoteActor(victim, 'bob');
    const note = alice.note('not by alice');
    victim.answer(new URL(String(note.id)).pathname, { status: 404 });
    const none = await rows();
    assert.is(await bob.post(home.origin, alice.activity('Create', note)), 401, 'a neighbour on the same host');
    const malik = (await home.account('malik')).uri;
    for (const type of ['Follow', 'Accept', 'Reject', 'Block', 'Flag', 'Move'])
      assert.is(await mallory.post(home.origin, alice.activity(type, malik)), 401, type);
    assert.is(await rows(), none);
    // From another host it may be forwarded: it is kept, and its origin, which knows nothing of it, is asked.
    assert.is(await mallory.post(home.origin, alice.activity('Create', note)), 202);
    await fediverse.settled();
    assert.is(await postByUri(home.instance, String(note.id)), null);

    const genuine = alice.activity('Create', alice.note('genuine'));
    const before = await rows();
    assert.is(
      await mallory.post(home.origin, { ...genuine, actor: mallory.uri }),
      400,
      'id at the victim, actor at evil',
    );
    assert.is(await rows(), before);
    await mallory.post(home.origin, { ...genuine, object: 'http://victim.localhost/none' });
    assert.is(await alice.post(home.origin, genuine), 202);
    await fediverse.settled();
    assert.ok(await postByUri(home.instance, String((genuine.object as Json).id)), 'the genuine one is not kept out');
  }));

test('S04 S05 an actor that leads to another one, and a key under another name, lend no key', () =>
  hostileScene(async ({ home, victim, evil, alice, mallory, rows }) => {
    victim.answer('/users/alice', { status: 302, headers: { location: mallory.uri } });
    const create = alice.activity('Create', alice.note('x'));
    const other = { ...mallory.key, keyId: `${victim.origin}/users/alice#main-key-2` };
    assert.is(await alice.post(home.origin, create, { key: other }), 401);
    evil.answer('/k1', { body: { ...mallory.document, id: `${evil.origin}/k2` } });
    evil.answer('/k2', { body: { ...mallory.document, id: `${evil.origin}/k3` } });
    const wrong = { ...mallory.key, keyId: `${evil.origin}/k1` };
    assert.is(await mallory.post(home.origin, mallory.activity('Create', mallory.note('y')), { key: wrong }), 401);
    assert.is(await rows(), 0);
  }));

test('S06 S07 a document at another address than its id, or of another type, is not believed', () =>
  hostileScene(async ({ home, evil, victim, alice, mallory }) => {
    const before = await anyAccountByUri(home.instance, alice.uri);
    evil.answer('/alice', { body: { ...alice.document, name: 'Eve' } });
    await home.instance.discover.address(`${evil.origin}/alice`);
    const after = await anyAccountByUri(home.instance, alice.uri);
    assert.is(after!.displayName, before!.displayName);

    const forged = { ...mallory.note('x'), id: `${victim.origin}/notes/none`, attributedTo: alice.uri };
    evil.answer('/forged', { body: forged });
    assert.is(await home.instance.discover.address(`${evil.origin}/forged`), null);
    assert.is(await postByUri(home.instance, forged.id), null);

    for (const type of ['text/plain', 'image/png', 'application/json', 'application/ld+json', 'text/html']) {
      const note = mallory.note('typed');
      evil.answer(new URL(String(note.id)).pathname, { body: JSON.stringify(note), headers: { 'content-type': type } });
      assert.is(await home.instance.discover.address(String(note.id)), null, type);
    }
    const note = mallory.note('typed');
    const type = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
    evil.answer(new URL(String(note.id)).pathname, { body: JSON.stringify(note), headers: { 'content-type': type } });
    assert.ok(await home.instance.discover.address(String(note.id)));
  }));

test('S11 S70 unsigned, tampered and moved requests are answered 401 and leave nothing', () =>
  hostileScene(async ({ home, alice, rows }) => {
    const follow = alice.activity('Follow', (await home.account('malik')).uri);
    const url = new URL('/ap/inbox', home.origin);
    assert.is(await postRaw(url, JSON.stringify(follow), { 'content-type': 'application/activity+json' }), 401);
    assert.is(await alice.post(home.origin, follow, { now: Date.now() - 2 * 3_600_000 }), 401);
    const moved = { sign: signedElsewhere };
    assert.is(await alice.post(home.origin, follow, moved), 401);
    assert.is(await rows(), 0);
  }));

/** A signature made for another path than the one it comes to. */
const signedElsewhere: typeof signCavage = (request, key, now) =>
  signCavage({ ...request, url: request.url.replace('/ap/inbox', '/ap/elsewhere') }, key, now);

test('S12 F16 the same activity many times, over every inbox, at once and after a day, has one effect', () =>
  hostileScene(async ({ fediverse, home, alice, rows }) => {
    const malik = await home.account('malik');
    const create = alice.activity('Create', alice.note('une fois'));
    const paths = ['/ap/inbox', `/ap/accounts/${malik.id}/inbox`];
    const statuses = await Promise.all(
      Array.from({ length: 40 }, (_, n) => alice.post(home.origin, create, { path: paths[n % 2]! })),
    );
    assert.equal([...new Set(statuses)], [202]);
    await fediverse.settled();
    assert.is(await rows(), 1);
    assert.is((await anyAccountByUri(home.instance, alice.uri))!.posts, 1);
  }));

test.run();
