import type { Instance } from '../instance.ts';
import { and, count, eq, isNotNull, isNull } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { ownPost } from './post.ts';
import { posts } from './tables.ts';
import { mayBoost } from './visibility.ts';

const mostPinned = 5;

/** Keeps one's own public post at the top of one's profile; at most five. Pinning twice changes nothing. */
export const pin = (instance: Instance, accountId: string, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await ownPost(within(instance, tx), accountId, postId);
    if (post.deletedAt || post.boostOfId || !mayBoost(post.audience)) throw notFound();
    if (post.pinnedAt) return;
    const [pinned] = await tx
      .select({ n: count() })
      .from(posts)
      .where(and(eq(posts.accountId, post.accountId), isNotNull(posts.pinnedAt), isNull(posts.deletedAt)));
    if (pinned!.n >= mostPinned) throw new Refusal(422, 'pin.tooMany', { args: { most: mostPinned } });
    await tx.update(posts).set({ pinnedAt: instance.clock() }).where(eq(posts.id, postId));
    await record<PostEvent>(tx, { type: 'post.pinned', postId });
  });

/** Takes it down again; nothing to take down is no fault, a post of somebody else's is a 404. */
export const unpin = (instance: Instance, accountId: string, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await ownPost(within(instance, tx), accountId, postId);
    if (!post.pinnedAt) return;
    await tx.update(posts).set({ pinnedAt: null }).where(eq(posts.id, postId));
    await record<PostEvent>(tx, { type: 'post.unpinned', postId });
  });
