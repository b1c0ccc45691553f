// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountByUri } from '../../src/accounts/account.ts';
import { followBetween } from '../../src/accounts/follow.ts';
import { giveRole } from '../../src/communities/hosts.ts';
import { isBanned, isMember, join, roleOf } from '../../src/communities/membership.ts';
import { communityBans } from '../../src/communities/tables.ts';
import { hostReports } from '../../src/moderation/host-reports.ts';
import { and, eq } from '../../src/platform/columns.ts';
import { boostsOf } from '../../src/posts/boost.ts';
import { postById, postByUri, postUri } from '../../src/posts/post.ts';
import { type Captured, captured } from '../support/captured.ts';
import { inGarden, joined } from '../support/captured-scene.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';

/** What two acts that undo each other do, and how one sees it. */
type Acts = [act: string, undone: string, seen: () => Promise<boolean>][];

async function eachAct(theirs: Captured, home: Home, fediverse: Fediverse, acts: Acts) {
  for (const [act, undone, seen] of acts) {
    assert.not(await seen(), `before ${act}`);
    assert.equal([...new Set(await theirs.tell(home, fediverse.settled, act))], [202], act);
    assert.ok(await seen(), act);
    assert.equal([...new Set(await theirs.tell(home, fediverse.settled, undone))], [202], undone);
    assert.not(await seen(), undone);
  }
}

const end = Date.parse('2027-11-01T12:23:50.151Z');
const bannedUntil = async ({ instance }: Home, groupId: string, accountId: string) => {
  const one = and(eq(communityBans.communityId, groupId), eq(communityBans.accountId, accountId));
  const [row] = await instance.db.select().from(communityBans).where(one);
  return row?.expiresAt === end && (await isBanned(instance, accountId, groupId));
};

for (const software of ['lemmy', 'piefed'])
  test(`S69 ${software}: who looks after a community of ours keeps it in order from there`, () =>
    inGarden(async ({ fediverse, home, groupId, names, postId }) => {
      const { instance } = home;
      const malik = await home.account('malik');
      await join(instance, malik.id, groupId);
      const replyId = await home.write('malik', 'Et les taupes ?', { inReplyToId: postId, audience: 'public' });
      await fediverse.settled();
      const replaced = { ...names, HOME_REPLY: postUri(instance, replyId), HOME_MEMBER: malik.uri };
      const theirs = await captured(software, 'order-in-ours', replaced);
      const thread = async () => (await postById(instance, postId))!;
      const acts: Acts = [
        ['lock', 'unlock', async () => (await thread()).lockedAt !== null],
        ['remove', 'restore', async () => (await postById(instance, replyId))!.hiddenAt !== null],
        ['pin', 'unpin', async () => (await thread()).featuredAt !== null],
        ['appoint', 'dismiss', async () => (await roleOf(instance, malik.id, groupId)) === 'moderator'],
        ['ban', 'unban', () => bannedUntil(home, groupId, malik.id)],
      ];
      if (software === 'piefed')
        acts.unshift(['choose', 'unchoose', async () => (await thread()).answerId === replyId]);
      try {
        await theirs.tell(home, fediverse.settled);
        const bob = (await accountByUri(instance, `${theirs.peer.origin}/u/bob`))!;
        for (const [act, , seen] of acts) {
          await theirs.tell(home, fediverse.settled, act);
          assert.not(await seen(), `a member has no say: ${act}`);
        }
        await giveRole(instance, (await home.account('ines')).id, groupId, bob.id, 'owner');
        // What was sent before has been heard: its ids are spent.
        const { origin } = theirs.peer;
        theirs.names({ [`${origin}/activities/`]: `${origin}/again/` });
        await eachAct(theirs, home, fediverse, acts);
        await theirs.tell(home, fediverse.settled, 'flag');
        const [report] = await hostReports(instance, groupId);
        assert.equal([report?.comment, report?.postIds], ['Publicité', [postId]]);
      } finally {
        await theirs.peer.close();
      }
    }));

for (const software of ['lemmy', 'piefed'])
  test(`S69 ${software}: what a group there tells of its moderators is done here`, async () => {
    const fediverse = await startFediverse(['valombre']);
    const home = fediverse.homes.valombre;
    const { instance } = home;
    const malik = await home.account('malik');
    const theirs = await captured(software, 'order-in-theirs', { HOME_MEMBER: malik.uri });
    try {
      const groupId = await joined(home, fediverse, `${theirs.peer.origin}/c/potager`);
      await theirs.tell(home, fediverse.settled);
      const at = async (path: string) => (await postByUri(instance, theirs.peer.origin + path))!;
      const eve = async () => (await accountByUri(instance, `${theirs.peer.origin}/u/eve`))!.id;
      const acts: Acts = [
        ['lock', 'unlock', async () => (await at('/post/1')).lockedAt !== null],
        ['remove', 'restore', async () => (await at('/comment/9')).hiddenAt !== null],
        ['pin', 'unpin', async () => (await at('/post/1')).featuredAt !== null],
        ['appoint', 'dismiss', async () => (await roleOf(instance, await eve(), groupId)) !== null],
        ['ban', 'unban', () => bannedUntil(home, groupId, malik.id)],
      ];
      if (software === 'piefed')
        acts.unshift([
          'choose',
          'unchoose',
          async () => (await at('/post/1')).answerId === (await at('/comment/9')).id,
        ]);
      await eachAct(theirs, home, fediverse, acts);
      assert.not(await isMember(instance, malik.id, groupId), 'who was banned comes in anew');
    } finally {
      await fediverse.stop();
      await theirs.peer.close();
    }
  });

async function asGuest(
  software: string,
  group: string,
  work: (scene: {
    home: Home;
    theirs: Captured;
    groupId: string;
    tell: (part: string) => Promise<number[]>;
  }) => Promise<void>,
) {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const theirs = await captured(software, 'order-in-theirs', { HOME_MEMBER: (await home.account('malik')).uri });
  try {
    const groupId = await joined(home, fediverse, theirs.peer.origin + group);
    const tell = (part: string) => theirs.tell(home, fediverse.settled, part);
    await tell('activities');
    await work({ home, theirs, groupId, tell });
  } finally {
    await fediverse.stop();
    await theirs.peer.close();
  }
}

test('S64 nodebb: a category tells that a post is gone, and its server says so; what it does with its topics is its own', () =>
  asGuest('nodebb', '/category/2', async ({ home, theirs, tell }) => {
    const at = async (path: string) => (await postByUri(home.instance, theirs.peer.origin + path))!;
    assert.equal([(await at('/post/13')).deletedAt, await tell('topics')], [null, [202]]);
    assert.is((await at('/post/12')).deletedAt, null);
    assert.equal(await tell('remove'), [202]);
    assert.ok((await at('/post/13')).deletedAt);
  }));

test('friendica: a group no longer passes a post on, and blocks a member: both count, the post stays its author’s', () =>
  asGuest('friendica', '/profile/potager', async ({ home, theirs, groupId, tell }) => {
    const post = (await postByUri(home.instance, `${theirs.peer.origin}/objects/f1`))!;
    assert.is((await boostsOf(home.instance, post.id)).length, 1);
    assert.equal(await tell('withdraw'), [202]);
    assert.is((await boostsOf(home.instance, post.id)).length, 0);
    assert.is((await postById(home.instance, post.id))!.deletedAt, null);
    const malik = (await home.account('malik')).id;
    assert.ok(await isMember(home.instance, malik, groupId));
    assert.equal(await tell('block'), [202]);
    assert.not(await isMember(home.instance, malik, groupId));
  }));

test('mobilizon: a group takes an event away; whom it counts as its members is its own', () =>
  asGuest('mobilizon', '/@cafe', async ({ home, theirs, tell }) => {
    const event = async () => (await postByUri(home.instance, `${theirs.peer.origin}/events/e7`))!;
    assert.equal([(await event()).hasGathering, await tell('member')], [true, [202]]);
    assert.equal(await tell('remove'), [202]);
    assert.ok((await event()).deletedAt);
  }));

test('S119 mastodon: its server reports a thread of ours to the hosts; somebody who blocks the group has left it', () =>
  inGarden(async ({ fediverse, home, groupId, names, postId }) => {
    const theirs = await captured('mastodon', 'order-in-ours', names);
    try {
      await theirs.tell(home, fediverse.settled);
      const lea = (await accountByUri(home.instance, `${theirs.peer.origin}/users/lea`))!;
      assert.ok((await followBetween(home.instance, lea.id, groupId))?.accepted);
      await theirs.tell(home, fediverse.settled, 'flag');
      assert.equal(
        (await hostReports(home.instance, groupId)).map((one) => one.postIds),
        [[postId]],
      );
      await theirs.tell(home, fediverse.settled, 'block');
      assert.not(await followBetween(home.instance, lea.id, groupId));
    } finally {
      await theirs.peer.close();
    }
  }));

test.run();
