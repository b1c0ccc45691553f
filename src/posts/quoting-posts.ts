import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, count, desc, eq, inArray, lt, type SQL } from '../platform/columns.ts';
import { pageSize } from './cursor.ts';
import { throughFilters } from './filter.ts';
import { postViews } from './post-views.ts';
import { posts } from './tables.ts';
import type { TimelinePage } from './view.ts';
import { notMuted, readable } from './visibility.ts';

/** Posts that quote this one with its author's consent, as far as the viewer may read them, newest first. */
export async function quotingPosts(
  instance: Instance,
  viewer: Viewer,
  postId: string,
  before?: string,
  most = pageSize,
): Promise<TimelinePage> {
  const rows = await instance.db
    .select()
    .from(posts)
    .where(and(quoting(viewer, postId), before ? lt(posts.id, before) : undefined))
    .orderBy(desc(posts.id))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  return {
    posts: await throughFilters(instance, viewer, await postViews(instance, viewer, shown)),
    older: rows.length > most ? shown.at(-1)!.id : null,
  };
}

/** How many the viewer would find there. */
export async function countQuoting(instance: Instance, viewer: Viewer, postId: string): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(posts).where(quoting(viewer, postId));
  return row?.n ?? 0;
}

/** The same of several posts at once; those that nobody quotes are absent. */
export async function countsOfQuoting(instance: Instance, viewer: Viewer, ids: string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map();
  const rows = await instance.db
    .select({ id: posts.quoteOfId, n: count() })
    .from(posts)
    .where(and(inArray(posts.quoteOfId, ids), eq(posts.quoteState, 'accepted'), readable(viewer), notMuted(viewer)))
    .groupBy(posts.quoteOfId);
  return new Map(rows.map(({ id, n }) => [id!, n]));
}

const quoting = (viewer: Viewer, postId: string): SQL | undefined =>
  and(eq(posts.quoteOfId, postId), eq(posts.quoteState, 'accepted'), readable(viewer), notMuted(viewer));
