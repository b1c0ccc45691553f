import type { Instance } from '../instance.ts';
import { and, count, desc, eq, getTableColumns, lt, sql } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Account, accountById, isLocal } from './account.ts';
import type { AccountEvent } from './events.ts';
import { isBlockedEitherWay } from './relationship.ts';
import { accounts, follows, members } from './tables.ts';

export type Follow = typeof follows.$inferSelect;

/** Id of the Follow activity of ours from one account to another. */
const followUri = (instance: Instance) => `${instance.config.origin}/ap/activities/${instance.ids()}`;

/**
 * `followerId` asks to follow `followedId`: accepted at once when both are ours and the other is open; otherwise it
 * stays a request until the Accept. Asking again changes nothing (a remote server that repeats its Follow is
 * answered again). `uri` is the id of the remote Follow activity.
 */
export function follow(
  instance: Instance,
  followerId: string,
  followedId: string,
  uri?: string,
): Promise<{ accepted: boolean }> {
  return write(instance, async (tx) => {
    const inside = within(instance, tx);
    const follower = await accountById(inside, followerId);
    const followed = await accountById(inside, followedId);
    if (!follower || !followed) throw notFound();
    if (followerId === followedId) throw new Refusal(422, 'follow.self');
    if (await isBlockedEitherWay(inside, followerId, followedId)) throw notFound();

    const [known] = await tx
      .select()
      .from(follows)
      .where(and(eq(follows.followerId, followerId), eq(follows.followedId, followedId)));
    if (known) {
      if (uri && uri !== known.uri) await tx.update(follows).set({ uri }).where(eq(follows.id, known.id));
      if (uri && known.accepted)
        await record<AccountEvent>(tx, { type: 'follow.accepted', followerId, followedId, uri });
      return { accepted: known.accepted };
    }
    const accepted = isLocal(followed) && !followed.locked;
    const row = { followerId, followedId, accepted, uri: uri ?? followUri(instance), createdAt: instance.clock() };
    await tx.insert(follows).values(row);
    if (accepted) await countFollow(tx, followerId, followedId, 1);
    await record<AccountEvent>(tx, {
      type: accepted ? 'follow.accepted' : 'follow.requested',
      followerId,
      followedId,
      uri: row.uri,
    });
    return { accepted };
  });
}

/** `followedId` accepts the request of `followerId`; accepting twice changes nothing. Absent requests are a 404 (S67). */
export function acceptFollow(instance: Instance, followedId: string, followerId: string): Promise<void> {
  return write(instance, async (tx) => {
    const known = await followBetween(within(instance, tx), followerId, followedId);
    if (!known) throw notFound();
    if (known.accepted) return;
    await tx.update(follows).set({ accepted: true }).where(eq(follows.id, known.id));
    await countFollow(tx, followerId, followedId, 1);
    await record<AccountEvent>(tx, { type: 'follow.accepted', followerId, followedId, uri: known.uri });
  });
}

/** `followedId` refuses the request of `followerId`, or puts an end to a follow it had accepted. */
export const rejectFollow = (instance: Instance, followedId: string, followerId: string): Promise<void> =>
  write(instance, async (tx) => {
    if (!(await endFollow(within(instance, tx), tx, followerId, followedId, 'follow.rejected'))) throw notFound();
  });

/** `followerId` no longer follows, or takes the request back; nothing to end is no fault. */
export const unfollow = (instance: Instance, followerId: string, followedId: string): Promise<void> =>
  write(
    instance,
    async (tx) => void (await endFollow(within(instance, tx), tx, followerId, followedId, 'follow.ended')),
  );

/** Ends a follow in a transaction already open; false when there was none. */
export async function endFollow(
  inside: Instance,
  tx: Tx,
  followerId: string,
  followedId: string,
  type: 'follow.ended' | 'follow.rejected',
): Promise<boolean> {
  const known = await followBetween(inside, followerId, followedId);
  if (!known) return false;
  await tx.delete(follows).where(eq(follows.id, known.id));
  if (known.accepted) await countFollow(tx, followerId, followedId, -1);
  await record<AccountEvent>(tx, { type, followerId, followedId, uri: known.uri });
  return true;
}

export async function followBetween(
  instance: Instance,
  followerId: string,
  followedId: string,
): Promise<Follow | null> {
  const [known] = await instance.db
    .select()
    .from(follows)
    .where(and(eq(follows.followerId, followerId), eq(follows.followedId, followedId)));
  return known ?? null;
}

export async function followByUri(instance: Instance, uri: string): Promise<Follow | null> {
  const [known] = await instance.db.select().from(follows).where(eq(follows.uri, uri));
  return known ?? null;
}

/** A page of a list of follows, newest first; `before` is the row id of the last one seen. */
async function page(
  instance: Instance,
  condition: ReturnType<typeof and>,
  before: number | undefined,
  most: number,
): Promise<Follow[]> {
  return instance.db
    .select()
    .from(follows)
    .where(and(condition, before ? lt(follows.id, before) : undefined))
    .orderBy(desc(follows.id))
    .limit(most);
}

export const followersOf = (instance: Instance, accountId: string, before?: number, most = 40) =>
  page(instance, and(eq(follows.followedId, accountId), eq(follows.accepted, true)), before, most);

export const followingOf = (instance: Instance, accountId: string, before?: number, most = 40) =>
  page(instance, and(eq(follows.followerId, accountId), eq(follows.accepted, true)), before, most);

export const followRequestsOf = (instance: Instance, accountId: string, before?: number, most = 40) =>
  page(instance, and(eq(follows.followedId, accountId), eq(follows.accepted, false)), before, most);

export async function countFollowRequests(instance: Instance, accountId: string): Promise<number> {
  const [row] = await requestsTo(instance.db, { accountId });
  return row!.n;
}

const requestsTo = compiled((db, value) =>
  db
    .select({ n: count() })
    .from(follows)
    .where(and(eq(follows.followedId, value('accountId')), eq(follows.accepted, false))),
);

/** Where to deliver what the followers of `accountId` read: one inbox per server, with the hosts. */
export async function followerInboxes(
  instance: Instance,
  accountId: string,
): Promise<{ inbox: string; host: string }[]> {
  const inbox = sql<string>`coalesce(${accounts.sharedInbox}, ${accounts.inbox})`;
  return instance.db
    .selectDistinct({ inbox, host: accounts.host })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followerId))
    .where(
      and(
        eq(follows.followedId, accountId),
        eq(follows.accepted, true),
        sql`${accounts.host} <> ''`,
        sql`${accounts.suspendedAt} is null and ${accounts.deletedAt} is null and ${accounts.inbox} is not null`,
      ),
    );
}

/** Some of those who follow the account from elsewhere. */
export const remoteFollowers = (instance: Instance, accountId: string, most: number): Promise<Account[]> =>
  instance.db
    .select(getTableColumns(accounts))
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followerId))
    .where(and(eq(follows.followedId, accountId), eq(follows.accepted, true), sql`${accounts.host} <> ''`))
    .limit(most);

/** Every server that we know somebody of: whoever may have a copy of what was written here. */
export const everyInbox = (instance: Instance): Promise<{ inbox: string }[]> =>
  instance.db
    .selectDistinct({ inbox: sql<string>`coalesce(${accounts.sharedInbox}, ${accounts.inbox})` })
    .from(accounts)
    .where(sql`${accounts.host} <> '' and ${accounts.inbox} is not null`);

/** Somebody of ours follows the account: what it publishes has readers here. */
export async function hasLocalFollower(instance: Instance, accountId: string): Promise<boolean> {
  const [found] = await localFollower(instance.db, { accountId });
  return Boolean(found);
}

const localFollower = compiled((db, value) =>
  db
    .select({ id: follows.id })
    .from(follows)
    .innerJoin(members, eq(members.accountId, follows.followerId))
    .where(eq(follows.followedId, value('accountId')))
    .limit(1),
);

async function countFollow(tx: Tx, followerId: string, followedId: string, by: 1 | -1) {
  await tx
    .update(accounts)
    .set({ following: sql`${accounts.following} + ${by}` })
    .where(eq(accounts.id, followerId));
  await tx
    .update(accounts)
    .set({ followers: sql`${accounts.followers} + ${by}` })
    .where(eq(accounts.id, followedId));
}
