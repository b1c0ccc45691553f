import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { purgeHosts } from './describe-host.ts';
import { purgePassedOn } from './passed-on.ts';
import { purgeReceived } from './received.ts';
import { actorKeys, outgoing, remoteKeys } from './tables.ts';

const dayMs = 86_400_000;

/** Forgets what the settings say is old: handled ids and sent activities from before `traces` (Unix ms), keys not used for 30 days. */
export async function purgeFederation(instance: Instance, traces: number): Promise<void> {
  const now = instance.clock();
  await purgeReceived(instance, traces);
  await purgeHosts(instance);
  await forgetKeys(instance);
  await purgePassedOn(instance);
  await write(instance, (tx) => tx.delete(remoteKeys).where(lt(remoteKeys.fetchedAt, now - 30 * dayMs)));
  await write(instance, (tx) => tx.delete(outgoing).where(lt(outgoing.createdAt, traces)));
}

/** What an account that is gone had sent; the Delete that tells of it stays until it has arrived everywhere. */
export async function forgetOutgoing(tx: Tx, accountId: string): Promise<void> {
  const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
  const before = account?.deletedAt ?? 0;
  await tx.delete(outgoing).where(and(eq(outgoing.accountId, accountId), lt(outgoing.createdAt, before)));
}

/** Keys of accounts that went a month ago: their Delete has arrived, or never will. */
const forgetKeys = (instance: Instance) =>
  write(instance, (tx) => {
    const gone = tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.host, ''), lt(accounts.deletedAt, instance.clock() - 30 * dayMs)));
    return tx.delete(actorKeys).where(inArray(actorKeys.owner, gone));
  });
