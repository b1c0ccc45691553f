import { communityById } from '../communities/community.ts';
import type { CommunityEvent } from '../communities/events.ts';
import type { Instance } from '../instance.ts';
import { and, count, eq, isNotNull, isNull, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { postById } from './post.ts';
import { posts } from './tables.ts';

export const mostFeatured = 3;

/**
 * Keeps a thread at the top of its community, or no longer; at most three. That `byId` may is for the caller to have
 * asked. The same twice changes nothing.
 */
export const featurePost = (
  instance: Instance,
  byId: string,
  postId: string,
  featured: boolean,
  sent?: unknown,
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const post = await postById(inside, postId);
    if (!post?.communityId || post.inReplyToUri || post.boostOfId || post.deletedAt || post.heldAt) throw notFound();
    if ((post.featuredAt !== null) === featured) return;
    const { communityId } = post;
    const [row] = await tx
      .select({ n: count() })
      .from(posts)
      .where(and(eq(posts.communityId, communityId), isNotNull(posts.featuredAt), isNull(posts.deletedAt)));
    if (featured && row!.n >= mostFeatured)
      throw new Refusal(422, 'community.tooManyFeatured', { args: { n: mostFeatured } });
    await tx
      .update(posts)
      .set({ featuredAt: featured ? instance.clock() : null, version: sql`${posts.version} + 1` })
      .where(eq(posts.id, postId));
    if (!(await communityById(inside, communityId))?.local) return;
    const told = { communityId, byId, postId, ...(sent !== undefined && { sent }) };
    await record<CommunityEvent>(tx, { type: 'community.moderated', act: featured ? 'feature' : 'unfeature', ...told });
  });
