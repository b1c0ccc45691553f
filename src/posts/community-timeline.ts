import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, count, desc, eq, isNotNull, isNull, lt, or, sql } from '../platform/columns.ts';
import { type Cursor, pageSize } from './cursor.ts';
import { mostFeatured } from './feature-post.ts';
import { filtered } from './filter.ts';
import { postViews } from './post-views.ts';
import { posts } from './tables.ts';
import { pageOf, timeline } from './timelines.ts';
import { notMuted, readable } from './visibility.ts';

/** By the last answer, by when they were written, or those without an answer. */
export type CommunitySort = 'active' | 'new' | 'unanswered';

const threads = (communityId: string) =>
  and(eq(posts.communityId, communityId), isNull(posts.boostOfId), isNull(posts.inReplyToUri));

/** The threads of a community, as far as the viewer may read them: newest first, or those nobody has answered. */
export const communityTimeline = (
  instance: Instance,
  viewer: Viewer,
  communityId: string,
  sort: CommunitySort,
  cursor: Cursor = {},
) => {
  if (sort === 'active')
    return filtered(instance, viewer, (at) => activePage(instance, viewer, communityId, at), cursor);
  const which = and(threads(communityId), sort === 'unanswered' ? eq(posts.replies, 0) : undefined);
  return filtered(instance, viewer, (at) => timeline(instance, viewer, at, which), cursor);
};

/** By the last answer; the cursor is the last thread seen, and where it stands now. */
async function activePage(instance: Instance, viewer: Viewer, communityId: string, cursor: Cursor) {
  const most = cursor.most ?? pageSize;
  const [last] = cursor.before
    ? await instance.db.select({ at: posts.activeAt }).from(posts).where(eq(posts.id, cursor.before))
    : [];
  const older =
    last?.at && cursor.before
      ? or(lt(posts.activeAt, last.at), and(eq(posts.activeAt, last.at), lt(posts.id, cursor.before)))
      : undefined;
  const rows = await instance.db
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.communityId, communityId),
        isNotNull(posts.activeAt),
        isNull(posts.boostOfId),
        older,
        readable(viewer),
        notMuted(viewer),
      ),
    )
    .orderBy(desc(posts.activeAt), desc(posts.id))
    .limit(most + 1);
  return pageOf(instance, viewer, rows, most);
}

/** What the hosts of a community keep at its top, the last first. */
export async function featuredIn(instance: Instance, viewer: Viewer, communityId: string) {
  const rows = await instance.db
    .select()
    .from(posts)
    .where(and(eq(posts.communityId, communityId), isNotNull(posts.featuredAt), readable(viewer)))
    .orderBy(desc(posts.featuredAt))
    .limit(mostFeatured);
  return postViews(instance, viewer, rows);
}

/** How many threads of a community the viewer may read and nobody has answered. */
export async function countUnanswered(instance: Instance, viewer: Viewer, communityId: string): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .where(and(threads(communityId), eq(posts.replies, 0), readable(viewer), sql`${posts.deletedAt} is null`));
  return row!.n;
}
