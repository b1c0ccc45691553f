import type { Community } from '../communities/community.ts';
import { logAct } from '../communities/log.ts';
import { roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, eq, isNotNull, isNull } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { removeFromCommunity } from './moderate-post.ts';
import type { Post } from './post.ts';
import { countAnswer } from './save-post.ts';
import { posts } from './tables.ts';

/** Whether what somebody writes waits for a host: the first posts of a newcomer, where the community wishes it. */
export async function mustWait(instance: Instance, accountId: string, community: Community): Promise<boolean> {
  if (!community.local || community.approveFirst === 0) return false;
  if (await roleOf(instance, accountId, community.accountId)) return false;
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .where(
      and(
        eq(posts.accountId, accountId),
        eq(posts.communityId, community.accountId),
        isNull(posts.boostOfId),
        isNull(posts.heldAt),
        isNull(posts.deletedAt),
      ),
    );
  return row!.n < community.approveFirst;
}

/** What a change does to a post that had to be approved: it waits again (S72). */
export const waitsAgain = (instance: Instance, { approvedAt, heldAt }: Post): { heldAt?: number } =>
  approvedAt !== null || heldAt !== null ? { heldAt: heldAt ?? instance.clock() } : {};

/** What waits in a community, the oldest first. */
export const heldIn = (instance: Instance, communityId: string, most = 50): Promise<Post[]> =>
  instance.db
    .select()
    .from(posts)
    .where(and(eq(posts.communityId, communityId), isNotNull(posts.heldAt), isNull(posts.deletedAt)))
    .orderBy(asc(posts.heldAt), asc(posts.id))
    .limit(most);

export async function countHeld(instance: Instance, communityId: string): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .where(and(eq(posts.communityId, communityId), isNotNull(posts.heldAt), isNull(posts.deletedAt)));
  return row!.n;
}

/** A host says yes: it is told as if it had been written now, or as changed when it was there before. */
export const approve = (instance: Instance, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await held(tx, postId);
    await tx.update(posts).set({ heldAt: null, approvedAt: instance.clock() }).where(eq(posts.id, postId));
    const again = post.approvedAt !== null;
    if (!again) await countAnswer(tx, post, 1);
    const { communityId, inReplyToId } = post;
    if (again) await record<PostEvent>(tx, { type: 'post.edited', postId });
    else await record<PostEvent>(tx, { type: 'post.created', postId, communityId, inReplyToId });
  });

/** A host says no, and why. */
export const refuse = (instance: Instance, byId: string, postId: string, reason: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await held(tx, postId);
    const now = instance.clock();
    await tx.update(posts).set({ heldAt: null }).where(eq(posts.id, postId));
    if (post.approvedAt) return removeFromCommunity(within(instance, tx), { byId, postId, reason });
    await tx.update(posts).set({ deletedAt: now, hiddenAt: now }).where(eq(posts.id, postId));
    const about = { aboutId: post.accountId, postId, reason };
    await logAct(instance, tx, { communityId: post.communityId!, act: 'refuse', byId, ...about });
    await record<PostEvent>(tx, { type: 'post.deleted', postId, removed: true });
  });

async function held(tx: Tx, postId: string): Promise<Post> {
  const [post] = await tx
    .select()
    .from(posts)
    .where(and(eq(posts.id, postId), isNotNull(posts.heldAt), isNull(posts.deletedAt), isNotNull(posts.communityId)));
  if (!post) throw notFound();
  return post;
}
