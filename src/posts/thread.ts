import type { Viewer } from '../accounts/account.ts';
import { removalsOf } from '../communities/log.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq, gt, isNotNull, isNull, type SQL } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { lockFault } from './community-post.ts';
import { throughFilters } from './filter.ts';
import { type Post, visiblePost } from './post.ts';
import { postViews } from './post-views.ts';
import { countQuoting } from './quoting-posts.ts';
import { maySettle } from './settle-question.ts';
import { posts } from './tables.ts';
import { threadMarkOf } from './thread-mark.ts';
import type { PostView, ThreadView } from './view.ts';
import { readable } from './visibility.ts';

const mostInThread = 500;

/** A post with what it answers and its answers, all as the viewer may read them; 404 when the post is not for them. */
export async function thread(instance: Instance, viewer: Viewer, id: string): Promise<ThreadView> {
  const post = await visiblePost(instance, viewer, id);
  const around = await instance.db
    .select()
    .from(posts)
    .where(and(eq(posts.threadId, post.threadId), isNull(posts.boostOfId), readable(viewer)))
    .orderBy(asc(posts.id))
    .limit(mostInThread);
  const ancestors = ancestorsOf(post, around);
  const replies = repliesTo(post, around);
  const [opened, ...others] = await postViews(instance, viewer, [
    post,
    ...ancestors,
    ...replies.map((reply) => reply.post),
  ]);
  if (!opened) throw notFound();
  const views = new Map((await throughFilters(instance, viewer, others)).map((view) => [view.id, view]));
  const seen = <T>(list: T[], view: (item: T) => PostView | undefined) => list.flatMap((item) => view(item) ?? []);
  return {
    post: { ...opened, quotes: await countQuoting(instance, viewer, id) },
    mark: viewer?.local ? await threadMarkOf(instance, viewer.accountId, post.threadId) : null,
    ancestors: seen(ancestors, (ancestor) => views.get(ancestor.id)),
    removed: await removedIn(instance, post),
    locked: await isLocked(instance, viewer, post),
    ...(await settlement(instance, viewer, post, around)),
    replies: replies.flatMap((reply) => {
      const view = views.get(reply.post.id);
      return view ? [{ post: view, depth: reply.depth }] : [];
    }),
  };
}

/** What its hosts took out of a conversation in a community, with why. */
async function removedIn(instance: Instance, post: Post): Promise<ThreadView['removed']> {
  if (!post.communityId) return [];
  const rows = await instance.db
    .select({ id: posts.id, inReplyToId: posts.inReplyToId })
    .from(posts)
    .where(and(eq(posts.threadId, post.threadId), isNotNull(posts.hiddenAt), isNull(posts.boostOfId)))
    .orderBy(asc(posts.id))
    .limit(mostInThread);
  const reasons = await removalsOf(
    instance,
    rows.map((row) => row.id),
  );
  return rows.flatMap(({ id, inReplyToId }) =>
    reasons.has(id) && inReplyToId ? [{ id, inReplyToId, reason: reasons.get(id)! }] : [],
  );
}

/** How the question of this conversation stands. */
async function settlement(instance: Instance, viewer: Viewer, post: Post, around: Post[]) {
  const root = [post, ...around].find(({ id }) => id === post.threadId);
  if (root?.threadKind !== 'question') return { settledBy: null, maySettle: false };
  return { settledBy: root.answerId, maySettle: await maySettle(instance, viewer, root) };
}

async function isLocked(instance: Instance, viewer: Viewer, post: Post): Promise<boolean> {
  if (!post.communityId) return false;
  return (await lockFault(instance, viewer?.accountId ?? '', post)) !== null;
}

function ancestorsOf(post: Post, around: Post[]): Post[] {
  const byId = new Map(around.map((other) => [other.id, other]));
  const chain: Post[] = [];
  for (
    let parent = byId.get(post.inReplyToId ?? '');
    parent && !chain.includes(parent);
    parent = byId.get(parent.inReplyToId ?? '')
  )
    chain.unshift(parent);
  return chain;
}

/** Depth first, each branch in the order it was written. */
function repliesTo(post: Post, around: Post[]): { post: Post; depth: number }[] {
  const children = Map.groupBy(around, (other) => other.inReplyToId);
  const list: { post: Post; depth: number }[] = [];
  const seen = new Set<string>([post.id]);
  const waiting = (children.get(post.id) ?? []).map((child) => ({ post: child, depth: 1 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.post.id)) continue;
    seen.add(next.post.id);
    list.push(next);
    for (const child of (children.get(next.post.id) ?? []).toReversed())
      waiting.push({ post: child, depth: next.depth + 1 });
  }
  return list;
}

/** Ids of the direct answers that `viewer` may read, oldest first: the `replies` collection. */
export const directReplies = (instance: Instance, viewer: Viewer, postId: string, stretch: Stretch): Promise<Post[]> =>
  oldestFirst(instance, viewer, eq(posts.inReplyToId, postId), stretch);

/** The conversation's posts that `viewer` may read, oldest first (FEP-7888 `context`). */
export const conversation = (instance: Instance, viewer: Viewer, threadId: string, stretch: Stretch): Promise<Post[]> =>
  oldestFirst(instance, viewer, eq(posts.threadId, threadId), stretch);

/** How many posts, and after which. */
interface Stretch {
  after?: string | null;
  most: number;
}

const oldestFirst = (instance: Instance, viewer: Viewer, which: SQL, { after, most }: Stretch): Promise<Post[]> =>
  instance.db
    .select()
    .from(posts)
    .where(and(which, after ? gt(posts.id, after) : undefined, isNull(posts.boostOfId), readable(viewer)))
    .orderBy(asc(posts.id))
    .limit(most);
