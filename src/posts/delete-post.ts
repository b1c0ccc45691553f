import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { dropMedia } from '../media/media.ts';
import { and, eq, gt, isNotNull, isNull, lt, or, sql } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { enqueue, type JobHandlers } from '../platform/jobs.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { endOf, gatheringOf } from './gathering.ts';
import { attendances, gatherings } from './gathering-tables.ts';
import { ownPost, type Post } from './post.ts';
import { countReply } from './save-post.ts';
import {
  bookmarks,
  edits,
  hashtags,
  homeEntries,
  likes,
  polls,
  postCards,
  posts,
  tombstones,
  votes,
} from './tables.ts';
import { acknowledgements, readFigures, toldLikes } from './thread-tables.ts';

/** A removed post can be brought back for as long as the page offers it, and a little more for the slow. */
const undoMs = 15_000;

/** Takes one's own post away at once; its words are erased, here and elsewhere, when the time to undo is over. */
export async function removePost(instance: Instance, accountId: string, id: string): Promise<void> {
  const post = await ownPost(instance, accountId, id);
  if (post.deletedAt || post.boostOfId) throw notFound();
  await refuseAwaited(instance, post);
  await write(instance, async (tx) => {
    const now = instance.clock();
    await tx.update(posts).set({ deletedAt: now }).where(eq(posts.id, id));
    await enqueue(tx, {
      kind: 'posts.erase',
      lane: 'direct',
      key: `post ${id}`,
      payload: { postId: id },
      due: now + undoMs,
    });
  });
}

/** An event to come that people count on is called off first: they are told. Throws 409. */
async function refuseAwaited(instance: Instance, { id, hasGathering }: Post): Promise<void> {
  const event = hasGathering ? await gatheringOf(instance, id) : null;
  if (event && !event.cancelledAt && event.going + event.waiting > 0 && endOf(event) > instance.clock())
    throw new Refusal(409, 'gathering.cancelFirst');
}

/** Brings back a post removed a moment ago; 404 when it is too late. */
export const restorePost = (instance: Instance, accountId: string, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const [restored] = await tx
      .update(posts)
      .set({ deletedAt: null })
      .where(
        and(
          eq(posts.id, id),
          or(eq(posts.accountId, accountId), eq(posts.writtenById, accountId)),
          gt(posts.deletedAt, instance.clock() - undoMs),
          isNull(posts.hiddenAt),
          isNotNull(posts.source),
        ),
      )
      .returning({ id: posts.id });
    if (!restored) throw notFound();
  });

export const postJobs: JobHandlers = {
  'posts.erase': (instance, { postId }: { postId: string }, job) =>
    write(instance, async (tx) => {
      await job.finish(tx);
      const [post] = await tx.select().from(posts).where(eq(posts.id, postId));
      if (post?.deletedAt && post.source !== null) await erasePost(instance, tx, post);
    }),
};

/** Erases what a post said and all that hung on it; the row stays as a tombstone, and `post.deleted` is recorded. */
export async function erasePost(instance: Instance, tx: Tx, post: Post): Promise<void> {
  await tx
    .update(posts)
    .set({
      deletedAt: instance.clock(),
      hiddenAt: null,
      html: '',
      source: null,
      title: null,
      summary: '',
      notice: '',
      hasPoll: false,
      hasGathering: false,
      version: sql`${posts.version} + 1`,
    })
    .where(eq(posts.id, post.id));
  for (const child of [
    ...[acknowledgements, attendances, bookmarks, edits, gatherings, hashtags],
    ...[likes, polls, postCards, readFigures, toldLikes, votes],
  ])
    await tx.delete(child).where(eq(child.postId, post.id));
  await tx
    .update(posts)
    .set({ answerId: null })
    .where(and(eq(posts.id, post.threadId), eq(posts.answerId, post.id)));
  await tx.delete(homeEntries).where(eq(homeEntries.entryId, post.id));
  await dropMedia(tx, [post.id]);
  // What was hidden before was taken away then: counted, and told.
  if (post.hiddenAt) return;
  const counted = post.heldAt === null || post.approvedAt !== null;
  if (post.inReplyToId && counted) await countReply(tx, post.inReplyToId, post.audience, -1);
  await tx
    .update(accounts)
    .set({ posts: sql`${accounts.posts} - 1` })
    .where(eq(accounts.id, post.accountId));
  await record<PostEvent>(tx, { type: 'post.deleted', postId: post.id });
}

/** The object `uri` is gone, or never to come: a Create that arrives late is ignored (F17). */
export const addTombstone = (instance: Instance, tx: Tx, uri: string) =>
  tx.insert(tombstones).values({ uri, at: instance.clock() }).onConflictDoNothing();

export async function isTombstone(instance: Instance, uri: string): Promise<boolean> {
  const [row] = await tombstoneOf(instance.db, { uri });
  return Boolean(row);
}

const tombstoneOf = compiled((db, value) =>
  db
    .select()
    .from(tombstones)
    .where(eq(tombstones.uri, value('uri'))),
);

/** Whether `uri` was taken back before it came; said once, for some servers give a second try the id of the first. */
export async function takeTombstone(tx: Tx, uri: string): Promise<boolean> {
  const taken = await tx.delete(tombstones).where(eq(tombstones.uri, uri)).returning({ uri: tombstones.uri });
  return taken.length > 0;
}

export const purgeTombstones = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(tombstones).where(lt(tombstones.at, before)));
