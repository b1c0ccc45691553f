// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { markAccountDeleted } from '../../src/accounts/remote-account.ts';
import { askHost } from '../../src/communities/ask.ts';
import { ban, unban } from '../../src/communities/ban.ts';
import { changeCommunity, communityById } from '../../src/communities/community.ts';
import { adopt, giveRole } from '../../src/communities/hosts.ts';
import { logOf } from '../../src/communities/log.ts';
import { isBanned, isMember, join, leave, roleOf } from '../../src/communities/membership.ts';
import { hostReports } from '../../src/moderation/host-reports.ts';
import { report } from '../../src/moderation/reports.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { eq } from '../../src/platform/columns.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { approve, heldIn } from '../../src/posts/held-post.ts';
import { lockThread, removeFromCommunity } from '../../src/posts/moderate-post.ts';
import { postByUri, visiblePost } from '../../src/posts/post.ts';
import { posts } from '../../src/posts/tables.ts';
import { thread } from '../../src/posts/thread.ts';
import type { Home } from '../support/fediverse.ts';
import { refusalOf } from '../support/refusal.ts';
import { settings, withGarden } from './garden.ts';

const idOf = async (home: Home, name: string) => (await home.account(name)).id;
const at = async (home: Home, uri: string) => {
  const post = await postByUri(home.instance, uri);
  return post && !post.deletedAt ? post : null;
};
const uriOf = async (home: Home, id: string) =>
  (await home.instance.db.select().from(posts).where(eq(posts.id, id)))[0]!.uri;
/** As when the time to come back is over. */
const eraseAccount = ({ instance }: Home, id: string) => markAccountDeleted(instance, id);
const told = async (home: Home, name: string) =>
  (await notificationsOf(home.instance, await idOf(home, name))).map(({ type }) => type);

test('a person of another server is made moderator there, removes with a reason from home, and it is told everywhere', () =>
  withGarden({}, async ({ host, farm, shop, ids, settled }) => {
    const gerard = await host.find(`@gerard@${farm.host}`);
    await giveRole(host.instance, await idOf(host, 'ines'), ids.host, gerard, 'moderator');
    await settled();
    assert.is(await roleOf(farm.instance, await idOf(farm, 'gerard'), ids.farm), 'moderator');
    assert.is(await roleOf(shop.instance, await shop.find(`@gerard@${farm.host}`), ids.shop), 'moderator');
    assert.ok((await told(host, 'ines')).length === 0);

    const rootId = await host.write('ines', 'Qui vient ?', { communityId: ids.host });
    await settled();
    const uri = await uriOf(host, rootId);
    const replyId = await shop.write('jeanne', 'Paul est un âne.', {
      inReplyToId: (await at(shop, uri))!.id,
      audience: 'public',
    });
    await settled();
    const reply = await uriOf(shop, replyId);
    const onFarm = (await at(farm, reply))!;
    await askHost(farm.instance, {
      act: 'remove',
      communityId: ids.farm,
      byId: await idOf(farm, 'gerard'),
      postId: onFarm.id,
      accountId: onFarm.accountId,
      reason: 'On parle des choses.',
    });
    await settled();
    for (const home of [host, farm, shop]) assert.is(await at(home, reply), null, home.host);
    const [entry] = await logOf(host.instance, ids.host);
    assert.is(entry?.act, 'remove');
    assert.is(entry?.reason, 'On parle des choses.');
    assert.is(entry?.byId, gerard);
    for (const home of [host, farm, shop]) {
      const view = await thread(home.instance, null, (await at(home, uri))!.id);
      assert.equal(
        view.removed.map(({ reason }) => reason),
        ['On parle des choses.'],
        home.host,
      );
    }
    assert.ok((await told(shop, 'jeanne')).includes('removed'));
  }));

test('S69 who is not in the collection changes nothing: neither posts, people, roles nor threads', () =>
  withGarden({}, async ({ host, farm, shop, ids, settled }) => {
    const rootId = await host.write('ines', 'Qui vient ?', { communityId: ids.host });
    const other = await host.write('ines', 'Hors de la communauté');
    await settled();
    const uri = await uriOf(host, rootId);
    const gerard = await idOf(farm, 'gerard');
    const onFarm = (await at(farm, uri))!;
    const asked = { communityId: ids.farm, byId: gerard, postId: onFarm.id, accountId: onFarm.accountId, reason: 'x' };
    // A member's server asks without being asked to: nothing here believes it.
    for (const act of ['remove', 'lock', 'ban', 'feature'] as const)
      await askHost(farm.instance, { ...asked, act, expiresAt: null });
    await settled();
    const here = (await at(host, uri))!;
    assert.ok(here);
    assert.is(here.lockedAt, null);
    assert.is(here.featuredAt, null);
    assert.not(await isBanned(host.instance, here.accountId, ids.host));
    // A moderator of this community has no say outside it.
    await giveRole(
      host.instance,
      await idOf(host, 'ines'),
      ids.host,
      await host.find(`@gerard@${farm.host}`),
      'moderator',
    );
    await settled();
    await farm.instance.discover.address(await uriOf(host, other));
    const outside = await at(farm, await uriOf(host, other));
    if (outside) await askHost(farm.instance, { ...asked, postId: outside.id, act: 'remove' });
    await settled();
    assert.ok(await at(host, await uriOf(host, other)));
    assert.ok(await isMember(shop.instance, await idOf(shop, 'jeanne'), ids.shop));
  }));

test('S71 nothing is added to a closed thread, from here or from elsewhere, nor under an answer in it', () =>
  withGarden({}, async ({ host, farm, shop, ids, settled }) => {
    const ines = await idOf(host, 'ines');
    const rootId = await host.write('ines', 'Qui vient ?', { communityId: ids.host });
    await settled();
    const uri = await uriOf(host, rootId);
    const earlyId = await farm.write('gerard', 'Moi.', {
      inReplyToId: (await at(farm, uri))!.id,
      audience: 'public',
    });
    await settled();
    const early = await uriOf(farm, earlyId);
    const nestedParent = (await at(shop, early))!.id;
    await join(host.instance, await idOf(host, 'malik'), ids.host);
    // Locked at home while the others do not know it yet.
    await lockThread(host.instance, { byId: ines, postId: rootId, reason: '' }, true);
    const nested = await shop.write('jeanne', 'Sous une réponse', { inReplyToId: nestedParent, audience: 'public' });
    await settled();
    assert.is(await at(host, await uriOf(shop, nested)), null);
    assert.is(
      await refusalOf(host.write('malik', 'Trop tard', { inReplyToId: rootId, audience: 'public' })),
      'community.locked',
    );
    assert.ok(await host.write('ines', 'Fermé, merci.', { inReplyToId: rootId, audience: 'public' }));
    await settled();
    assert.ok((await at(shop, uri))!.lockedAt, 'the lock is known elsewhere');
    assert.is(
      await refusalOf(shop.write('jeanne', 'Encore', { inReplyToId: (await at(shop, uri))!.id, audience: 'public' })),
      'community.locked',
    );
  }));

test('S72 a ban holds against new posts, changes and coming back, until it ends', () =>
  withGarden({}, async ({ host, farm, ids, settled }) => {
    const ines = await idOf(host, 'ines');
    const postId = await farm.write('gerard', 'Avant', { communityId: ids.farm });
    await settled();
    const uri = await uriOf(farm, postId);
    const gerard = await host.find(`@gerard@${farm.host}`);
    const expiresAt = host.instance.clock() + 3_600_000;
    await ban(host.instance, { byId: ines, communityId: ids.host, accountId: gerard, reason: 'Insultes', expiresAt });
    // His server has not heard of it: what he does meets the ban at the host's.
    await editPost(farm.instance, await idOf(farm, 'gerard'), postId, { text: 'Après', notice: '', language: 'fr' });
    const late = await farm.write('gerard', 'Encore moi', { communityId: ids.farm }).catch(() => null);
    await settled();
    assert.match((await at(host, uri))!.html, /Avant/);
    if (late) assert.is(await at(host, await uriOf(farm, late)), null);
    assert.not(await isMember(host.instance, gerard, ids.host));
    assert.is(await refusalOf(join(host.instance, gerard, ids.host)), 'community.banned');
    assert.ok(await isBanned(farm.instance, await idOf(farm, 'gerard'), ids.farm), 'told to his server');
    await unban(host.instance, { byId: ines, communityId: ids.host, accountId: gerard });
    await settled();
    assert.not(await isBanned(farm.instance, await idOf(farm, 'gerard'), ids.farm));
    await join(farm.instance, await idOf(farm, 'gerard'), ids.farm);
    await settled();
    assert.ok(await isMember(host.instance, gerard, ids.host));
  }));

test('S72 first posts wait for a host, and a change of what was approved waits again', () =>
  withGarden({ approveFirst: 1 }, async ({ host, farm, shop, ids, settled }) => {
    const postId = await farm.write('gerard', 'Bonjour', { communityId: ids.farm });
    await settled();
    const uri = await uriOf(farm, postId);
    const held = (await at(host, uri))!;
    assert.ok(held.heldAt);
    assert.is(await at(shop, uri), null, 'nobody is told of it');
    const ines = { accountId: await idOf(host, 'ines'), local: true };
    assert.is(await refusalOf(visiblePost(host.instance, ines, held.id)), 'error.notFound');
    assert.is((await heldIn(host.instance, ids.host)).length, 1);
    assert.ok((await told(host, 'ines')).includes('held'));
    await approve(host.instance, held.id);
    await settled();
    assert.ok(await at(shop, uri));
    await editPost(farm.instance, await idOf(farm, 'gerard'), postId, {
      text: 'Achetez !',
      notice: '',
      language: 'fr',
    });
    await settled();
    assert.ok((await at(host, uri))!.heldAt, 'waits again');
    assert.match((await at(shop, uri))!.html, /Bonjour/);
    await approve(host.instance, held.id);
    await settled();
    assert.match((await at(shop, uri))!.html, /Achetez/);
    const second = await farm.write('gerard', 'Deuxième', { communityId: ids.farm });
    await settled();
    assert.is((await at(host, await uriOf(farm, second)))!.heldAt, null);
  }));

test('S119 a report crosses to the hosts without its author, and its answer comes back', () =>
  withGarden({}, async ({ host, farm, shop, ids, settled }) => {
    const postId = await farm.write('gerard', 'Une insulte', { communityId: ids.farm });
    await settled();
    const uri = await uriOf(farm, postId);
    const onShop = (await at(shop, uri))!;
    const jeanne = await idOf(shop, 'jeanne');
    await report(shop.instance, {
      reporterId: jeanne,
      targetId: onShop.accountId,
      postIds: [onShop.id],
      comment: 'Blessant',
      forward: true,
    });
    await settled();
    const [waiting] = await hostReports(host.instance, ids.host);
    assert.is(waiting?.comment, 'Blessant');
    assert.not.match(JSON.stringify(waiting), /jeanne/);
    assert.ok((await told(host, 'ines')).includes('host-report'));
    const here = (await at(host, uri))!;
    await removeFromCommunity(host.instance, { byId: await idOf(host, 'ines'), postId: here.id, reason: 'Insulte' });
    await settled();
    assert.equal(await hostReports(host.instance, ids.host), []);
    assert.ok((await told(shop, 'jeanne')).includes('outcome'));
  }));

test('the last owner stays; a deleted one leaves the community to a moderator, then a member, then to who adopts it', () =>
  withGarden(
    {},
    async ({ host, ids, settled }) => {
      const [solene, malik, nour] = [await idOf(host, 'solene'), await idOf(host, 'malik'), await idOf(host, 'nour')];
      assert.is(await refusalOf(leave(host.instance, solene, ids.host)), 'community.lastOwner');
      assert.is(await refusalOf(giveRole(host.instance, solene, ids.host, solene, null)), 'community.lastOwner');
      assert.is(await refusalOf(giveRole(host.instance, solene, ids.host, malik, 'moderator')), 'community.notMember');
      await join(host.instance, nour, ids.host);
      await join(host.instance, malik, ids.host);
      await giveRole(host.instance, solene, ids.host, malik, 'moderator');
      await eraseAccount(host, solene);
      await settled();
      assert.is(await roleOf(host.instance, malik, ids.host), 'owner');
      await eraseAccount(host, malik);
      await settled();
      assert.is(await roleOf(host.instance, nour, ids.host), 'owner');
      await eraseAccount(host, nour);
      await settled();
      assert.ok((await communityById(host.instance, ids.host))!.archivedAt);
      const theo = await idOf(host, 'theo');
      await adopt(host.instance, theo, ids.host);
      assert.is(await roleOf(host.instance, theo, ids.host), 'owner');
      assert.is((await communityById(host.instance, ids.host))!.archivedAt, null);
      await changeCommunity(host.instance, ids.host, settings);
    },
    [],
    'solene',
  ));

test.run();
