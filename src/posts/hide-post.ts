import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, isNotNull, isNull, lt, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { erasePost } from './delete-post.ts';
import type { PostEvent } from './events.ts';
import type { Post } from './post.ts';
import { countReply } from './save-post.ts';
import { posts } from './tables.ts';

/**
 * Takes anybody's post away at once, here and for the servers that have it: moderation. Its words are kept, so that it
 * can be given back if its author is right. 404: it is gone already.
 */
export const hidePost = (instance: Instance, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const now = instance.clock();
    const [hidden] = await tx
      .update(posts)
      .set({ deletedAt: now, hiddenAt: now })
      .where(and(eq(posts.id, id), isNull(posts.deletedAt), isNull(posts.boostOfId)))
      .returning();
    if (!hidden) throw notFound();
    await countHidden(tx, hidden, -1);
    await record<PostEvent>(tx, { type: 'post.deleted', postId: id });
  });

/** Gives a hidden post back, here and to the servers that take it again. False when it is no longer kept. */
export const unhidePost = (instance: Instance, id: string): Promise<boolean> =>
  write(instance, async (tx) => {
    const [shown] = await tx
      .update(posts)
      .set({ deletedAt: null, hiddenAt: null })
      .where(and(eq(posts.id, id), isNotNull(posts.hiddenAt)))
      .returning();
    if (!shown) return false;
    await countHidden(tx, shown, 1);
    await record<PostEvent>(tx, { type: 'post.restored', postId: id });
    return true;
  });

/** Erases what was hidden before (Unix ms), when its author can no longer ask for it back. */
export const eraseHidden = (instance: Instance, before: number): Promise<void> =>
  write(instance, async (tx) => {
    for (const post of await tx.select().from(posts).where(lt(posts.hiddenAt, before)).limit(100))
      await erasePost(instance, tx, post);
  });

/** The figures without a post, or with it again. */
export async function countHidden(tx: Tx, post: Post, by: 1 | -1) {
  if (post.inReplyToId) await countReply(tx, post.inReplyToId, post.audience, by);
  await tx
    .update(accounts)
    .set({ posts: sql`${accounts.posts} + ${by}` })
    .where(eq(accounts.id, post.accountId));
}
