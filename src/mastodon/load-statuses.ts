import { accountsByIds, type Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import { filtersOf } from '../posts/filter.ts';
import { type Post, postsByIds, visiblePosts } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { withPolicies } from '../posts/quote-policy.ts';
import { countsOfQuoting } from '../posts/quoting-posts.ts';
import { hashtags, mentions } from '../posts/tables.ts';
import { threadMarks } from '../posts/thread-tables.ts';
import type { PostView } from '../posts/view.ts';
import { type StatusParts, statusEntity } from './entities/status.ts';

/** Statuses of posts (and of lines that passed one on) that the caller found readable; a fixed number of queries. */
export const statusesOf = async (instance: Instance, viewer: Viewer, posts: Post[]): Promise<object[]> =>
  statusesOfViews(instance, viewer, await postViews(instance, viewer, posts));

/** The same for posts that are views already; `entryId` tells lines that passed one on. */
export async function statusesOfViews(
  instance: Instance,
  viewer: Viewer,
  views: PostView[],
  depth = 0,
): Promise<object[]> {
  if (!views.length) return [];
  const parts = await partsOf(instance, viewer, views, depth);
  return views.map((view) => statusEntity(instance, view, parts));
}

export async function statusOf(instance: Instance, viewer: Viewer, id: string): Promise<object | null> {
  const [status] = await statusesOf(instance, viewer, await postsByIds(instance, [id]));
  return status ?? null;
}

async function partsOf(instance: Instance, viewer: Viewer, views: PostView[], depth: number): Promise<StatusParts> {
  const ids = [...new Set(views.map(({ id }) => id))];
  const all = [...new Set(views.flatMap(({ id, entryId }) => [id, entryId]))];
  const rows = await withPolicies(instance, await postsByIds(instance, all));
  const named = await instance.db.select().from(mentions).where(inArray(mentions.postId, ids));
  const tagged = await instance.db.select().from(hashtags).where(inArray(hashtags.postId, ids));
  const threads = rows.map((row) => row.threadId);
  const silent = viewer
    ? await instance.db
        .select({ threadId: threadMarks.threadId })
        .from(threadMarks)
        .where(
          and(
            eq(threadMarks.accountId, viewer.accountId),
            eq(threadMarks.mark, 'muted'),
            inArray(threadMarks.threadId, threads),
          ),
        )
    : [];
  const quiet = new Set(silent.map(({ threadId }) => threadId));
  const people = new Set([
    ...rows.map((row) => row.accountId),
    ...views.flatMap((view) => [view.author.id, view.community?.id ?? view.author.id]),
    ...named.map(({ accountId }) => accountId),
  ]);
  return {
    accounts: new Map((await accountsByIds(instance, [...people])).map((account) => [account.id, account])),
    ...listed(named, tagged),
    rows: new Map(rows.map((row) => [row.id, row])),
    quotes: await countsOfQuoting(instance, viewer, ids),
    quoted: depth ? null : await quotedBy(instance, viewer, views, rows),
    filters: viewer && views.some(({ folded }) => folded) ? await filtersOf(instance, viewer.accountId) : [],
    muted: new Set(rows.filter((row) => quiet.has(row.threadId)).map((row) => row.id)),
  };
}

/** Statuses that these quote, by id; what a quoted one quotes itself is only named. */
async function quotedBy(instance: Instance, viewer: Viewer, views: PostView[], rows: Post[]) {
  const showing = new Set(views.filter(({ quote }) => quote?.post).map(({ id }) => id));
  const ids = rows.flatMap((row) => (showing.has(row.id) && row.quoteOfId ? [row.quoteOfId] : []));
  if (!ids.length) return new Map<string, object>();
  const found = await postViews(instance, viewer, await visiblePosts(instance, viewer, [...new Set(ids)]));
  const statuses = await statusesOfViews(instance, viewer, found, 1);
  return new Map(found.map((view, place) => [view.id, statuses[place]!]));
}

function listed(named: { postId: string; accountId: string }[], tagged: { postId: string; name: string }[]) {
  const mentionsOf = new Map<string, string[]>();
  for (const { postId, accountId } of named) mentionsOf.set(postId, [...(mentionsOf.get(postId) ?? []), accountId]);
  const tags = new Map<string, string[]>();
  for (const { postId, name } of tagged) tags.set(postId, [...(tags.get(postId) ?? []), name]);
  return { mentions: mentionsOf, tags };
}
