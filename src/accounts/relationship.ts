import type { Instance } from '../instance.ts';
import { and, eq, inArray, or } from '../platform/columns.ts';
import { blocks, follows, mutes } from './tables.ts';
import type { Relationship } from './view.ts';

/** What ties `viewerId` to each of `ids`: three queries, however many. */
export async function relationships(
  instance: Instance,
  viewerId: string,
  ids: string[],
): Promise<Map<string, Relationship>> {
  const result = new Map<string, Relationship>(
    ids.map((id) => [
      id,
      {
        following: false,
        requested: false,
        followedBy: false,
        requestedBy: false,
        blocking: false,
        muting: false,
        mutedUntil: null,
      },
    ]),
  );
  if (!ids.length) return result;
  const pairs = await instance.db
    .select()
    .from(follows)
    .where(
      or(
        and(eq(follows.followerId, viewerId), inArray(follows.followedId, ids)),
        and(eq(follows.followedId, viewerId), inArray(follows.followerId, ids)),
      ),
    );
  for (const pair of pairs) {
    const mine = pair.followerId === viewerId;
    const relationship = result.get(mine ? pair.followedId : pair.followerId);
    if (relationship)
      relationship[mine ? (pair.accepted ? 'following' : 'requested') : pair.accepted ? 'followedBy' : 'requestedBy'] =
        true;
  }
  const blocked = await instance.db
    .select({ id: blocks.targetId })
    .from(blocks)
    .where(and(eq(blocks.accountId, viewerId), inArray(blocks.targetId, ids)));
  for (const { id } of blocked) result.get(id)!.blocking = true;
  const muted = await instance.db
    .select({ id: mutes.targetId, until: mutes.expiresAt })
    .from(mutes)
    .where(and(eq(mutes.accountId, viewerId), inArray(mutes.targetId, ids)));
  for (const { id, until } of muted) Object.assign(result.get(id)!, { muting: true, mutedUntil: until });
  return result;
}

/** One of the two blocks the other: they neither read nor answer each other. */
export async function isBlockedEitherWay(instance: Instance, one: string, other: string): Promise<boolean> {
  const [found] = await instance.db
    .select({ id: blocks.id })
    .from(blocks)
    .where(
      or(
        and(eq(blocks.accountId, one), eq(blocks.targetId, other)),
        and(eq(blocks.accountId, other), eq(blocks.targetId, one)),
      ),
    );
  return Boolean(found);
}
