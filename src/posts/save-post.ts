import { accounts } from '../accounts/tables.ts';
import { and, eq, isNull, lt, or, sql } from '../platform/columns.ts';
import { compiledWrite, insertRow } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import type { PostEvent } from './events.ts';
import { gatherings } from './gathering-tables.ts';
import { hashtags, mentions, polls, posts } from './tables.ts';
import { moveMarks } from './thread-mark.ts';
import type { Audience } from './view.ts';

export interface NewPost {
  row: Omit<typeof posts.$inferInsert, 'threadId' | 'hasPoll' | 'hasGathering'>;
  mentions: string[];
  hashtags: string[];
  poll: {
    multiple: boolean;
    endsAt: number | null;
    closedAt?: number | null;
    voters?: number;
    options: { title: string; votes: number }[];
  } | null;
  /** Without the post's id. */
  gathering?: Omit<typeof gatherings.$inferInsert, 'postId'> | null | undefined;
}

/** Writes a new post, ours or another's, ties it to its thread, counts it and records that it is there. */
export async function savePost(
  tx: Tx,
  post: NewPost,
  type: 'post.created' | 'post.imported' = 'post.created',
): Promise<void> {
  const { row } = post;
  const [parent] = row.inReplyToId ? await tx.select().from(posts).where(eq(posts.id, row.inReplyToId)) : [];
  const activeAt = row.communityId && !row.inReplyToUri ? row.createdAt : null;
  await insertRow(tx, posts, {
    ...row,
    activeAt,
    threadId: parent?.threadId ?? row.id,
    hasPoll: post.poll !== null,
    ...(post.gathering && { hasGathering: true }),
  });
  await nameAndTag(tx, row.id, post);
  if (post.poll) await tx.insert(polls).values({ ...post.poll, postId: row.id });
  if (post.gathering) await tx.insert(gatherings).values({ ...post.gathering, postId: row.id });
  await countPost(tx, { accountId: row.accountId });
  if (!row.heldAt) await countAnswer(tx, { ...row, threadId: parent?.threadId ?? row.id }, 1);
  await adoptOrphans(tx, row.id, row.uri, parent?.threadId ?? row.id);
  const { communityId = null, inReplyToId = null } = row;
  if (row.heldAt) await record<PostEvent>(tx, { type: 'post.held', postId: row.id });
  else await record<PostEvent>(tx, { type, postId: row.id, communityId, inReplyToId });
}

const countPost = compiledWrite((tx, value) =>
  tx
    .update(accounts)
    .set({ posts: sql`${accounts.posts} + 1` })
    .where(eq(accounts.id, value('accountId'))),
);
const dropTags = compiledWrite((tx, value) => tx.delete(hashtags).where(eq(hashtags.postId, value('postId'))));
const tie = compiledWrite((tx, value) =>
  tx
    .update(posts)
    .set({ inReplyToId: sql`${value('id')}` })
    .where(and(eq(posts.inReplyToUri, value('uri')), isNull(posts.inReplyToId)))
    .returning({ id: posts.id, threadId: posts.threadId, audience: posts.audience }),
);

/** Who is named and which tags stand in the post; an edit replaces both. */
export async function nameAndTag(tx: Tx, postId: string, post: Pick<NewPost, 'mentions' | 'hashtags'>) {
  const named = [...new Set(post.mentions)];
  for (const accountId of named) await insertRow(tx, mentions, { postId, accountId }, { unlessThere: true });
  await dropTags(tx, { postId });
  const tags = [...new Set(post.hashtags.map((name) => name.toLowerCase()))];
  if (tags.length) await tx.insert(hashtags).values(tags.map((name) => ({ name, postId })));
}

/** Counts an answer where whoever reads the post may read it too: a number must not tell of what is hidden (S49). */
export const countReply = (tx: Tx, postId: string, audience: Audience, by: number) =>
  tx
    .update(posts)
    .set({ replies: sql`${posts.replies} + ${by}` })
    .where(and(eq(posts.id, postId), open(audience) ? undefined : eq(posts.audience, audience)));

/** An answer is there, or no longer: counted where it stands, and its community's thread is alive. */
export async function countAnswer(
  tx: Tx,
  post: Pick<typeof posts.$inferInsert, 'inReplyToId' | 'audience' | 'communityId' | 'threadId' | 'createdAt'>,
  by: 1 | -1,
): Promise<void> {
  if (post.inReplyToId) await countReply(tx, post.inReplyToId, post.audience, by);
  if (post.communityId && post.inReplyToId && by > 0)
    await tx
      .update(posts)
      .set({ activeAt: post.createdAt })
      .where(and(eq(posts.id, post.threadId), lt(posts.activeAt, post.createdAt)));
}

const open = (audience: Audience) => audience === 'public' || audience === 'unlisted';

/** Answers that came before what they answer are tied to it now, with their whole branch. */
async function adoptOrphans(tx: Tx, id: string, uri: string, threadId: string) {
  const orphans = await tie(tx, { id, uri });
  if (!orphans.length) return;
  await tx
    .update(posts)
    .set({ threadId })
    .where(or(...orphans.map((orphan) => eq(posts.threadId, orphan.threadId))));
  await moveMarks(
    tx,
    orphans.map((orphan) => orphan.threadId),
    threadId,
  );
  for (const { audience } of orphans) await countReply(tx, id, audience, 1);
}
