import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNotNull, isNull, or, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { erasePost } from './delete-post.ts';
import { bookmarks, drafts, filters, hiddenHosts, homeEntries, likes, mentions, posts, votes } from './tables.ts';
import { followedTags } from './tag-tables.ts';
import { acknowledgements, markers, putAway, threadMarks } from './thread-tables.ts';

/**
 * Erases some of what an account wrote and takes back some of what it passed on; gives how many, 0 when all is done.
 * Each post stays as a tombstone, so that answers keep their place and a late Create brings nothing back.
 */
export const erasePostsOf = (instance: Instance, accountId: string, most = 50): Promise<number> =>
  write(instance, async (tx) => {
    const rows = await tx
      .select()
      .from(posts)
      .where(
        and(
          eq(posts.accountId, accountId),
          or(isNull(posts.deletedAt), isNotNull(posts.source), isNotNull(posts.boostOfId)),
        ),
      )
      .limit(most);
    for (const post of rows) await (post.boostOfId ? dropBoost(tx, post.id, post.boostOfId) : erase(tx, post));
    return rows.length;

    async function erase(inner: Tx, post: (typeof rows)[number]) {
      await erasePost(instance, inner, post);
      await inner.update(posts).set({ url: null }).where(eq(posts.id, post.id));
      await inner.delete(mentions).where(eq(mentions.postId, post.id));
    }
  });

async function dropBoost(tx: Tx, id: string, boostOfId: string) {
  await tx.delete(posts).where(eq(posts.id, id));
  await tx.delete(homeEntries).where(eq(homeEntries.entryId, id));
  await tx
    .update(posts)
    .set({ boosts: sql`${posts.boosts} - 1` })
    .where(eq(posts.id, boostOfId));
}

/** Forgets what an account did with the posts of others, and what it kept for itself. */
export async function forgetReader(tx: Tx, accountId: string): Promise<void> {
  const liked = tx.select({ id: likes.postId }).from(likes).where(eq(likes.accountId, accountId));
  await tx
    .update(posts)
    .set({ likes: sql`${posts.likes} - 1` })
    .where(inArray(posts.id, liked));
  for (const own of [
    likes,
    bookmarks,
    votes,
    drafts,
    filters,
    hiddenHosts,
    followedTags,
    threadMarks,
    putAway,
    markers,
    mentions,
    acknowledgements,
  ])
    await tx.delete(own).where(eq(own.accountId, accountId));
  await tx.delete(homeEntries).where(or(eq(homeEntries.ownerId, accountId), eq(homeEntries.authorId, accountId)));
  await tx.update(posts).set({ writtenById: null }).where(eq(posts.writtenById, accountId));
}
