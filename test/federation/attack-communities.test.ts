// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountById } from '../../src/accounts/account.ts';
import { acceptFollow, countFollowRequests, follow, followBetween } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import { communities, communityBans } from '../../src/communities/tables.ts';
import type { CommunitySettings } from '../../src/communities/view.ts';
import { asSent } from '../../src/federation/passed-on.ts';
import { generateEd25519, multibaseOf } from '../../src/federation/signatures/keys.ts';
import { addProof } from '../../src/federation/signatures/proof.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { boostsOf } from '../../src/posts/boost.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postById, postByUri, postUri, visiblePost } from '../../src/posts/post.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import { refusalOf } from '../support/refusal.ts';
import { type Json, type RemoteActor, remoteActor } from '../support/remote-actor.ts';

const as2 = 'https://www.w3.org/ns/activitystreams';
const open = [`${as2}#Public`];
const path = (id: unknown) => new URL(String(id)).pathname;
const settings: CommunitySettings = {
  ...{ displayName: 'Cercle', purpose: 'Entre nous.', rules: '', reach: 'members', admission: 'request' },
  ...{ posting: 'members', language: 'fr', topics: [] },
};

async function sends({ home, fediverse }: Scene, actor: RemoteActor, activity: Json) {
  await actor.post(home.origin, activity);
  await fediverse.settled();
}
const at = async ({ home }: Scene, note: Json) => {
  const post = await postByUri(home.instance, String(note.id));
  return post && !post.deletedAt ? post : null;
};
const idOf = async ({ home }: Scene, actor: RemoteActor) =>
  ((await home.instance.discover.address(actor.uri)) as { accountId: string }).accountId;
const viewer = async ({ home }: Scene, name: string) => ({
  accountId: (await home.account(name)).id,
  local: true as const,
});

/** A group on the hostile server, and malik in it unless nobody is. */
async function group(scene: Scene, name: string, follower: string | null = 'malik') {
  const actor = remoteActor(scene.evil, name, { type: 'Group' });
  const id = await idOf(scene, actor);
  if (follower) await follow(scene.home.instance, (await scene.home.account(follower)).id, id);
  await scene.fediverse.settled();
  if (follower) await acceptFollow(scene.home.instance, id, (await scene.home.account(follower)).id);
  return { actor, id };
}

/** alice with a key for proofs. */
async function proving({ victim }: Scene, name = 'alice') {
  const { privateKey } = await generateEd25519();
  const uri = `${victim.origin}/users/${name}`;
  const keyId = `${uri}#ed25519`;
  const key = { id: keyId, type: 'Multikey', controller: uri, publicKeyMultibase: multibaseOf(privateKey) };
  const actor = remoteActor(victim, name, { assertionMethod: [key] });
  return { actor, prove: (activity: Json) => addProof(activity, { keyId, privateKey }, Date.now()) };
}

/** A community of ines here, with these people of other servers in it. */
async function circle(scene: Scene, name: string, members: RemoteActor[], more: Partial<CommunitySettings> = {}) {
  const { instance, account, origin } = scene.home;
  const id = await openCommunity(instance, (await account('ines')).id, name, { ...settings, ...more });
  for (const member of members) {
    const accountId = await idOf(scene, member);
    await join(instance, accountId, id, `${member.uri}/follows/${name}`);
    if (more.admission !== 'open') await acceptFollow(instance, id, accountId);
  }
  await scene.fediverse.settled();
  const { uri } = (await accountById(instance, id))!;
  return { id, uri, followers: `${uri}/followers`, origin };
}

const ban = async ({ home }: Scene, communityId: string, accountId: string) =>
  write(home.instance, async (tx) => {
    const byId = (await home.account('ines')).id;
    await tx.insert(communityBans).values({ communityId, accountId, byId, createdAt: Date.now() });
  });

test('S69 S73 a group in which nobody here is brings nothing, not even under an id of ours', () =>
  hostileScene(async (scene) => {
    const { home, victim } = scene;
    const { actor } = await group(scene, 'intrus', null);
    const bob = remoteActor(victim, 'bob');
    const note = bob.note('loin', { audience: actor.uri });
    const ours = `${home.origin}/ap/activities/${await home.write('ines', 'appât')}`;
    for (const object of [
      note.id,
      bob.activity('Create', note),
      { ...bob.activity('Create', note), id: ours },
      { '@context': as2, id: ours, type: 'Create', actor: bob.uri, object: note.id },
    ])
      await sends(scene, actor, actor.activity('Announce', object, { to: open }));
    assert.is(await at(scene, note), null);
    assert.is(victim.heard(path(note.id)).length, 0, 'its server is not even asked');
  }));

test('S57 S66 a group takes nobody’s post to itself: it stands where its author put it', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const { actor } = await group(scene, 'voleur');
    const public_ = alice.note('à moi');
    await sends(scene, alice, alice.activity('Create', public_));
    const mine = await home.write('ines', 'à nous');
    const quiet = await Promise.all(
      (['organisation', 'followers', 'unlisted'] as const).map((audience) =>
        home.write('ines', audience, { audience }),
      ),
    );
    for (const uri of [public_.id, ...[mine, ...quiet].map((id) => postUri(home.instance, id))])
      await sends(scene, actor, actor.activity('Announce', uri, { to: open }));
    const taken = (await at(scene, public_))!;
    assert.equal([taken.communityId, taken.boosts], [null, 1], 'passed on as by anybody');
    for (const id of [mine, ...quiet]) assert.is((await postById(home.instance, id))!.communityId, null);
    for (const id of quiet.slice(0, 2)) assert.is((await boostsOf(home.instance, id)).length, 0);
    const words = { text: 'encore à nous', notice: '', language: 'fr' };
    await editPost(home.instance, (await home.account('ines')).id, mine, words);
  }));

test('S57 S66 what is for followers, or for another group, is not brought by a group, proved or not', () =>
  hostileScene(async (scene) => {
    const { home } = scene;
    const { actor: alice, prove } = await proving(scene);
    const thief = await group(scene, 'voleur');
    const other = await group(scene, 'autre', 'nour');
    const thread = alice.note('fil', { audience: thief.actor.uri });
    await sends(scene, thief.actor, thief.actor.activity('Announce', thread.id, { to: open }));
    assert.is((await at(scene, thread))?.communityId, thief.id);

    const followers = { to: [`${alice.uri}/followers`], cc: [] };
    const secret = alice.note('abonnés', followers);
    const answer = alice.note('abonnés, en réponse', { ...followers, inReplyTo: thread.id });
    const direct = alice.note('à toi seul', { to: [(await home.account('nour')).uri], cc: [], inReplyTo: thread.id });
    const theirs = alice.note('entre autres', {
      to: [other.actor.uri, `${other.actor.uri}/followers`],
      cc: [],
      audience: other.actor.uri,
    });
    for (const note of [secret, answer, direct, theirs])
      for (const object of [note.id, alice.activity('Create', note), prove(alice.activity('Create', note))])
        await sends(scene, thief.actor, thief.actor.activity('Announce', object, { to: open }));
    for (const note of [secret, answer, direct, theirs]) assert.is(await at(scene, note), null, String(note.content));

    // The group that it was written to brings it, and only who is in that one reads it.
    await sends(
      scene,
      other.actor,
      other.actor.activity('Announce', prove(alice.activity('Create', theirs)), { to: open }),
    );
    const kept = (await at(scene, theirs))!;
    assert.equal([kept.communityId, kept.audience], [other.id, 'community']);
    assert.ok(await visiblePost(home.instance, await viewer(scene, 'nour'), kept.id));
    assert.is(await refusalOf(visiblePost(home.instance, await viewer(scene, 'malik'), kept.id)), 'error.notFound');
  }));

test('S12 S16 S66 a proof of an older version, or by another actor, changes nothing', () =>
  hostileScene(async (scene) => {
    const { victim } = scene;
    const { actor: alice, prove } = await proving(scene);
    const { prove: forge } = await proving(scene, 'bob');
    const { actor } = await group(scene, 'groupe');
    const note = alice.note('premier', { to: [actor.uri], cc: [], audience: actor.uri });
    victim.answer(path(note.id), { status: 404 });
    const announce = (object: unknown) =>
      sends(scene, actor, actor.activity('Announce', object, { to: [`${actor.uri}/followers`] }));
    const version = (content: string, minute: number) =>
      prove(
        alice.activity('Update', {
          ...note,
          content,
          updated: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
        }),
      );
    await announce(prove(alice.activity('Create', note)));
    const [second, third] = [version('deuxième', 2), version('troisième', 3)];
    await announce(third);
    await announce(second);
    assert.is((await at(scene, note))!.html, 'troisième');
    await announce(forge(alice.activity('Update', { ...note, content: 'volé', updated: '2027-01-01T00:00:00Z' })));
    await announce({ ...version('x', 4), object: { ...note, content: 'volé', updated: '2027-01-01T00:00:00Z' } });
    await announce(alice.activity('Update', { ...note, content: 'volé', updated: '2027-01-01T00:00:00Z' }));
    assert.is((await at(scene, note))!.html, 'troisième');
  }));

test('S51 S60 who is not a member, or banned, writes nothing: no thread, no answer, no change', () =>
  hostileScene(async (scene) => {
    const { home, alice, mallory } = scene;
    const inner = await circle(scene, 'cercle', [alice]);
    const garden = await circle(scene, 'jardin', [alice], { reach: 'public', admission: 'open' });
    const to = (place: typeof inner) => ({ to: [place.uri, place.followers], cc: [], audience: place.uri });
    const shown = { to: [...open, garden.uri], cc: [garden.followers], audience: garden.uri };

    const stranger = mallory.note('je passais', to(inner));
    await sends(scene, mallory, mallory.activity('Create', stranger));
    assert.is(await at(scene, stranger), null);
    const first = alice.note('membre', to(inner));
    const open_ = alice.note('au jardin', shown);
    for (const note of [first, open_]) await sends(scene, alice, alice.activity('Create', note));
    assert.equal([(await at(scene, first))?.audience, (await at(scene, open_))?.communityId], ['community', garden.id]);
    const answer = mallory.note('moi aussi', { ...to(inner), inReplyTo: first.id });
    await sends(scene, mallory, mallory.activity('Create', answer));
    assert.is(await at(scene, answer), null);

    const aliceId = await idOf(scene, alice);
    for (const { id } of [inner, garden]) await ban(scene, id, aliceId);
    const id = await home.write('ines', 'au calme', { communityId: garden.id });
    await scene.fediverse.settled();
    const inReplyTo = postUri(home.instance, id);
    const nested = await home.write('ines', 'suite', { inReplyToId: id });
    const tries = [
      alice.note('fil', shown),
      alice.note('réponse', { ...shown, inReplyTo }),
      alice.note('plus bas', { ...shown, inReplyTo: postUri(home.instance, nested) }),
      alice.note('sans le dire', { to: open, inReplyTo }),
      alice.note('à demi-voix', { to: [`${alice.uri}/followers`], cc: open, inReplyTo }),
      alice.note('aux miens', { to: [`${alice.uri}/followers`], cc: [], inReplyTo }),
      alice.note('au cercle', to(inner)),
    ];
    for (const note of tries) await sends(scene, alice, alice.activity('Create', note));
    // Nor by a group elsewhere that speaks for them.
    const { actor } = await group(scene, 'complice');
    for (const note of tries.slice(1, 4)) await sends(scene, actor, actor.activity('Announce', note.id, { to: open }));
    for (const note of tries) assert.is(await at(scene, note), null, String(note.content));

    const changed = { ...open_, content: '<p>insulte</p>', updated: new Date(Date.now() + 1000).toISOString() };
    await sends(scene, alice, alice.activity('Update', changed));
    const post = (await at(scene, open_))!;
    assert.is(post.html, '<p>au jardin</p>');
    assert.not.match(JSON.stringify(await asSent(home.instance, post.id)), 'insulte');
    // Taking one's own words away stays possible.
    await sends(scene, alice, alice.activity('Delete', { id: open_.id, type: 'Tombstone' }));
    assert.is(await at(scene, open_), null);

    const { accountId } = await viewer(scene, 'malik');
    await ban(scene, garden.id, accountId);
    for (const audience of ['public', 'unlisted', 'followers'] as const)
      assert.is(await refusalOf(home.write('malik', 'de biais', { inReplyToId: id, audience })), 'community.banned');
  }));

test('S51 in an archived community nobody writes, answers or changes any more', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const garden = await circle(scene, 'jardin', [alice], { reach: 'public', admission: 'open' });
    const shown = { to: [...open, garden.uri], cc: [garden.followers], audience: garden.uri };
    const before = alice.note('avant', shown);
    await sends(scene, alice, alice.activity('Create', before));
    const id = await home.write('ines', 'dernier mot', { communityId: garden.id });
    await write(home.instance, (tx) =>
      tx.update(communities).set({ archivedAt: Date.now() }).where(eq(communities.accountId, garden.id)),
    );
    const tries = [
      alice.note('après', shown),
      alice.note('réponse', { ...shown, inReplyTo: postUri(home.instance, id) }),
    ];
    for (const note of tries) await sends(scene, alice, alice.activity('Create', note));
    assert.is((await at(scene, tries[0]!))?.communityId ?? null, null, 'at most a public post of hers');
    assert.is(await at(scene, tries[1]!), null);
    await sends(
      scene,
      alice,
      alice.activity('Update', {
        ...before,
        content: '<p>changé</p>',
        updated: new Date(Date.now() + 1000).toISOString(),
      }),
    );
    assert.is((await at(scene, before))!.html, '<p>avant</p>');
    assert.is(await refusalOf(home.write('ines', 'encore', { communityId: garden.id })), 'community.archived');
    assert.is(
      await refusalOf(home.write('ines', 'encore', { inReplyToId: id, audience: 'unlisted' })),
      'community.archived',
    );
  }));

test('S55 S57 what members say to each other stays between them; a member’s relay of what is inside goes nowhere', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const inner = await circle(scene, 'cercle', [alice]);
    await join(home.instance, (await home.account('nour')).id, inner.id);
    await acceptFollow(home.instance, inner.id, (await home.account('nour')).id);
    const id = await home.write('ines', 'pour le cercle', { communityId: inner.id });
    const uri = postUri(home.instance, id);
    const aside = alice.note('rien que pour toi', { to: [(await home.account('ines')).uri], cc: [], inReplyTo: uri });
    await sends(scene, alice, alice.activity('Create', aside));
    const kept = (await at(scene, aside))!;
    assert.equal([kept.audience, kept.communityId], ['direct', null]);
    assert.is(await refusalOf(visiblePost(home.instance, await viewer(scene, 'nour'), kept.id)), 'error.notFound');

    await sends(scene, alice, alice.activity('Announce', uri, { to: open }));
    const relays = await boostsOf(home.instance, id);
    // The group's own is how its members get it.
    assert.equal(
      relays.map((relay) => relay.accountId),
      [inner.id],
    );
    assert.is((await postById(home.instance, id))!.boosts, 0);
  }));

test('S65 a Create that names two communities stands in the one that takes it, and is for its members alone', () =>
  hostileScene(async (scene) => {
    const { home, alice } = scene;
    const first = await circle(scene, 'premier', [alice]);
    const second = await circle(scene, 'second', [alice]);
    await ban(scene, first.id, await idOf(scene, alice));
    await join(home.instance, (await home.account('nour')).id, first.id);
    await acceptFollow(home.instance, first.id, (await home.account('nour')).id);
    const both = alice.note('aux deux', {
      to: [first.uri, second.uri],
      cc: [first.followers, second.followers],
      audience: [first.uri, second.uri],
    });
    await sends(scene, alice, alice.activity('Create', both));
    const post = (await at(scene, both))!;
    assert.equal([post.communityId, post.audience], [second.id, 'community']);
    assert.is(await refusalOf(visiblePost(home.instance, await viewer(scene, 'nour'), post.id)), 'error.notFound');
  }));

test('S45 a storm of Follows asks once each, lets nobody in, tells nobody, and does not hold up the others', () =>
  hostileScene(async (scene) => {
    const { home, alice, evil, fediverse } = scene;
    const inner = await circle(scene, 'cercle', []);
    const crowd = Array.from({ length: 40 }, (_, n) => remoteActor(evil, `bot${n}`));
    const told = async () => (await notificationsOf(home.instance, (await home.account('ines')).id)).length;
    const before = await told();
    const statuses = await Promise.all(
      crowd.flatMap((bot) => [1, 2, 3].map(() => bot.post(home.origin, bot.activity('Follow', inner.uri)))),
    );
    assert.ok(
      statuses.every((status) => status === 202 || status === 429),
      String(statuses),
    );
    await alice.post(home.origin, alice.activity('Follow', inner.uri));
    await fediverse.settled();
    const asked = await countFollowRequests(home.instance, inner.id);
    assert.ok(asked >= 2 && asked <= crowd.length + 1, String(asked));
    assert.is((await accountById(home.instance, inner.id))!.followers, 1);
    assert.is(await told(), before);
    assert.is((await followBetween(home.instance, await idOf(scene, alice), inner.id))?.accepted, false);
  }));

test.run();
