import { accountById } from '../accounts/account.ts';
import { accounts, follows } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq, inArray, isNotNull, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record, type Subscriber } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Community, communityById } from './community.ts';
import type { CommunityEvent } from './events.ts';
import { logAct } from './log.ts';
import { isMember, peopleWith, roleOf } from './membership.ts';
import { communities, communityRoles } from './tables.ts';
import type { CommunityRole } from './view.ts';

/**
 * Makes a member of a community of ours its owner, its moderator, or a member like the others (null); they may be of
 * another server. That `byId` may do so is for the caller to have asked. 422: the last owner stays one. `sent`: the
 * activity of an owner elsewhere.
 */
export const giveRole = (
  instance: Instance,
  byId: string,
  communityId: string,
  accountId: string,
  role: CommunityRole | null,
  sent?: unknown,
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const had = await roleOf(inside, accountId, communityId);
    if (!(await communityById(inside, communityId))?.local) throw notFound();
    if (had === role) return;
    if (role && !(await isMember(inside, accountId, communityId))) throw new Refusal(422, 'community.notMember');
    if (had === 'owner' && (await peopleWith(inside, communityId, ['owner'])).length === 1)
      throw new Refusal(422, 'community.lastOwner');
    await setRole(inside, tx, communityId, accountId, role);
    await logAct(instance, tx, { communityId, act: 'role', byId, aboutId: accountId, reason: role ?? 'member' });
    await record<CommunityEvent>(tx, {
      type: 'community.role',
      communityId,
      accountId,
      byId,
      ...(Boolean(had) !== Boolean(role) && { listed: Boolean(role) }),
      ...(sent !== undefined && { sent }),
    });
  });

async function setRole(inside: Instance, tx: Tx, communityId: string, accountId: string, role: CommunityRole | null) {
  const one = and(eq(communityRoles.communityId, communityId), eq(communityRoles.accountId, accountId));
  if (!role) return void (await tx.delete(communityRoles).where(one));
  await tx
    .insert(communityRoles)
    .values({ communityId, accountId, role, createdAt: inside.clock() })
    .onConflictDoUpdate({ target: [communityRoles.communityId, communityRoles.accountId], set: { role } });
}

/** Who looks after a community elsewhere, as its server's collection says; whoever is no longer in it has no say here. */
export const keepModerators = (instance: Instance, communityId: string, accountIds: string[]): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const community = await communityById(inside, communityId);
    if (!community || community.local) return;
    await tx.delete(communityRoles).where(eq(communityRoles.communityId, communityId));
    for (const accountId of new Set(accountIds)) await setRole(inside, tx, communityId, accountId, 'moderator');
  });

/** Somebody is no longer a member: their role goes, and what they alone answered for passes on. */
export const roleEnds = (instance: Instance, communityId: string, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const had = await roleOf(inside, accountId, communityId);
    const community = had && (await communityById(inside, communityId));
    if (!community) return;
    await setRole(inside, tx, communityId, accountId, null);
    if (!community.local) return;
    await record<CommunityEvent>(tx, {
      type: 'community.role',
      communityId,
      accountId,
      byId: accountId,
      listed: false,
    });
    await passOnTo(inside, tx, community, accountId);
  });

/** Where nobody owns a community any more, its oldest moderator does, else its oldest member; else it is archived. */
async function passOnTo(inside: Instance, tx: Tx, { accountId: communityId }: Community, goneId: string) {
  if ((await peopleWith(inside, communityId, ['owner'])).length) return;
  const [moderator] = await peopleWith(inside, communityId, ['moderator']);
  const heir = moderator ?? (await oldestMember(inside, communityId, goneId));
  const about = { communityId, byId: communityId, aboutId: heir ?? null };
  await logAct(inside, tx, { ...about, act: heir ? 'inherit' : 'archive' });
  if (!heir) {
    await tx.update(communities).set({ archivedAt: inside.clock() }).where(eq(communities.accountId, communityId));
    return void (await record<CommunityEvent>(tx, { type: 'community.changed', communityId }));
  }
  await setRole(inside, tx, communityId, heir, 'owner');
  const listed = moderator ? {} : { listed: true };
  await record<CommunityEvent>(tx, {
    type: 'community.role',
    communityId,
    accountId: heir,
    byId: communityId,
    ...listed,
  });
}

/** One of ours before one of another server, who would have to come here to look after it. */
async function oldestMember(inside: Instance, communityId: string, goneId: string): Promise<string | undefined> {
  const [found] = await inside.db
    .select({ id: accounts.id })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followerId))
    .where(
      and(
        eq(follows.followedId, communityId),
        eq(follows.accepted, true),
        eq(accounts.kind, 'person'),
        sql`${accounts.id} <> ${goneId} and ${accounts.suspendedAt} is null and ${accounts.deletedAt} is null`,
      ),
    )
    .orderBy(sql`case when ${accounts.host} = '' then 0 else 1 end`, asc(follows.id))
    .limit(1);
  return found?.id;
}

/** An account is gone: the communities it looked after go to others. */
export async function rolesEnd(instance: Instance, accountId: string): Promise<void> {
  const held = await instance.db
    .select({ id: communityRoles.communityId })
    .from(communityRoles)
    .where(eq(communityRoles.accountId, accountId));
  for (const { id } of held) await roleEnds(instance, id, accountId);
}

/** Nobody writes in it any more, or again; what is there stays. */
export const archive = (instance: Instance, byId: string, communityId: string, archived: boolean): Promise<void> =>
  write(instance, async (tx) => {
    const [row] = await tx
      .update(communities)
      .set({ archivedAt: archived ? instance.clock() : null })
      .where(
        and(
          eq(communities.accountId, communityId),
          eq(communities.local, true),
          archived ? sql`${communities.archivedAt} is null` : isNotNull(communities.archivedAt),
        ),
      )
      .returning({ id: communities.accountId });
    if (!row) return;
    await logAct(instance, tx, { communityId, byId, act: archived ? 'archive' : 'reopen' });
    await record<CommunityEvent>(tx, { type: 'community.changed', communityId });
  });

/**
 * Whether a member may take over a community that nobody answers for: an archived one without hosts. What was written for
 * its members alone is taken over by one of them, and by nobody else.
 */
export async function mayAdopt(instance: Instance, accountId: string, community: Community): Promise<boolean> {
  if (!community.local || !community.archivedAt) return false;
  if ((await peopleWith(instance, community.accountId, ['owner', 'moderator'])).length) return false;
  const open = community.reach === 'public' || community.reach === 'organisation';
  return open || isMember(instance, accountId, community.accountId);
}

/** Takes over a community that nobody answers for, and opens it again. 403: it is not to be had. */
export const adopt = (instance: Instance, accountId: string, communityId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const community = await communityById(inside, communityId);
    if ((await accountById(inside, accountId))?.host !== '' || !community) throw notFound();
    if (!(await mayAdopt(inside, accountId, community))) throw new Refusal(403, 'community.notToAdopt');
    await tx
      .update(communities)
      .set({ archivedAt: null })
      .where(inArray(communities.accountId, [communityId]));
    await setRole(inside, tx, communityId, accountId, 'owner');
    await logAct(instance, tx, { communityId, act: 'adopt', byId: accountId, aboutId: accountId });
    await record<CommunityEvent>(tx, { type: 'community.role', communityId, accountId, byId: accountId, listed: true });
  });

/** Roles end with membership, however it ended. */
export const hostsSubscriber: Subscriber = {
  name: 'community-hosts',
  on: {
    'follow.ended': (instance, { followerId, followedId }) => roleEnds(instance, followedId, followerId),
    'follow.rejected': (instance, { followerId, followedId }) => roleEnds(instance, followedId, followerId),
  },
};
