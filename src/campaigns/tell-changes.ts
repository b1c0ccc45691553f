import type { AccountEvent } from '../accounts/events.ts';
import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, isNotNull, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import { campaigns } from './tables.ts';

/** Something of a campaign changed that other servers show: they are told within a minute, once for all that happened. */
export const touch = (instance: Pick<Instance, 'clock'>, tx: Tx, campaignId: string) =>
  tx.update(campaigns).set({ touchedAt: instance.clock() }).where(eq(campaigns.communityId, campaignId));

/** Tells of campaigns of ours that were touched: their group has a new version. Housekeeping asks this every minute. */
export async function tellChanges(instance: Instance): Promise<void> {
  const touched = await instance.db
    .select({ id: campaigns.communityId })
    .from(campaigns)
    .where(and(eq(campaigns.local, true), isNotNull(campaigns.touchedAt)));
  for (const { id } of touched)
    await write(instance, async (tx) => {
      await tx.update(campaigns).set({ touchedAt: null }).where(eq(campaigns.communityId, id));
      await tx
        .update(accounts)
        .set({ version: sql`${accounts.version} + 1`, updatedAt: instance.clock() })
        .where(eq(accounts.id, id));
      await record<AccountEvent>(tx, { type: 'account.updated', accountId: id });
    });
}
