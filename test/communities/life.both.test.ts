// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow, unfollow } from '../../src/accounts/follow.ts';
import { ban } from '../../src/communities/ban.ts';
import { changeCommunity, findCommunity, findCommunityById, openCommunity } from '../../src/communities/community.ts';
import { giveRole } from '../../src/communities/hosts.ts';
import { invite } from '../../src/communities/invitation.ts';
import { askToJoin } from '../../src/communities/join.ts';
import { setLevel } from '../../src/communities/level.ts';
import { isMember, join } from '../../src/communities/membership.ts';
import { allowCommunity, setApproval } from '../../src/communities/opening.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { eq } from '../../src/platform/columns.ts';
import { acknowledge } from '../../src/posts/acknowledge.ts';
import { communityTimeline, featuredIn } from '../../src/posts/community-timeline.ts';
import { removePost } from '../../src/posts/delete-post.ts';
import { featurePost } from '../../src/posts/feature-post.ts';
import { postByUri } from '../../src/posts/post.ts';
import { settleQuestion } from '../../src/posts/settle-question.ts';
import { posts } from '../../src/posts/tables.ts';
import { thread } from '../../src/posts/thread.ts';
import { get } from '../support/document.ts';
import { eraseNow } from '../support/erase.ts';
import type { Home } from '../support/fediverse.ts';
import { refusalOf } from '../support/refusal.ts';
import { settings, withGarden } from './garden.ts';

const member = async (home: Home, name: string) => ({ accountId: (await home.account(name)).id, local: true });
const uriOf = async (home: Home, id: string) =>
  (await home.instance.db.select().from(posts).where(eq(posts.id, id)))[0]!.uri;
const told = async (home: Home, name: string) =>
  (await notificationsOf(home.instance, (await home.account(name)).id)).map(({ type }) => type);

test('threads stand by their last answer, page after page; what hosts pin is at the top, here and elsewhere', () =>
  withGarden({}, async ({ host, farm, ids, settled }) => {
    const ids3: string[] = [];
    for (const text of ['Un', 'Deux', 'Trois']) {
      ids3.push(await host.write('ines', text, { communityId: ids.host }));
      await settled();
    }
    await farm.write('gerard', 'Je réponds au premier', {
      inReplyToId: (await postByUri(farm.instance, await uriOf(host, ids3[0]!)))!.id,
      audience: 'public',
    });
    await settled();
    const order = async (before?: string) =>
      communityTimeline(host.instance, null, ids.host, 'active', { before, most: 2 });
    const first = await order();
    assert.equal(
      first.posts.map((post) => post.id),
      [ids3[0], ids3[2]],
    );
    assert.equal(
      (await order(first.older!)).posts.map((post) => post.id),
      [ids3[1]],
    );
    assert.equal(
      (await communityTimeline(host.instance, null, ids.host, 'new')).posts.map((post) => post.id),
      ids3.toReversed(),
    );
    assert.is((await communityTimeline(farm.instance, null, ids.farm, 'active')).posts[0]?.replies, 1);
    await featurePost(host.instance, (await host.account('ines')).id, ids3[1]!, true);
    await settled();
    assert.equal(
      (await featuredIn(farm.instance, null, ids.farm)).map((post) => post.html),
      ['<p>Deux</p>'],
    );
    const featured = await get(host, `/ap/accounts/${ids.host}/featured`);
    assert.match(JSON.stringify(featured), ids3[1]!);
  }));

test('S72 a question is settled by who asked it, an announcement is for hosts and says who has read it', () =>
  withGarden(
    {},
    async ({ host, ids, settled }) => {
      const [ines, malik, nour] = [await member(host, 'ines'), await member(host, 'malik'), await member(host, 'nour')];
      for (const { accountId } of [malik, nour]) await join(host.instance, accountId, ids.host);
      const question = await host.write('malik', 'Quand ?', { communityId: ids.host, threadKind: 'question' });
      const answer = await host.write('nour', 'Samedi.', { inReplyToId: question, audience: 'public' });
      assert.is(await refusalOf(settleQuestion(host.instance, nour, answer, true)), 'question.notYours');
      await settleQuestion(host.instance, malik, answer, true);
      const view = await thread(host.instance, null, question);
      assert.is(view.settledBy, answer);
      assert.ok(view.post.settled);
      assert.not(view.maySettle);
      const later = await host.write('nour', 'Dimanche.', { inReplyToId: question, audience: 'public' });
      await settleQuestion(host.instance, malik, later, true);
      await removePost(host.instance, nour.accountId, later);
      await eraseNow(host.instance, later);
      assert.not((await thread(host.instance, null, question)).post.settled, 'its answer is gone');
      const refused = host.write('malik', 'Oyez', { communityId: ids.host, threadKind: 'announcement' });
      assert.equal(await refusalOf(refused), { threadKind: 'compose.hostsAnnounce' });
      const news = await host.write('ines', 'Oyez', { communityId: ids.host, threadKind: 'announcement' });
      await acknowledge(host.instance, malik, news);
      await acknowledge(host.instance, malik, news);
      await acknowledge(host.instance, ines, news);
      assert.equal((await thread(host.instance, malik, news)).post.read, { n: 2, mine: true });
      assert.equal((await thread(host.instance, nour, news)).post.read, { n: 2, mine: false });
      const kept = { communityId: ids.host, accountId: malik.accountId, reason: 'Assez.', expiresAt: null };
      await ban(host.instance, { byId: ines.accountId, ...kept });
      assert.is(await refusalOf(settleQuestion(host.instance, malik, answer, true)), 'question.notYours');
      await settled();
    },
    [],
  ));

test('S48 what was written for members stays theirs when the community opens: in its feed and its collection too', () =>
  withGarden(
    { reach: 'members', admission: 'request' },
    async ({ host, ids, settled }) => {
      const ines = (await host.account('ines')).id;
      const old = await host.write('ines', 'Le code est 4127.', { communityId: ids.host });
      await featurePost(host.instance, ines, old, true);
      await changeCommunity(host.instance, ids.host, { ...settings, reach: 'public' });
      const fresh = await host.write('ines', 'Portes ouvertes.', { communityId: ids.host });
      await featurePost(host.instance, ines, fresh, true);
      await settled();
      const feed = (await get(host, '/communities/jardin.atom', { accept: 'text/html' })).text;
      assert.match(feed, 'Portes ouvertes');
      assert.not.match(feed, '4127');
      const featured = JSON.stringify((await get(host, `/ap/accounts/${ids.host}/featured`)).json);
      assert.match(featured, fresh);
      assert.not.match(featured, old);
    },
    [],
  ));

test('S53 an invited person of another server learns of a hidden community, and comes in; nobody else does', () =>
  withGarden(
    { reach: 'members', admission: 'invitation' },
    async ({ host, farm, shop, ids, settled }) => {
      const gerard = await host.find(`@gerard@${farm.host}`);
      const address = `jardin@${host.host}`;
      await invite(host.instance, (await host.account('ines')).id, ids.host, gerard);
      await settled();
      const there = await farm.find(`@${address}`);
      await follow(farm.instance, (await farm.account('gerard')).id, there);
      await settled();
      assert.ok(await isMember(host.instance, gerard, ids.host));
      assert.ok(await isMember(farm.instance, (await farm.account('gerard')).id, there));
      await shop.instance.discover.account(address).catch(() => null);
      assert.is(await refusalOf(findCommunity(shop.instance, await member(shop, 'jeanne'), address)), 'error.notFound');
      const malik = (await host.account('malik')).id;
      assert.is(await refusalOf(join(host.instance, malik, ids.host)), 'community.byInvitation');
      await invite(host.instance, (await host.account('ines')).id, ids.host, malik);
      await settled();
      assert.ok((await told(host, 'malik')).includes('invited'));
      assert.ok((await join(host.instance, malik, ids.host)).accepted);
    },
    [],
  ));

test('hosts are told of requests once, with the answers, and the notice goes when nobody waits', () =>
  withGarden(
    { admission: 'request', questions: 'Pourquoi ?' },
    async ({ host, ids, settled }) => {
      const malik = await member(host, 'malik');
      const community = await findCommunityById(host.instance, malik, ids.host);
      const asked = askToJoin(host.instance, malik.accountId, community, { accept: 'on' });
      assert.equal(await refusalOf(asked), { q0: 'form.required' });
      await askToJoin(host.instance, malik.accountId, community, { accept: 'on', q0: 'Les courges.' });
      await settled();
      assert.equal(await told(host, 'ines'), ['join-request']);
      await unfollow(host.instance, malik.accountId, ids.host);
      await settled();
      assert.equal(await told(host, 'ines'), []);
    },
    [],
  ));

test('each member is told of what they chose: everything, new threads, what names them, or nothing', () =>
  withGarden(
    {},
    async ({ host, ids, settled }) => {
      const levels = { malik: 'all', nour: 'threads', theo: 'none', solene: 'mentions' };
      for (const [name, level] of Object.entries(levels)) {
        const { accountId } = await member(host, name);
        await join(host.instance, accountId, ids.host);
        await setLevel(host.instance, accountId, ids.host, level);
      }
      const root = await host.write('ines', 'Bonjour @theo', { communityId: ids.host });
      await host.write('ines', 'Encore', { inReplyToId: root, audience: 'public' });
      await settled();
      const count = async (name: string) => (await told(host, name)).filter((type) => type === 'community').length;
      assert.equal(
        [await count('malik'), await count('nour'), await count('theo'), await count('solene')],
        [2, 1, 0, 0],
      );
      assert.equal(await told(host, 'theo'), []);
      await giveRole(
        host.instance,
        (await host.account('ines')).id,
        ids.host,
        (await host.account('nour')).id,
        'owner',
      );
      await settled();
      assert.ok((await told(host, 'nour')).includes('host-role'));
    },
    [],
  ));

test('S54 what waits for an administrator is known to its founder alone, and nobody writes in it until then', () =>
  withGarden(
    {},
    async ({ host, farm, settled }) => {
      const { instance } = host;
      await setApproval(instance, true);
      const malik = await member(host, 'malik');
      const id = await openCommunity(instance, malik.accountId, 'velo', { ...settings, displayName: 'Vélo' });
      await settled();
      assert.ok((await told(host, 'ines')).includes('community-wish'));
      assert.ok(await findCommunity(instance, malik, 'velo'));
      for (const viewer of [await member(host, 'nour'), null])
        assert.is(await refusalOf(findCommunity(instance, viewer, 'velo')), 'error.notFound');
      assert.is((await get(host, '/communities/velo.atom')).status, 404);
      assert.is(await farm.instance.discover.account(`velo@${host.host}`).catch(() => null), null);
      assert.is(await refusalOf(host.write('malik', 'Déjà', { communityId: id })), 'community.pending');
      await allowCommunity(instance, id, true);
      await settled();
      assert.not((await told(host, 'ines')).includes('community-wish'));
      assert.ok((await told(host, 'malik')).includes('community-open'));
      assert.ok(await findCommunity(instance, null, 'velo'));
      assert.ok(await host.write('malik', 'Enfin', { communityId: id }));
      const other = await openCommunity(instance, malik.accountId, 'tricot', settings);
      await allowCommunity(instance, other, false);
      assert.is(await refusalOf(findCommunity(instance, null, 'tricot')), 'error.notFound');
      assert.is(await refusalOf(host.write('malik', 'Non', { communityId: other })), 'community.archived');
    },
    [],
  ));

test.run();
