// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { anyAccountByUri } from '../../src/accounts/account.ts';
import { block } from '../../src/accounts/block.ts';
import { acceptFollow, follow, followBetween } from '../../src/accounts/follow.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { suspend } from '../../src/accounts/suspend.ts';
import { password } from '../../src/demo/cast.ts';
import { startFediverse } from '../support/fediverse.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import { type RemoteActor, remoteActor } from '../support/remote-actor.ts';
import { member } from '../support/visitor.ts';

test('a member moves to another instance: followers here and there follow on, and the old page says where', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  const { valombre: home, terrefranche: there } = fediverse.homes;
  const malik = await home.account('malik');
  const [ines, nour] = [await home.account('ines'), await home.account('nour')];
  const gerard = await there.account('gerard');
  const aicha = await there.account('aicha');
  for (const { id } of [ines, nour]) await follow(home.instance, id, malik.id);
  await follow(there.instance, aicha.id, await there.find(`@malik@${home.host}`));
  await fediverse.settled();

  const visitor = await member(home, 'malik');
  const address = `@gerard@${there.host}`;
  const go = (present: string, handle = address) => visitor.post('/settings/data/move', { handle, present });
  assert.match((await go('wrong')).text, 'id="e-present"');
  assert.match((await go(password)).text, 'ne dit pas encore');
  assert.match((await go(password, `@nobody@${there.host}`)).text, 'introuvable');
  assert.match((await go(password, '@malik')).text, 'que vous quittez');

  const guest = await member(there, 'gerard');
  assert.is((await guest.post('/settings/data/aliases', { handle: `@malik@${home.host}` })).status, 303);
  assert.match((await guest.get('/settings/data/aliases')).text, `@malik@${home.host}`);
  await updateProfile(there.instance, gerard.id, { displayName: 'Gérard' });
  assert.is((await go(password)).status, 303);
  await fediverse.settled();
  const gerardHere = await home.account(address);
  for (const { id } of [ines, nour]) {
    assert.ok((await followBetween(home.instance, id, gerardHere.id))!.accepted);
    assert.is(await followBetween(home.instance, id, malik.id), null);
  }
  assert.ok((await followBetween(there.instance, aicha.id, gerard.id))!.accepted);
  assert.is((await there.account('gerard')).followers, 3);
  assert.match((await visitor.get('/@malik')).text, `href="/${address}"`);
  assert.match((await guest.get(`/@malik@${home.host}`)).text, 'href="/@gerard"');
  assert.match((await go(password)).text, 'moins de trente jours');

  assert.is((await visitor.post('/settings/data/move/delete')).status, 303);
  assert.not.match((await visitor.get('/@malik')).text, `href="/${address}"`);
  assert.is((await guest.post('/settings/data/aliases/delete', { uri: malik.uri })).status, 303);
  assert.is((await guest.post('/settings/data/aliases/delete', { uri: malik.uri })).status, 404);
  await fediverse.stop();
});

const moves = async ({ home, fediverse }: Scene, from: RemoteActor, target: unknown, object: unknown = from.uri) => {
  await from.post(home.origin, from.activity('Move', object, { target }));
  await fediverse.settled();
};

/** Alice has accepted malik, who follows her. */
async function accepted({ home }: Scene, alice: RemoteActor) {
  const account = (await anyAccountByUri(home.instance, alice.uri))!;
  const malik = await home.account('malik');
  await follow(home.instance, malik.id, account.id);
  await acceptFollow(home.instance, account.id, malik.id);
}

/** Whom malik follows among these, and how. */
async function followed({ home }: Scene, ...actors: RemoteActor[]) {
  const malik = await home.account('malik');
  return Promise.all(
    actors.map(async ({ uri }) => {
      const account = await anyAccountByUri(home.instance, uri);
      const tie = account && (await followBetween(home.instance, malik.id, account.id));
      return tie ? (tie.accepted ? 'follows' : 'asks') : null;
    }),
  );
}

test('S68 followers go only where the new account says that it is the old one', () =>
  hostileScene(async (scene) => {
    const { victim, evil, alice, mallory } = scene;
    await accepted(scene, alice);
    const silent = remoteActor(evil, 'silent');
    const claimed = remoteActor(evil, 'claimed', { alsoKnownAs: [`${alice.uri}x`, silent.uri] });
    for (const target of [silent.uri, claimed.uri, alice.uri, `${evil.origin}/users/nobody`, null, 7])
      await moves(scene, alice, target);
    await moves(scene, mallory, silent.uri, alice.uri);
    const thief = remoteActor(evil, 'thief', { alsoKnownAs: [alice.uri] });
    await moves(scene, mallory, thief.uri, alice.uri);
    await moves(scene, alice, thief.uri, mallory.uri);
    assert.equal(await followed(scene, alice, silent, claimed, thief), ['follows', null, null, null]);

    const next = remoteActor(victim, 'next', { alsoKnownAs: [alice.uri] });
    await moves(scene, alice, next.uri);
    assert.equal(await followed(scene, alice, next), [null, 'asks'], 'a request, until the new server accepts');
  }));

test('S68 nobody is led along a chain, twice in thirty days, or by who is suspended', () => {
  let passed = 0;
  return hostileScene(
    async (scene) => {
      const { home, victim, alice } = scene;
      await accepted(scene, alice);
      const chain = [alice.uri, ...['b', 'c', 'd', 'e'].map((name) => `${victim.origin}/users/${name}`)];
      const actors = ['b', 'c', 'd'].map((name, n) =>
        remoteActor(victim, name, { alsoKnownAs: [chain[n]], movedTo: chain[n + 2] }),
      );
      await moves(scene, alice, chain[1]);
      for (const [n, actor] of actors.entries()) await moves(scene, actor, chain[n + 2]);
      assert.equal(await followed(scene, ...actors), [null, null, null]);

      const [one, two] = ['one', 'two'].map((name) => remoteActor(victim, name, { alsoKnownAs: [alice.uri] }));
      await moves(scene, alice, one!.uri);
      const old = (await anyAccountByUri(home.instance, alice.uri))!;
      await accepted(scene, alice);
      await moves(scene, alice, two!.uri);
      assert.equal(await followed(scene, one!, two!), ['asks', null]);
      passed = 31 * 86_400_000;
      await suspend(home.instance, old.id);
      await moves(scene, alice, two!.uri);
      assert.equal(await followed(scene, one!, two!), ['asks', null]);
    },
    {},
    { clock: () => Date.now() + passed },
  );
});

test('S68 who is blocked by the new account, or blocks it, stays where they are', () =>
  hostileScene(async (scene) => {
    const { home, victim, alice } = scene;
    const next = remoteActor(victim, 'next', { alsoKnownAs: [alice.uri] });
    const { accountId } = (await home.instance.discover.address(next.uri)) as { accountId: string };
    await block(home.instance, (await home.account('malik')).id, accountId);
    await accepted(scene, alice);
    await moves(scene, alice, next.uri);
    assert.equal(await followed(scene, alice, next), ['follows', null]);
  }));

test.run();
