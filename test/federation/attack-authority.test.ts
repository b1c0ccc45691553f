import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anyAccountByUri } from '../../src/accounts/account.ts';
import { acceptFollow, follow, followBetween } from '../../src/accounts/follow.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { isBlockedEitherWay } from '../../src/accounts/relationship.ts';
import { generateEd25519, multibaseOf } from '../../src/federation/signatures/keys.ts';
import { addProof } from '../../src/federation/signatures/proof.ts';
import { editsOf } from '../../src/posts/edit-post.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { pinnedUris } from '../../src/posts/published.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import { type Json, type RemoteActor, remoteActor } from '../support/remote-actor.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';
const path = (id: unknown) => new URL(String(id)).pathname;

/** Sends as `actor` and waits for the end of it. */
async function sends({ home, fediverse }: Scene, actor: RemoteActor, activity: Json) {
  const status = await actor.post(home.origin, activity);
  await fediverse.settled();
  return status;
}

async function kept(scene: Scene, note: Json, actor = scene.alice) {
  await sends(scene, actor, actor.activity('Create', note));
  return (await postByUri(scene.home.instance, String(note.id)))!;
}

test('S64 nobody but its author deletes a post, nobody but itself an account', () =>
  hostileScene(async (scene) => {
    const { home, victim, alice, mallory } = scene;
    const note = alice.note('reste');
    await kept(scene, note);
    const bob = remoteActor(victim, 'bob');
    for (const actor of [bob, mallory])
      for (const object of [note.id, { id: note.id, type: 'Tombstone' }, alice.uri])
        await sends(scene, actor, actor.activity('Delete', object));
    assert.not((await postByUri(home.instance, String(note.id)))!.deletedAt);
    assert.not((await anyAccountByUri(home.instance, alice.uri))!.deletedAt);

    await sends(scene, alice, alice.activity('Delete', { id: note.id, type: 'Tombstone' }));
    assert.ok((await postByUri(home.instance, String(note.id)))!.deletedAt);
  }));

test('S65 S17 an Update changes what its author wrote, never author, audience or kind of reader', () =>
  hostileScene(async (scene) => {
    const { home, victim, alice, mallory } = scene;
    const readers = { to: [`${alice.uri}/followers`], cc: [] };
    const note = alice.note('entre nous', readers);
    const post = await kept(scene, note);
    assert.is(post.audience, 'followers');
    const bob = remoteActor(victim, 'bob');
    const wide = { to: [`${as2}#Public`], cc: [] };
    for (const actor of [bob, mallory]) {
      await sends(scene, actor, actor.activity('Update', { ...note, content: 'volé', ...wide }));
      await sends(scene, actor, actor.activity('Create', { ...note, content: 'volé', ...wide }));
      await sends(scene, actor, actor.activity('Update', { ...note, content: 'volé', attributedTo: actor.uri }));
      await sends(scene, actor, actor.activity('Announce', note.id, wide));
      await sends(scene, actor, actor.activity('Update', { ...alice.document, inbox: `${actor.uri}/inbox` }));
    }
    await sends(scene, alice, alice.activity('Update', { ...note, ...wide, updated: new Date().toISOString() }));
    const after = (await postById(home.instance, post.id))!;
    assert.equal(
      [after.html, after.audience, after.accountId, after.boosts],
      [post.html, 'followers', post.accountId, 0],
    );
    assert.is((await anyAccountByUri(home.instance, alice.uri))!.inbox, `${alice.uri}/inbox`);
    assert.is((await editsOf(home.instance, post.id)).length, 0);
  }));

test('S66 the copy inside an Announce is not read: the post comes from its origin or not at all', () =>
  hostileScene(async (scene) => {
    const { home, victim, alice, mallory } = scene;
    await follow(home.instance, (await home.account('malik')).id, await idOf(scene, mallory));
    await scene.fediverse.settled();
    const note = alice.note('la vraie');
    await sends(scene, mallory, mallory.activity('Announce', { ...note, content: 'la fausse' }));
    assert.match((await postByUri(home.instance, String(note.id)))!.html, /la vraie/);

    const absent = { ...alice.note('absente') };
    victim.answer(path(absent.id), { status: 503 });
    await sends(scene, mallory, mallory.activity('Announce', absent));
    assert.is(await postByUri(home.instance, String(absent.id)), null);
    const secret = await kept(scene, alice.note('secret', { to: [`${alice.uri}/followers`], cc: [] }));
    await sends(scene, mallory, mallory.activity('Announce', secret.uri));
    assert.is((await postById(home.instance, secret.id))!.boosts, 0, 'S57');
  }));

const idOf = async ({ home }: Scene, actor: RemoteActor) =>
  ((await home.instance.discover.address(actor.uri)) as { accountId: string }).accountId;

test('S67 Undo, Accept and Reject count from the one they belong to alone', () =>
  hostileScene(async (scene) => {
    const { home, alice, mallory } = scene;
    const { instance } = home;
    const malik = await home.account('malik');
    const [aliceId, malloryId] = [await idOf(scene, alice), await idOf(scene, mallory)];
    const asked = (await followBetween(instance, malik.id, aliceId))!;
    assert.not(asked.accepted);
    const follows = { id: asked.uri, type: 'Follow', actor: malik.uri, object: alice.uri };
    for (const object of [asked.uri, follows, { ...follows, object: mallory.uri }])
      for (const type of ['Accept', 'Reject']) await sends(scene, mallory, mallory.activity(type, object));
    assert.is((await followBetween(instance, malik.id, aliceId))?.accepted, false);
    assert.is(await followBetween(instance, malik.id, malloryId), null, 'an Accept of what was never asked');

    const theirs = alice.activity('Follow', malik.uri);
    await sends(scene, alice, theirs);
    const postId = await home.write('malik', 'bonjour');
    const uri = `${home.origin}/ap/posts/${postId}`;
    const likes = alice.activity('Like', uri);
    const announces = alice.activity('Announce', uri, { to: [`${as2}#Public`] });
    for (const activity of [likes, announces]) await sends(scene, alice, activity);
    for (const object of [theirs, likes, announces])
      for (const undone of [object.id, object, { ...object, actor: mallory.uri }])
        await sends(scene, mallory, mallory.activity('Undo', undone));
    assert.ok((await followBetween(instance, aliceId, malik.id))!.accepted);
    const post = (await postById(instance, postId))!;
    assert.equal([post.likes, post.boosts], [1, 1]);

    for (const object of [theirs, likes, announces]) await sends(scene, alice, alice.activity('Undo', object));
    const after = (await postById(instance, postId))!;
    assert.equal([await followBetween(instance, aliceId, malik.id), after.likes, after.boosts], [null, 0, 0]);
  }));

test('S51 S53 what an actor may not read it can neither thank, pass on nor vote in', () =>
  hostileScene(async (scene) => {
    const { home, mallory } = scene;
    const poll = { options: ['a', 'b'], multiple: false, hours: 1 };
    const id = await home.write('malik', 'entre nous', { audience: 'followers', poll });
    const uri = `${home.origin}/ap/posts/${id}`;
    await sends(scene, mallory, mallory.activity('Like', uri));
    await sends(scene, mallory, mallory.activity('Announce', uri));
    const vote = { id: mallory.id(), type: 'Note', name: 'a', inReplyTo: uri, attributedTo: mallory.uri };
    await sends(scene, mallory, mallory.activity('Create', vote));
    const post = (await postById(home.instance, id))!;
    assert.equal([post.likes, post.boosts, post.replies], [0, 0, 0]);
  }));

test("S69 only one's own featured collection is changed, with one's own posts", () =>
  hostileScene(async (scene) => {
    const { home, victim, evil } = scene;
    const alice = remoteActor(victim, 'alice', { featured: `${scene.alice.uri}/featured` });
    const mallory = remoteActor(evil, 'mallory', { featured: `${scene.mallory.uri}/featured` });
    await home.instance.discover.address(mallory.uri);
    await sends(scene, alice, alice.activity('Update', alice.document));
    const post = await kept(scene, alice.note('à la une'), alice);
    await sends(scene, mallory, mallory.activity('Add', post.uri, { target: `${alice.uri}/featured` }));
    await sends(scene, mallory, mallory.activity('Add', post.uri, { target: `${mallory.uri}/featured` }));
    assert.equal(await pinnedUris(home.instance, null, post.accountId), []);
    await sends(scene, alice, alice.activity('Add', post.uri, { target: `${alice.uri}/featured` }));
    assert.equal(await pinnedUris(home.instance, null, post.accountId), [post.uri]);
  }));

test('S73 a forwarded activity is believed by proof, or as its origin tells it', () =>
  hostileScene(async (scene) => {
    const { home, victim, evil } = scene;
    const { privateKey } = await generateEd25519();
    const keyId = `${scene.alice.uri}#ed`;
    const multikey = {
      id: keyId,
      type: 'Multikey',
      controller: scene.alice.uri,
      publicKeyMultibase: multibaseOf(privateKey),
    };
    const alice = remoteActor(victim, 'alice', { assertionMethod: [multikey] });
    const relay = remoteActor(evil, 'relay', { type: 'Application' });

    const proved = alice.note('prouvé');
    victim.answer(path(proved.id), { status: 404 });
    const activity = addProof(alice.activity('Create', proved), { keyId, privateKey }, Date.now());
    await sends(scene, relay, activity);
    assert.ok(await postByUri(home.instance, String(proved.id)));

    const changed = alice.note('changé');
    victim.answer(path(changed.id), { status: 404 });
    await sends(scene, relay, {
      ...addProof(alice.activity('Create', changed), { keyId, privateKey }, Date.now()),
      to: ['x'],
    });
    assert.is(await postByUri(home.instance, String(changed.id)), null);

    const fetched = alice.note('à la source');
    await sends(scene, relay, alice.activity('Create', { ...fetched, content: 'faux' }));
    assert.match((await postByUri(home.instance, String(fetched.id)))!.html, /à la source/);
    await sends(scene, relay, alice.activity('Delete', fetched.id));
    assert.not((await postByUri(home.instance, String(fetched.id)))!.deletedAt, 'still there at its origin');
    victim.answer(path(fetched.id), { status: 410 });
    await sends(scene, relay, alice.activity('Delete', fetched.id, { id: alice.id() }));
    assert.ok((await postByUri(home.instance, String(fetched.id)))!.deletedAt);
  }));

test('S50 a follow of a locked account gives nothing before the yes', () =>
  hostileScene(async (scene) => {
    const { home, evil, mallory } = scene;
    const malik = await home.account('malik');
    await updateProfile(home.instance, malik.id, { locked: true });
    await sends(scene, mallory, mallory.activity('Follow', malik.uri));
    await home.write('malik', 'pour les miens', { audience: 'followers' });
    await scene.fediverse.settled();
    assert.is(evil.heard('/inbox').length, 0);
    await acceptFollow(home.instance, malik.id, await idOf(scene, mallory));
    await home.write('malik', 'pour les miens, bis', { audience: 'followers' });
    await scene.fediverse.settled();
    assert.equal(
      evil.heard('/inbox').map(({ body }) => JSON.parse(body).type),
      ['Accept', 'Create'],
    );
  }));

test('a Block from elsewhere closes both ways', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const malik = await home.account('malik');
    await sends(scene, alice, alice.activity('Block', malik.uri));
    assert.ok(await isBlockedEitherWay(home.instance, malik.id, await idOf(scene, alice)));
    assert.is(await followBetween(home.instance, malik.id, await idOf(scene, alice)), null);
  }));

test.run();
