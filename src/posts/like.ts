import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, lt, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { visiblePost } from './post.ts';
import { likes, posts } from './tables.ts';

/** « Merci ». Liking twice changes nothing. `uri`: id of the remote Like activity. 404 when the account cannot read it. */
export const like = (instance: Instance, viewer: NonNullable<Viewer>, postId: string, uri?: string): Promise<void> =>
  write(instance, async (tx) => {
    await visiblePost(within(instance, tx), viewer, postId);
    const activity = uri ?? `${instance.config.origin}/ap/activities/${instance.ids()}`;
    const [created] = await tx
      .insert(likes)
      .values({ accountId: viewer.accountId, postId, uri: activity, createdAt: instance.clock() })
      .onConflictDoNothing()
      .returning({ id: likes.id });
    if (!created) return;
    await countLikes(tx, postId, 1);
    await record<PostEvent>(tx, { type: 'post.liked', postId, accountId: viewer.accountId, uri: activity });
  });

/** Takes the thanks back; nothing to take back is no fault. */
export const unlike = (instance: Instance, accountId: string, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const [gone] = await tx
      .delete(likes)
      .where(and(eq(likes.accountId, accountId), eq(likes.postId, postId)))
      .returning({ uri: likes.uri });
    if (!gone) return;
    await countLikes(tx, postId, -1);
    await record<PostEvent>(tx, { type: 'post.unliked', postId, accountId, uri: gone.uri });
  });

/** The like a remote Undo speaks of, when it is that account's own (S67). */
export async function likeByUri(
  instance: Instance,
  uri: string,
): Promise<{ accountId: string; postId: string } | null> {
  const [row] = await instance.db.select().from(likes).where(eq(likes.uri, uri));
  return row ?? null;
}

/** Who thanked, newest first: row ids page the list. */
export const likersOf = (instance: Instance, postId: string, before?: number, most = 40) =>
  instance.db
    .select({ id: likes.id, accountId: likes.accountId, uri: likes.uri })
    .from(likes)
    .where(and(eq(likes.postId, postId), before ? lt(likes.id, before) : undefined))
    .orderBy(desc(likes.id))
    .limit(most);

/** Addresses of what somebody thanked for, last first: row ids page the list. */
export const likedBy = (instance: Instance, accountId: string, before: number | undefined, most: number) =>
  instance.db
    .select({ id: likes.id, uri: posts.uri, postId: posts.id })
    .from(likes)
    .innerJoin(posts, eq(posts.id, likes.postId))
    .where(and(eq(likes.accountId, accountId), before ? lt(likes.id, before) : undefined))
    .orderBy(desc(likes.id))
    .limit(most);

export const countLikes = (tx: Parameters<Parameters<typeof write>[1]>[0], postId: string, by: 1 | -1) =>
  tx
    .update(posts)
    .set({ likes: sql`${posts.likes} + ${by}` })
    .where(eq(posts.id, postId));
