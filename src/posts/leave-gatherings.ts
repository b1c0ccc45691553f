import { accountById } from '../accounts/account.ts';
import { communityById } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { and, eq, gt, inArray } from '../platform/columns.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { decline } from './attend.ts';
import { attendances, gatherings } from './gathering-tables.ts';
import { posts } from './tables.ts';

/** Who leaves a community that is not for everybody, or is banned from one, gives back the places they had there. */
export const leaveSubscriber: Subscriber = {
  name: 'gathering-places',
  on: {
    'follow.ended': (instance, { followerId, followedId }) => left(instance, followerId, followedId),
    'follow.rejected': (instance, { followerId, followedId }) => left(instance, followerId, followedId),
    'community.banned': (instance, { communityId, accountId }) => giveBack(instance, accountId, communityId),
  },
};

async function left(instance: Instance, accountId: string, followedId: string): Promise<void> {
  const community = await communityById(instance, followedId);
  if (community?.local && community.reach !== 'public') await giveBack(instance, accountId, followedId);
}

async function giveBack(instance: Instance, accountId: string, communityId: string): Promise<void> {
  const account = await accountById(instance, accountId);
  const rows = await instance.db
    .select({ postId: attendances.postId })
    .from(attendances)
    .innerJoin(posts, eq(posts.id, attendances.postId))
    .innerJoin(gatherings, eq(gatherings.postId, attendances.postId))
    .where(
      and(
        eq(attendances.accountId, accountId),
        inArray(attendances.state, ['going', 'waiting']),
        eq(posts.communityId, communityId),
        eq(posts.local, true),
        gt(gatherings.startsAt, instance.clock()),
      ),
    );
  for (const { postId } of rows) await decline(instance, { accountId, local: account?.host === '' }, postId);
}
