import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { campaignHosts, campaignLife, coAuthors, contributionLog } from './tables.ts';

/** An account is gone: whose ideas it signed goes; what it decided for a campaign stays, without its name. */
export async function forgetInCampaigns(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(coAuthors).where(eq(coAuthors.accountId, accountId));
  await tx.update(campaignLife).set({ byId: null }).where(eq(campaignLife.byId, accountId));
  await tx.update(campaignHosts).set({ byId: null }).where(eq(campaignHosts.byId, accountId));
  await tx.update(contributionLog).set({ byId: null }).where(eq(contributionLog.byId, accountId));
}
