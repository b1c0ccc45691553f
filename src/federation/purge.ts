import type { Instance } from '../instance.ts';
import { lt } from '../platform/columns.ts';
import { write } from '../platform/write.ts';
import { purgeHosts } from './describe-host.ts';
import { purgeReceived } from './received.ts';
import { outgoing, remoteKeys } from './tables.ts';

const dayMs = 86_400_000;

/** Forgets what the settings say is old: handled ids and sent activities after 90 days, keys not used for 30. Daily. */
export async function purgeFederation(instance: Instance): Promise<void> {
  const now = instance.clock();
  await purgeReceived(instance);
  await purgeHosts(instance);
  await write(instance, (tx) => tx.delete(remoteKeys).where(lt(remoteKeys.fetchedAt, now - 30 * dayMs)));
  await write(instance, (tx) => tx.delete(outgoing).where(lt(outgoing.createdAt, now - 90 * dayMs)));
}
