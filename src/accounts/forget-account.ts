import { and, eq, inArray, or, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { challenges, halfSignIns, passkeys, recoveryCodes, secondSteps, signIns } from './sign-in-tables.ts';
import { accounts, blocks, follows, invitations, listPeople, lists, mutes, oneTimeLinks, sessions } from './tables.ts';

/** Forgets all that tied a deleted account to this instance and to others: only its tombstone is left. */
export async function forgetAccount(tx: Tx, accountId: string): Promise<void> {
  for (const own of [sessions, signIns, halfSignIns, secondSteps, recoveryCodes, passkeys, challenges, oneTimeLinks])
    await tx.delete(own).where(eq(own.accountId, accountId));
  await tx.delete(invitations).where(eq(invitations.createdBy, accountId));
  await countWithout(tx, accountId);
  await tx.delete(follows).where(or(eq(follows.followerId, accountId), eq(follows.followedId, accountId)));
  for (const tie of [blocks, mutes])
    await tx.delete(tie).where(or(eq(tie.accountId, accountId), eq(tie.targetId, accountId)));
  const own = await tx.select({ id: lists.id }).from(lists).where(eq(lists.accountId, accountId));
  const ids = own.map((list) => list.id);
  await tx
    .delete(listPeople)
    .where(or(eq(listPeople.accountId, accountId), ids.length ? inArray(listPeople.listId, ids) : undefined));
  await tx.delete(lists).where(eq(lists.accountId, accountId));
}

/** The others' counters, and its own, before the ties go. */
async function countWithout(tx: Tx, accountId: string) {
  const followers = tx
    .select({ id: follows.followerId })
    .from(follows)
    .where(and(eq(follows.followedId, accountId), eq(follows.accepted, true)));
  const followed = tx
    .select({ id: follows.followedId })
    .from(follows)
    .where(and(eq(follows.followerId, accountId), eq(follows.accepted, true)));
  await tx
    .update(accounts)
    .set({ following: sql`${accounts.following} - 1` })
    .where(inArray(accounts.id, followers));
  await tx
    .update(accounts)
    .set({ followers: sql`${accounts.followers} - 1` })
    .where(inArray(accounts.id, followed));
  await tx.update(accounts).set({ followers: 0, following: 0, posts: 0 }).where(eq(accounts.id, accountId));
}
