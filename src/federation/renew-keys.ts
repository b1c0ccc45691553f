import type { AccountEvent } from '../accounts/events.ts';
import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, gt, isNull } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import { actorKeys } from './tables.ts';

/**
 * For an instance whose SECRET_KEY is lost (F26): the keys that nobody can open any more go, new ones are made at the
 * first need, and who is followed tells their followers' servers. These ask for the new key when the old one no longer
 * fits, as they do for any change of key. Meant for a server that is stopped: one that runs still holds the old keys.
 * Gives how many accounts are told of.
 */
export const renewKeys = (instance: Instance): Promise<number> =>
  write(instance, async (tx) => {
    await tx.delete(actorKeys);
    const followed = await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.host, ''), isNull(accounts.deletedAt), gt(accounts.followers, 0)));
    for (const { id } of followed) await record<AccountEvent>(tx, { type: 'account.updated', accountId: id });
    return followed.length;
  });
