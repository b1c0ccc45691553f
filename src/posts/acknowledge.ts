import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { count, eq, inArray, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { visiblePost } from './post.ts';
import { acknowledgements, readFigures } from './thread-tables.ts';

/** « J'ai lu »: a reader says that they have read an announcement; it is not taken back, and twice changes nothing. */
export const acknowledge = (instance: Instance, viewer: NonNullable<Viewer>, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await visiblePost(within(instance, tx), viewer, postId);
    if (post.threadKind !== 'announcement') throw notFound();
    const [first] = await tx
      .insert(acknowledgements)
      .values({ postId, accountId: viewer.accountId, createdAt: instance.clock() })
      .onConflictDoNothing()
      .returning({ postId: acknowledgements.postId });
    if (first) await record<PostEvent>(tx, { type: 'announcement.read', postId, accountId: viewer.accountId });
  });

/** How many have read it, as the group says that keeps the count. */
export const keepReadFigure = (instance: Instance, postId: string, n: number): Promise<unknown> =>
  write(instance, (tx) => {
    const figure = { n, at: instance.clock() };
    return tx
      .insert(readFigures)
      .values({ postId, ...figure })
      .onConflictDoUpdate({ target: readFigures.postId, set: figure });
  });

/** How many have read each of these announcements, and whether the viewer has. */
export async function readCounts(
  instance: Instance,
  viewer: Viewer,
  postIds: string[],
): Promise<Map<string, { n: number; mine: boolean }>> {
  if (!postIds.length) return new Map();
  const mine = sql<number>`sum(case when ${eq(acknowledgements.accountId, viewer?.accountId ?? '')} then 1 else 0 end)`;
  const rows = await instance.db
    .select({ id: acknowledgements.postId, n: count(), mine })
    .from(acknowledgements)
    .where(inArray(acknowledgements.postId, postIds))
    .groupBy(acknowledgements.postId);
  const counts = new Map(rows.map((row) => [row.id, { n: row.n, mine: Number(row.mine) > 0 }]));
  for (const { postId, n } of await instance.db
    .select()
    .from(readFigures)
    .where(inArray(readFigures.postId, postIds))) {
    const known = counts.get(postId) ?? { n: 0, mine: false };
    counts.set(postId, { ...known, n: Math.max(known.n, n) });
  }
  return counts;
}
