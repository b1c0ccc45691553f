import { accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { communityById } from './community.ts';
import type { CommunityEvent } from './events.ts';
import { isBanned, isMember } from './membership.ts';
import { communityInvitations } from './tables.ts';

/**
 * Invites somebody into a community of ours, of this server or of another: they may know of it, and are a member as soon
 * as they ask. Twice changes nothing. 422: already a member, kept out, or the community stays in the organisation.
 */
export const invite = (instance: Instance, byId: string, communityId: string, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const community = await communityById(inside, communityId);
    const account = await accountById(inside, accountId);
    if (!community?.local || account?.kind !== 'person') throw notFound();
    if (community.archivedAt) throw new Refusal(422, 'community.archived');
    if (account.host && community.reach === 'organisation') throw new Refusal(422, 'community.staysHere');
    if (await isMember(inside, accountId, communityId)) throw new Refusal(422, 'community.alreadyIn');
    if (await isBanned(inside, accountId, communityId)) throw new Refusal(422, 'community.isBanned');
    const [row] = await tx
      .insert(communityInvitations)
      .values({ communityId, accountId, byId, createdAt: instance.clock() })
      .onConflictDoNothing()
      .returning({ id: communityInvitations.accountId });
    if (row) await record<CommunityEvent>(tx, { type: 'community.invited', communityId, accountId, byId });
  });

/** Takes an invitation back; nothing to take back is no fault. */
export const uninvite = (instance: Instance, communityId: string, accountId: string): Promise<unknown> =>
  write(instance, (tx) => tx.delete(communityInvitations).where(pair(communityId, accountId)));

/** Who was invited and has not come, the oldest first. */
export async function invitedTo(instance: Instance, communityId: string): Promise<string[]> {
  const rows = await instance.db
    .select({ id: communityInvitations.accountId })
    .from(communityInvitations)
    .where(eq(communityInvitations.communityId, communityId))
    .orderBy(asc(communityInvitations.createdAt), asc(communityInvitations.accountId))
    .limit(100);
  return rows.map((row) => row.id);
}

const pair = (communityId: string, accountId: string) =>
  and(eq(communityInvitations.communityId, communityId), eq(communityInvitations.accountId, accountId));
