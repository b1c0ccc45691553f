import { eq, or } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { communityAnswers, communityBans, communityInvitations, communityLevels, communityLog } from './tables.ts';

/** An account is gone: what communities kept of it, and the reasons that were given for what was done to it. */
export async function forgetInCommunities(tx: Tx, accountId: string): Promise<void> {
  for (const own of [communityAnswers, communityBans, communityLevels])
    await tx.delete(own).where(eq(own.accountId, accountId));
  await tx
    .delete(communityInvitations)
    .where(or(eq(communityInvitations.accountId, accountId), eq(communityInvitations.byId, accountId)));
  await tx.update(communityLog).set({ reason: '' }).where(eq(communityLog.aboutId, accountId));
}
