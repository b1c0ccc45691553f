import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { count, eq, inArray, sql } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { visiblePost } from './post.ts';
import { acknowledgements } from './thread-tables.ts';

/** « J'ai lu »: a reader says that they have read an announcement; it is not taken back, and twice changes nothing. */
export const acknowledge = (instance: Instance, viewer: NonNullable<Viewer>, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const post = await visiblePost(within(instance, tx), viewer, postId);
    if (post.threadKind !== 'announcement') throw notFound();
    await tx
      .insert(acknowledgements)
      .values({ postId, accountId: viewer.accountId, createdAt: instance.clock() })
      .onConflictDoNothing();
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
  return new Map(rows.map((row) => [row.id, { n: row.n, mine: Number(row.mine) > 0 }]));
}
