import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { isMoved } from './change-gathering.ts';
import type { PostEvent } from './events.ts';
import { gatheringOf } from './gathering.ts';
import { gatherings } from './gathering-tables.ts';
import type { RemoteGathering } from './receive-post.ts';

export const remoteGatheringRow = ({ cancelled, ...said }: RemoteGathering, now: number) => ({
  ...said,
  cancelledAt: cancelled ? now : null,
});

/** What the server of an event says of it now; members who come are told when it has moved or is called off. */
export async function updateRemoteGathering(
  inside: Instance,
  tx: Tx,
  postId: string,
  said: RemoteGathering,
): Promise<void> {
  const known = await gatheringOf(inside, postId);
  if (!known) return;
  const row = remoteGatheringRow(said, known.cancelledAt ?? inside.clock());
  const again = known.startsAt !== row.startsAt && { remindedAt: null };
  await tx
    .update(gatherings)
    .set({ ...row, ...again })
    .where(eq(gatherings.postId, postId));
  if (row.cancelledAt !== null && known.cancelledAt === null)
    await record<PostEvent>(tx, { type: 'gathering.cancelled', postId });
  else if (isMoved(known, row)) await record<PostEvent>(tx, { type: 'gathering.changed', postId });
}
