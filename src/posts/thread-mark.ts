import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { within, write } from '../platform/write.ts';
import { visiblePost } from './post.ts';
import { threadMarks } from './thread-tables.ts';
import type { ThreadMark } from './view.ts';

const mostTold = 1000;

/** Follows the conversation of a post that the viewer may read, or wants to hear no more of it; null: as any other. */
export const markThread = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  postId: string,
  mark: ThreadMark | null,
): Promise<void> =>
  write(instance, async (tx) => {
    const { threadId } = await visiblePost(within(instance, tx), viewer, postId);
    const { accountId } = viewer;
    if (!mark)
      return void (await tx
        .delete(threadMarks)
        .where(and(eq(threadMarks.accountId, accountId), eq(threadMarks.threadId, threadId))));
    await tx
      .insert(threadMarks)
      .values({ accountId, threadId, mark, createdAt: instance.clock() })
      .onConflictDoUpdate({ target: [threadMarks.accountId, threadMarks.threadId], set: { mark } });
  });

const markOf = compiled((db, value) =>
  db
    .select({ mark: threadMarks.mark })
    .from(threadMarks)
    .where(and(eq(threadMarks.accountId, value('accountId')), eq(threadMarks.threadId, value('threadId')))),
);

export async function threadMarkOf(
  instance: Instance,
  accountId: string,
  threadId: string,
): Promise<ThreadMark | null> {
  const [row] = await markOf(instance.db, { accountId, threadId });
  return row?.mark ?? null;
}

/** Who wants to be told of each answer in a conversation. */
export async function followersOfThread(instance: Instance, threadId: string): Promise<string[]> {
  const rows = await instance.db
    .select({ accountId: threadMarks.accountId })
    .from(threadMarks)
    .where(and(eq(threadMarks.threadId, threadId), eq(threadMarks.mark, 'followed')))
    .limit(mostTold);
  return rows.map((row) => row.accountId);
}

/** A branch is found to belong to an older conversation: what was wanted of it goes along, unless that has its own. */
export async function moveMarks(tx: Tx, from: string[], to: string): Promise<void> {
  const moved = await tx.delete(threadMarks).where(inArray(threadMarks.threadId, from)).returning();
  if (moved.length)
    await tx
      .insert(threadMarks)
      .values(moved.map((row) => ({ ...row, threadId: to })))
      .onConflictDoNothing();
}
