import type { Instance } from '../instance.ts';
import { and, desc, eq, inArray, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { communityLog } from './tables.ts';

export type LogEntry = typeof communityLog.$inferSelect;

const mostReason = 500;

/** Writes down what was done to keep a community in order. */
export const logAct = (
  instance: Instance,
  tx: Tx,
  entry: Omit<typeof communityLog.$inferInsert, 'id' | 'at'>,
): Promise<unknown> =>
  tx
    .insert(communityLog)
    .values({ ...entry, reason: (entry.reason ?? '').trim().slice(0, mostReason), at: instance.clock() });

/** The log of a community, newest first; `before`: number of the last one seen. */
export const logOf = (instance: Instance, communityId: string, before?: number, most = 40): Promise<LogEntry[]> =>
  instance.db
    .select()
    .from(communityLog)
    .where(and(eq(communityLog.communityId, communityId), before ? lt(communityLog.id, before) : undefined))
    .orderBy(desc(communityLog.id))
    .limit(most);

/** Why posts were taken out of their community: the last reason of each, by post. */
export async function removalsOf(instance: Instance, postIds: string[]): Promise<Map<string, string>> {
  if (!postIds.length) return new Map();
  const rows = await instance.db
    .select({ postId: communityLog.postId, reason: communityLog.reason })
    .from(communityLog)
    .where(and(inArray(communityLog.postId, postIds), inArray(communityLog.act, ['remove', 'refuse'])))
    .orderBy(communityLog.id);
  return new Map(rows.map(({ postId, reason }) => [postId!, reason]));
}
