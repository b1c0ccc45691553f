import { communityById } from '../communities/community.ts';
import type { CommunityEvent } from '../communities/events.ts';
import { logAct } from '../communities/log.ts';
import { roleOf } from '../communities/membership.ts';
import type { CommunityAct } from '../communities/view.ts';
import type { Instance } from '../instance.ts';
import { and, eq, isNotNull, isNull } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { countHidden } from './hide-post.ts';
import { type Post, postById } from './post.ts';
import { posts } from './tables.ts';

/** Who does it, to which post, and why; `sent`: the activity of a host elsewhere. */
export interface Doing {
  byId: string;
  postId: string;
  reason: string;
  sent?: unknown;
}

/** The community in which an account may act on a post, or null: it looks after it, and the post stands in it (S69). */
export async function hostedBy(instance: Instance, accountId: string, post: Post): Promise<string | null> {
  if (!post.communityId || post.boostOfId) return null;
  return (await roleOf(instance, accountId, post.communityId)) ? post.communityId : null;
}

/**
 * Takes a post out of its community: nobody reads it any more, its place in the thread says so and why. Its words are
 * kept as long as those that moderation hides. That `byId` may is for the caller to have asked. 404: it is gone already.
 */
export const removeFromCommunity = (instance: Instance, doing: Doing): Promise<void> =>
  write(instance, async (tx) => {
    const now = instance.clock();
    const [post] = await tx
      .update(posts)
      .set({ deletedAt: now, hiddenAt: now, heldAt: null, featuredAt: null })
      .where(and(eq(posts.id, doing.postId), isNull(posts.deletedAt), isNotNull(posts.communityId)))
      .returning();
    if (!post) throw notFound();
    await countHidden(tx, post, -1);
    await record<PostEvent>(tx, { type: 'post.deleted', postId: post.id, removed: true });
    await withdrawRelay(tx, post);
    await done(instance, tx, post, 'remove', doing);
  });

/** Puts it back where it was. False when its words are no longer kept. */
export const restoreToCommunity = (instance: Instance, doing: Doing): Promise<boolean> =>
  write(instance, async (tx) => {
    const [post] = await tx
      .update(posts)
      .set({ deletedAt: null, hiddenAt: null })
      .where(and(eq(posts.id, doing.postId), isNotNull(posts.hiddenAt), isNotNull(posts.communityId)))
      .returning();
    if (!post) return false;
    await countHidden(tx, post, 1);
    await record<PostEvent>(tx, { type: 'post.restored', postId: post.id, removed: true });
    await done(instance, tx, post, 'restore', doing);
    return true;
  });

/** Nobody but its hosts answers in the thread any more, or everybody again; the same twice changes nothing. */
export const lockThread = (instance: Instance, doing: Doing, locked: boolean): Promise<void> =>
  write(instance, async (tx) => {
    const post = await postById(within(instance, tx), doing.postId);
    if (!post?.communityId || post.inReplyToUri || post.boostOfId || post.deletedAt) throw notFound();
    if ((post.lockedAt !== null) === locked) return;
    await tx
      .update(posts)
      .set({ lockedAt: locked ? instance.clock() : null })
      .where(eq(posts.id, post.id));
    await done(instance, tx, post, locked ? 'lock' : 'unlock', doing);
  });

/** The group no longer passes it on. */
async function withdrawRelay(tx: Tx, post: Post) {
  const relays = await tx
    .delete(posts)
    .where(and(eq(posts.boostOfId, post.id), eq(posts.accountId, post.communityId!)))
    .returning();
  for (const { id: boostId, uri, accountId } of relays)
    await record<PostEvent>(tx, { type: 'post.unboosted', boostId, postId: post.id, accountId, uri });
}

/** Written in the log; what was done in a community of ours is told to its members' servers. */
async function done(instance: Instance, tx: Tx, post: Post, act: CommunityAct, { byId, reason, sent }: Doing) {
  const communityId = post.communityId!;
  await logAct(instance, tx, { communityId, act, byId, aboutId: post.accountId, postId: post.id, reason });
  if (!(await communityById(within(instance, tx), communityId))?.local) return;
  const told = { communityId, byId, postId: post.id, accountId: post.accountId, reason };
  await record<CommunityEvent>(tx, {
    type: 'community.moderated',
    act,
    ...told,
    ...(sent !== undefined && { sent }),
  });
}
