import type { Account, Viewer } from '../accounts/account.ts';
import { accountsByIds } from '../accounts/account.ts';
import { acceptFollow, follow, followBetween, unfollow } from '../accounts/follow.ts';
import { accounts, follows } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, desc, eq, inArray, sql } from '../platform/columns.ts';
import { Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Community, communityById } from './community.ts';
import { communityBans, communityInvitations, communityRoles } from './tables.ts';
import type { CommunityRole, Membership } from './view.ts';

/** Asks to come in: a member at once where admission is open (for ours), else when a moderator says yes. `uri`: id of a remote Follow. */
export async function join(
  instance: Instance,
  accountId: string,
  communityId: string,
  uri?: string,
): Promise<{ accepted: boolean }> {
  const community = await communityById(instance, communityId);
  if (await isBanned(instance, accountId, communityId)) throw new Refusal(403, 'community.banned');
  if (community?.archivedAt) throw new Refusal(403, 'community.archived');
  const invited = community?.local ? await isInvited(instance, accountId, communityId) : false;
  if (community?.local && community.admission === 'invitation' && !invited)
    if (!(await followBetween(instance, accountId, communityId))) throw new Refusal(403, 'community.byInvitation');
  if (!invited) return follow(instance, accountId, communityId, uri);
  return write(instance, async (tx) => {
    const inside = within(instance, tx);
    await follow(inside, accountId, communityId, uri);
    await acceptFollow(inside, communityId, accountId);
    await tx.delete(communityInvitations).where(invitation(accountId, communityId));
    return { accepted: true };
  });
}

const invitation = (accountId: string, communityId: string) =>
  and(eq(communityInvitations.accountId, accountId), eq(communityInvitations.communityId, communityId));

/** A host has asked them to come in. */
export async function isInvited(instance: Instance, accountId: string, communityId: string): Promise<boolean> {
  const [row] = await instance.db
    .select({ byId: communityInvitations.byId })
    .from(communityInvitations)
    .where(invitation(accountId, communityId));
  return row !== undefined;
}

/** Somebody of this server is invited: it may learn of the community. */
export async function isAnybodyInvited(instance: Instance, communityId: string, host: string): Promise<boolean> {
  const [row] = await instance.db
    .select({ id: accounts.id })
    .from(communityInvitations)
    .innerJoin(accounts, eq(accounts.id, communityInvitations.accountId))
    .where(and(eq(communityInvitations.communityId, communityId), eq(accounts.host, host)))
    .limit(1);
  return row !== undefined;
}

/** Leaves, or takes the request back. The last owner hands the community over first. */
export async function leave(instance: Instance, accountId: string, communityId: string): Promise<void> {
  if ((await roleOf(instance, accountId, communityId)) === 'owner') {
    const owners = await peopleWith(instance, communityId, ['owner']);
    if (owners.length === 1) throw new Refusal(422, 'community.lastOwner');
  }
  await unfollow(instance, accountId, communityId);
}

export async function roleOf(
  instance: Instance,
  accountId: string,
  communityId: string,
): Promise<CommunityRole | null> {
  const [row] = await instance.db
    .select({ role: communityRoles.role })
    .from(communityRoles)
    .where(and(eq(communityRoles.communityId, communityId), eq(communityRoles.accountId, accountId)));
  return row?.role ?? null;
}

/** Which of these communities the viewer looks after; no query where there is none. */
export async function hostedAmong(instance: Instance, viewer: Viewer, ids: string[]): Promise<Set<string>> {
  if (!viewer || !ids.length) return new Set();
  const rows = await instance.db
    .select({ id: communityRoles.communityId })
    .from(communityRoles)
    .where(and(eq(communityRoles.accountId, viewer.accountId), inArray(communityRoles.communityId, [...new Set(ids)])));
  return new Set(rows.map((row) => row.id));
}

/** Accounts with one of these roles, the oldest first. */
export async function peopleWith(instance: Instance, communityId: string, roles: CommunityRole[]): Promise<string[]> {
  const rows = await instance.db
    .select({ id: communityRoles.accountId })
    .from(communityRoles)
    .where(and(eq(communityRoles.communityId, communityId), inArray(communityRoles.role, roles)))
    .orderBy(asc(communityRoles.createdAt), asc(communityRoles.accountId));
  return rows.map((row) => row.id);
}

/** Owners and moderators: who may act on what others do in it. */
export const moderators = (instance: Instance, communityId: string): Promise<string[]> =>
  peopleWith(instance, communityId, ['owner', 'moderator']);

export async function isBanned(instance: Instance, accountId: string, communityId: string): Promise<boolean> {
  const [row] = await instance.db
    .select({ expiresAt: communityBans.expiresAt })
    .from(communityBans)
    .where(and(eq(communityBans.communityId, communityId), eq(communityBans.accountId, accountId)));
  return row !== undefined && (row.expiresAt === null || row.expiresAt > instance.clock());
}

export async function isMember(instance: Instance, accountId: string, communityId: string): Promise<boolean> {
  return (await followBetween(instance, accountId, communityId))?.accepted === true;
}

/**
 * Why somebody may not write in a community: key of a sentence, or null when they may. Only members open a thread; where
 * everybody may come in anybody may answer, since answers from elsewhere do not ask first (mastodon-api.md §2.4).
 */
export async function writingFault(
  instance: Instance,
  accountId: string,
  community: Community,
  answers: boolean,
): Promise<string | null> {
  const id = community.accountId;
  if (community.archivedAt) return 'community.archived';
  if (community.pendingAt) return 'community.pending';
  // What a community says itself stands in it.
  if (accountId === id) return null;
  if (await isBanned(instance, accountId, id)) return 'community.banned';
  const member = await isMember(instance, accountId, id);
  if (!member && !(answers && community.reach === 'public' && community.admission === 'open'))
    return 'community.membersOnly';
  if (answers || community.posting === 'members' || !community.local) return null;
  return (await roleOf(instance, accountId, id)) ? null : 'community.moderatorsOnly';
}

export async function membershipOf(
  instance: Instance,
  viewer: Viewer,
  community: Community,
): Promise<Membership | null> {
  if (!viewer) return null;
  const tie = await followBetween(instance, viewer.accountId, community.accountId);
  return {
    state: tie ? (tie.accepted ? 'member' : 'asked') : 'stranger',
    role: await roleOf(instance, viewer.accountId, community.accountId),
    mayWrite: (await writingFault(instance, viewer.accountId, community, false)) === null,
    invited: !tie && (await isInvited(instance, viewer.accountId, community.accountId)),
  };
}

/** How many members come from each server, the most first; '' stands for ours. */
export async function membersByHost(instance: Instance, communityId: string): Promise<{ host: string; n: number }[]> {
  return instance.db
    .select({ host: accounts.host, n: count() })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followerId))
    .where(and(eq(follows.followedId, communityId), eq(follows.accepted, true)))
    .groupBy(accounts.host)
    .orderBy(desc(count()), asc(accounts.host))
    .limit(50);
}

/** Whether anybody of this server is a member: what its server reads, it reads for them. */
export async function hasMemberFrom(instance: Instance, communityId: string, host: string): Promise<boolean> {
  const [found] = await instance.db
    .select({ id: follows.id })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followerId))
    .where(and(eq(follows.followedId, communityId), eq(follows.accepted, true), eq(accounts.host, host)))
    .limit(1);
  return found !== undefined;
}

/** Communities that an account belongs to, by name. */
export async function communitiesOf(instance: Instance, accountId: string): Promise<Account[]> {
  const rows = await instance.db
    .select({ id: accounts.id })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followedId))
    .where(
      and(
        eq(follows.followerId, accountId),
        eq(follows.accepted, true),
        eq(accounts.kind, 'group'),
        sql`${accounts.suspendedAt} is null and ${accounts.deletedAt} is null`,
      ),
    )
    .orderBy(asc(accounts.displayName), asc(accounts.id))
    .limit(200);
  const found = new Map(
    (
      await accountsByIds(
        instance,
        rows.map((row) => row.id),
      )
    ).map((one) => [one.id, one]),
  );
  return rows.flatMap((row) => found.get(row.id) ?? []);
}
