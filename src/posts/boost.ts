import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, isNull, lt, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { forbidden } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { type Post, visiblePost } from './post.ts';
import { homeEntries, posts } from './tables.ts';
import { mayBoost } from './visibility.ts';

/** « Relayer »: passes a post on to one's followers. Twice changes nothing. `remote`: the Announce of another server. */
export const boost = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  postId: string,
  remote?: { uri: string; createdAt: number },
): Promise<string> =>
  write(instance, async (tx) => {
    const post = await visiblePost(within(instance, tx), viewer, postId);
    if (!mayBoost(post.audience)) throw forbidden('boost.notPublic');
    const [known] = await tx
      .select({ id: posts.id })
      .from(posts)
      .where(and(eq(posts.boostOfId, postId), eq(posts.accountId, viewer.accountId), isNull(posts.deletedAt)));
    if (known) return known.id;
    const id = instance.ids(remote?.createdAt);
    const now = instance.clock();
    await tx.insert(posts).values({
      id,
      uri: remote?.uri ?? `${instance.config.origin}/ap/activities/${id}`,
      accountId: viewer.accountId,
      local: viewer.local,
      boostOfId: postId,
      threadId: id,
      audience: post.audience,
      createdAt: Math.min(remote?.createdAt ?? now, now),
      receivedAt: remote ? now : null,
    });
    await tx
      .update(posts)
      .set({ boosts: sql`${posts.boosts} + 1` })
      .where(eq(posts.id, postId));
    await record<PostEvent>(tx, { type: 'post.boosted', boostId: id, postId, accountId: viewer.accountId });
    return id;
  });

/** Takes the relay back; nothing to take back is no fault. */
export const unboost = (instance: Instance, accountId: string, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const [gone] = await tx
      .delete(posts)
      .where(and(eq(posts.boostOfId, postId), eq(posts.accountId, accountId)))
      .returning({ id: posts.id, uri: posts.uri });
    if (!gone) return;
    await tx.delete(homeEntries).where(eq(homeEntries.entryId, gone.id));
    await tx
      .update(posts)
      .set({ boosts: sql`${posts.boosts} - 1` })
      .where(eq(posts.id, postId));
    await record<PostEvent>(tx, { type: 'post.unboosted', boostId: gone.id, postId, accountId, uri: gone.uri });
  });

/** Who passed the post on, newest first; ids page the list. */
export const boostsOf = (instance: Instance, postId: string, before?: string, most = 40): Promise<Post[]> =>
  instance.db
    .select()
    .from(posts)
    .where(and(eq(posts.boostOfId, postId), isNull(posts.deletedAt), before ? lt(posts.id, before) : undefined))
    .orderBy(desc(posts.id))
    .limit(most);
