import type { Instance } from '../instance.ts';
import { and, eq, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { within, write } from '../platform/write.ts';
import { type Account, anyAccountByUri } from './account.ts';
import type { AccountEvent } from './events.ts';
import { ruleOf } from './host-rule.ts';
import { nothingLeft } from './leave.ts';
import { accounts } from './tables.ts';

/** An actor of another server as its document tells it, already checked and cut to the limits (S18, S35). */
export interface RemoteAccount {
  uri: string;
  kind: Account['kind'];
  name: string;
  host: string;
  displayName: string;
  /** Sanitised HTML. */
  bio: string;
  /** `schema:jobTitle`, as plain text. */
  role: string;
  fields: { name: string; value: string }[];
  url: string | null;
  avatarUrl: string | null;
  bannerUrl: string | null;
  inbox: string;
  sharedInbox: string | null;
  outbox: string | null;
  followersUri: string | null;
  featuredUri: string | null;
  alsoKnownAs: string[];
  locked: boolean;
  discoverable: boolean;
  indexable: boolean;
  /** Unix ms of `published`, when given. */
  createdAt: number | null;
}

/** Makes or refreshes the account of a remote actor; gives its id. A suspended or deleted one stays so. */
export const saveRemoteAccount = (instance: Instance, remote: RemoteAccount): Promise<string> =>
  write(instance, async (tx) => {
    const now = instance.clock();
    const known = await anyAccountByUri({ ...instance, db: tx }, remote.uri);
    const { createdAt, ...said } = remote;
    const row = { ...said, nameKey: said.name.toLowerCase(), updatedAt: now, fetchedAt: now };
    if (known) {
      const changed =
        known.displayName !== row.displayName ||
        known.bio !== row.bio ||
        known.role !== row.role ||
        known.avatarUrl !== row.avatarUrl;
      if (known.avatarUrl !== row.avatarUrl) Object.assign(row, { avatarId: null });
      if (known.bannerUrl !== row.bannerUrl) Object.assign(row, { bannerId: null });
      await freeHandle(row.host, row.nameKey, known.id);
      await tx.update(accounts).set(row).where(eq(accounts.id, known.id));
      if (changed) await record<AccountEvent>(tx, { type: 'account.updated', accountId: known.id });
      return known.id;
    }
    const id = instance.ids();
    await freeHandle(row.host, row.nameKey, id);
    const limited = (await ruleOf(within(instance, tx), row.host))?.severity === 'limit';
    await tx.insert(accounts).values({
      ...row,
      id,
      createdAt: createdAt ?? now,
      ...(limited && { limitedAt: now, hostRule: 'limit' as const }),
    });
    return id;

    /** The name now belongs to `id`: an older actor of that name (deleted and made anew there) gives it up. */
    async function freeHandle(host: string, nameKey: string, id: string) {
      await tx
        .update(accounts)
        .set({ nameKey: sql`${accounts.nameKey} || '~' || ${accounts.id}` })
        .where(and(eq(accounts.host, host), eq(accounts.nameKey, nameKey), sql`${accounts.id} <> ${id}`));
    }
  });

/** Counters another server gives for its own account (`totalItems`). */
export const saveRemoteCounts = (
  instance: Instance,
  id: string,
  counts: Partial<Pick<Account, 'followers' | 'following' | 'posts'>>,
) => write(instance, (tx) => tx.update(accounts).set(counts).where(eq(accounts.id, id)));

/** Its server says the account is gone (Delete of the actor). Its name stays, so that it is not taken for another. */
export const markAccountDeleted = (instance: Instance, id: string) =>
  write(instance, async (tx) => {
    await tx
      .update(accounts)
      .set({ ...nothingLeft, deletedAt: instance.clock() })
      .where(eq(accounts.id, id));
    await record(tx, { type: 'account.deleted', accountId: id });
  });
