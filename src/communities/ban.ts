import { endFollow } from '../accounts/follow.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, gt, isNull, or } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { communityById } from './community.ts';
import type { CommunityEvent } from './events.ts';
import { logAct } from './log.ts';
import { roleOf } from './membership.ts';
import { communityBans } from './tables.ts';

export type Ban = typeof communityBans.$inferSelect;

interface Banning {
  byId: string;
  communityId: string;
  accountId: string;
  reason: string;
  /** Unix ms; null: for good. */
  expiresAt: number | null;
  /** The activity that says so, of a host elsewhere. */
  sent?: unknown;
}

/**
 * Keeps somebody out of a community until a day or for good: no longer a member, they neither write nor change what they
 * wrote (S72). 422: whoever looks after it is first made a member like others.
 */
export const ban = (instance: Instance, { byId, communityId, accountId, reason, expiresAt, sent }: Banning) =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const community = await communityById(inside, communityId);
    if (!community) throw notFound();
    if (community.local && (await roleOf(inside, accountId, communityId))) throw new Refusal(422, 'community.banHost');
    const row = { reason: reason.trim().slice(0, 500), byId, createdAt: instance.clock(), expiresAt };
    await tx
      .insert(communityBans)
      .values({ communityId, accountId, ...row })
      .onConflictDoUpdate({ target: [communityBans.communityId, communityBans.accountId], set: row });
    // Lemmy drops whom it bans without a word of its own to their server.
    await endFollow(inside, tx, accountId, communityId, community.local ? 'follow.rejected' : 'follow.ended');
    await logAct(instance, tx, { communityId, act: 'ban', byId, aboutId: accountId, reason, expiresAt });
    if (!community.local) return;
    const told = { communityId, byId, accountId, reason, expiresAt, ...(sent !== undefined && { sent }) };
    await record<CommunityEvent>(tx, { type: 'community.moderated', act: 'ban', ...told });
  });

/** Ends it; they may ask to come in again. Nothing to end is no fault. */
export const unban = (
  instance: Instance,
  { byId, communityId, accountId, sent }: Omit<Banning, 'reason' | 'expiresAt'>,
) =>
  write(instance, async (tx) => {
    const [ended] = await tx
      .delete(communityBans)
      .where(and(eq(communityBans.communityId, communityId), eq(communityBans.accountId, accountId)))
      .returning({ id: communityBans.accountId });
    if (!ended) return;
    await logAct(instance, tx, { communityId, act: 'unban', byId, aboutId: accountId });
    if (!(await communityById(within(instance, tx), communityId))?.local) return;
    const told = { communityId, byId, accountId, ...(sent !== undefined && { sent }) };
    await record<CommunityEvent>(tx, { type: 'community.moderated', act: 'unban', ...told });
  });

/** Who is kept out now, the last first. */
export const bansOf = (instance: Instance, communityId: string): Promise<Ban[]> =>
  instance.db
    .select()
    .from(communityBans)
    .where(
      and(
        eq(communityBans.communityId, communityId),
        or(isNull(communityBans.expiresAt), gt(communityBans.expiresAt, instance.clock())),
      ),
    )
    .orderBy(desc(communityBans.createdAt))
    .limit(200);
