import { accountById, anyAccountByUri } from '../accounts/account.ts';
import { countFollowRequests } from '../accounts/follow.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { membersWith } from '../accounts/roles.ts';
import { communityById } from '../communities/community.ts';
import { levelsIn } from '../communities/level.ts';
import { isMember, moderators, roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { find } from '../partners/partnership.ts';
import type { Tx } from '../platform/database.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import { boostsOf } from '../posts/boost.ts';
import { hides } from '../posts/filter.ts';
import { votersOf } from '../posts/poll.ts';
import { mayReadPost, namedIn, postById } from '../posts/post.ts';
import { followersOfThread } from '../posts/thread-mark.ts';
import { campaignNotices } from './campaign-notices.ts';
import { exchangeNotices } from './exchange-notices.ts';
import { gatheringNotices } from './gathering-notices.ts';
import { notify, withdraw, withdrawPosts } from './notifications.ts';
import { tellAnew, tellMember } from './tell.ts';

/** What members are told when something happens; runs inside the transaction that moves the cursor. */
export const notificationsSubscriber: Subscriber = {
  name: 'notifications',
  on: {
    'post.created': (instance, { postId }) => each(instance, (tx) => tellOfPost(instance, tx, postId)),
    'post.edited': (instance, { postId }) =>
      each(instance, async (tx) => {
        const post = await postById(instance, postId);
        if (!post) return;
        for (const boost of await boostsOf(instance, postId))
          await tellMember(instance, tx, { ownerId: boost.accountId, type: 'edit', fromId: post.accountId, postId });
      }),
    'post.deleted': (instance, { postId, removed }) =>
      each(instance, async (tx) => {
        await withdrawPosts(tx, [postId]);
        const post = removed ? await postById(instance, postId) : null;
        if (post?.communityId)
          await tellAnew(instance, tx, { ownerId: post.accountId, type: 'removed', fromId: post.communityId });
      }),
    'posts.forgotten': (instance, { postIds }) => each(instance, async (tx) => void (await withdrawPosts(tx, postIds))),
    'post.liked': (instance, { postId, accountId }) =>
      each(instance, (tx) => tellAuthor(instance, tx, 'like', postId, accountId)),
    'post.unliked': (instance, { postId, accountId }) =>
      each(instance, (tx) => withdrawFromAuthor(instance, tx, 'like', postId, accountId)),
    'post.boosted': (instance, { postId, accountId }) =>
      each(instance, (tx) => tellAuthor(instance, tx, 'boost', postId, accountId)),
    'post.unboosted': (instance, { postId, accountId }) =>
      each(instance, (tx) => withdrawFromAuthor(instance, tx, 'boost', postId, accountId)),
    'post.quoted': (instance, { postId, quotedId }) =>
      each(instance, async (tx) => {
        const [quoting, quoted] = [await postById(instance, postId), await postById(instance, quotedId)];
        if (!quoting || !quoted || !(await mayReadPost(instance, { accountId: quoted.accountId, local: true }, postId)))
          return;
        await tellMember(instance, tx, { ownerId: quoted.accountId, type: 'quote', fromId: quoting.accountId, postId });
      }),
    'poll.closed': (instance, { postId }) =>
      each(instance, async (tx) => {
        const post = await postById(instance, postId);
        if (!post) return;
        for (const voter of await votersOf(instance, postId))
          await tellMember(instance, tx, { ownerId: voter, type: 'poll', fromId: post.accountId, postId });
      }),
    ...gatheringNotices,
    ...campaignNotices,
    ...exchangeNotices,
    'follow.requested': (instance, { followerId, followedId }) =>
      each(instance, async (tx) => {
        await tellMember(instance, tx, { ownerId: followedId, type: 'follow-request', fromId: followerId });
        if ((await communityById(instance, followedId))?.local)
          await tellHosts(instance, tx, followedId, 'join-request');
      }),
    'follow.accepted': (instance, { followerId, followedId }) =>
      each(instance, async (tx) => {
        await withdraw(tx, { ownerId: followedId, type: 'follow-request', fromId: followerId });
        await requestSettled(instance, tx, followedId);
        await tellMember(instance, tx, { ownerId: followedId, type: 'follow', fromId: followerId });
        const followed = await accountById(instance, followedId);
        // Where nobody had to say yes, or who says it is oneself, there is nothing to tell.
        if (followed?.locked && !(await roleOf(instance, followerId, followedId)))
          await tellMember(instance, tx, { ownerId: followerId, type: 'follow-accepted', fromId: followedId });
      }),
    'follow.rejected': (instance, { followerId, followedId }) =>
      each(instance, async (tx) => {
        await withdraw(tx, { ownerId: followedId, type: 'follow-request', fromId: followerId });
        await requestSettled(instance, tx, followedId);
      }),
    'follow.ended': (instance, { followerId, followedId }) =>
      each(instance, async (tx) => {
        await withdraw(tx, { ownerId: followedId, type: 'follow-request', fromId: followerId });
        await requestSettled(instance, tx, followedId);
      }),
    'member.requested': (instance, { accountId }) =>
      each(instance, async (tx) => {
        for (const ownerId of await membersWith(instance, 'administer'))
          await notify(instance, tx, { ownerId, type: 'sign-up', fromId: accountId });
      }),
    'partner.heard': (instance, { host }) =>
      each(instance, async (tx) => {
        const partner = await find(tx, host);
        const from = partner && (await anyAccountByUri(instance, partner.actorUri));
        if (!from) return;
        for (const ownerId of await membersWith(instance, 'administer'))
          await tellAnew(instance, tx, { ownerId, type: 'partner', fromId: from.id });
      }),
    'report.created': (instance, { targetId, communityId }) =>
      each(instance, async (tx) => {
        // From the person reported, never the reporter: who reports is not told, not even by a slip (S119).
        const fromId = targetId || (await voice(instance));
        for (const ownerId of await membersWith(instance, 'moderate'))
          await notify(instance, tx, { ownerId, type: 'report', fromId });
        if (communityId) await tellHosts(instance, tx, communityId, 'host-report');
      }),
    'report.settled': (instance, { reporterId, communityId }) =>
      each(instance, async (tx) => {
        await withdrawFromHosts(instance, tx, communityId, 'host-report');
        if (reporterId) await tellAnew(instance, tx, { ownerId: reporterId, type: 'outcome', fromId: communityId });
      }),
    'post.held': (instance, { postId }) =>
      each(instance, async (tx) => {
        const post = await postById(instance, postId);
        if (post?.communityId) await tellHosts(instance, tx, post.communityId, 'held');
      }),
    'community.role': (instance, { accountId, communityId, byId }) =>
      each(instance, async (tx) => {
        if (accountId !== byId)
          await tellAnew(instance, tx, { ownerId: accountId, type: 'host-role', fromId: communityId });
      }),
    'community.wished': (instance, { founderId }) =>
      each(instance, async (tx) => {
        for (const ownerId of await membersWith(instance, 'administer'))
          await tellAnew(instance, tx, { ownerId, type: 'community-wish', fromId: founderId });
      }),
    'community.allowed': (instance, { communityId, founderId, allowed }) =>
      each(instance, async (tx) => {
        for (const ownerId of await membersWith(instance, 'administer'))
          await withdraw(tx, { ownerId, type: 'community-wish', fromId: founderId });
        const type = allowed ? 'community-open' : 'community-refused';
        await tellAnew(instance, tx, { ownerId: founderId, type, fromId: communityId });
      }),
    'community.invited': (instance, { accountId, communityId }) =>
      each(instance, (tx) => tellAnew(instance, tx, { ownerId: accountId, type: 'invited', fromId: communityId })),
    'community.moderated': (instance, { act, accountId, communityId }) =>
      each(instance, async (tx) => {
        if (act === 'ban') await tellAnew(instance, tx, { ownerId: accountId, type: 'banned', fromId: communityId });
      }),
    'transfer.ended': (instance, { accountId, outcome }) =>
      each(instance, async (tx) => {
        const type = outcome === 'failed' ? 'transfer-failed' : outcome;
        await tellAnew(instance, tx, { ownerId: accountId, type, fromId: await voice(instance) });
      }),
    'decision.made': (instance, { accountId, act, reporterId }) =>
      each(instance, async (tx) => {
        for (const ownerId of await membersWith(instance, 'moderate'))
          await withdraw(tx, { ownerId, type: 'report', fromId: accountId });
        const fromId = await voice(instance);
        if (act !== 'none') await tellAnew(instance, tx, { ownerId: accountId, type: 'decision', fromId });
        if (reporterId) await tellAnew(instance, tx, { ownerId: reporterId, type: 'outcome', fromId });
      }),
  },
};

/** Those of ours who look after a community; the notice is from the community, once however much waits. */
async function tellHosts(instance: Instance, tx: Tx, communityId: string, type: HostNotice) {
  for (const ownerId of await moderators(instance, communityId))
    await tellAnew(instance, tx, { ownerId, type, fromId: communityId });
}

async function withdrawFromHosts(instance: Instance, tx: Tx, communityId: string, type: HostNotice) {
  for (const ownerId of await moderators(instance, communityId))
    await withdraw(tx, { ownerId, type, fromId: communityId });
}

/** Nobody asks to come in any more: its hosts are not told so. */
async function requestSettled(instance: Instance, tx: Tx, communityId: string) {
  if ((await communityById(instance, communityId))?.local && !(await countFollowRequests(instance, communityId)))
    await withdrawFromHosts(instance, tx, communityId, 'join-request');
}

type HostNotice = 'join-request' | 'host-report' | 'held';

const each = (instance: Instance, work: (tx: Tx) => Promise<void>) => write(instance, work);

async function tellOfPost(instance: Instance, tx: Tx, postId: string) {
  const post = await postById(instance, postId);
  if (!post || post.deletedAt) return;
  const parent = post.inReplyToId ? await postById(instance, post.inReplyToId) : null;
  const already = new Set([post.accountId]);
  const levels = post.communityId && !post.boostOfId ? await levelsIn(instance, post.communityId) : new Map();
  const told = async (ownerId: string, type: 'reply' | 'mention' | 'thread' | 'community') => {
    if (already.has(ownerId) || levels.get(ownerId) === 'none') return;
    already.add(ownerId);
    if (!(await hides(instance, ownerId, post)))
      await tellMember(instance, tx, { ownerId, type, fromId: post.accountId, postId });
  };
  for (const ownerId of await namedIn(instance, postId))
    await told(ownerId, parent?.accountId === ownerId ? 'reply' : 'mention');
  // A remote answer may leave out the mention of whom it answers.
  if (parent && (post.audience === 'public' || post.audience === 'unlisted' || post.audience === 'organisation'))
    await told(parent.accountId, 'reply');
  if (parent)
    for (const ownerId of await followersOfThread(instance, post.threadId))
      if (await mayReadPost(instance, { accountId: ownerId, local: true }, postId)) await told(ownerId, 'thread');
  for (const [ownerId, level] of levels)
    if (
      (level === 'all' || (level === 'threads' && !post.inReplyToUri)) &&
      (await isMember(instance, ownerId, post.communityId!))
    )
      if (await mayReadPost(instance, { accountId: ownerId, local: true }, postId)) await told(ownerId, 'community');
}

/** The organisation itself: who decided is nobody's business. */
const voice = async (instance: Instance) => (await organisationOf(instance))?.accountId ?? '';

async function tellAuthor(instance: Instance, tx: Tx, type: 'like' | 'boost', postId: string, fromId: string) {
  const post = await postById(instance, postId);
  // That the group passes on what is written in it is how a community works, and no news.
  if (post && fromId !== post.communityId)
    await tellMember(instance, tx, { ownerId: post.accountId, type, fromId, postId });
}

async function withdrawFromAuthor(instance: Instance, tx: Tx, type: 'like' | 'boost', postId: string, fromId: string) {
  const post = await postById(instance, postId);
  if (post) await withdraw(tx, { ownerId: post.accountId, type, fromId, postId });
}
