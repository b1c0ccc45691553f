import type { Instance } from '../instance.ts';
import { alias, and, desc, eq, inArray } from '../platform/columns.ts';
import { follows } from './tables.ts';

const theirs = alias(follows, 'theirs');
const most = 200;

/** Of whom one follows, who follows each of these accounts: ids by account, newest follow first. */
export async function familiarFollowers(
  instance: Instance,
  accountId: string,
  targetIds: string[],
): Promise<Map<string, string[]>> {
  const rows = targetIds.length
    ? await instance.db
        .select({ target: theirs.followedId, id: theirs.followerId })
        .from(follows)
        .innerJoin(theirs, and(eq(theirs.followerId, follows.followedId), eq(theirs.accepted, true)))
        .where(
          and(eq(follows.followerId, accountId), eq(follows.accepted, true), inArray(theirs.followedId, targetIds)),
        )
        .orderBy(desc(theirs.id))
        .limit(most)
    : [];
  return new Map(targetIds.map((id) => [id, rows.filter((row) => row.target === id).map((row) => row.id)]));
}
