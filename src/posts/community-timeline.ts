import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, count, eq, isNull, sql } from '../platform/columns.ts';
import type { Cursor } from './cursor.ts';
import { filtered } from './filter.ts';
import { posts } from './tables.ts';
import { timeline } from './timelines.ts';
import { readable } from './visibility.ts';

export type CommunitySort = 'new' | 'unanswered';

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
  const which = and(threads(communityId), sort === 'unanswered' ? eq(posts.replies, 0) : undefined);
  return filtered(instance, viewer, (at) => timeline(instance, viewer, at, which), cursor);
};

/** How many threads of a community the viewer may read and nobody has answered. */
export async function countUnanswered(instance: Instance, viewer: Viewer, communityId: string): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .where(and(threads(communityId), eq(posts.replies, 0), readable(viewer), sql`${posts.deletedAt} is null`));
  return row!.n;
}
