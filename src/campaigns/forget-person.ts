import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { drawCandidates, draws, drawVolunteers, visitArrivals } from './draw-tables.ts';
import { campaignHosts, campaignLife, coAuthors, contributionLog } from './tables.ts';

/** An account is gone: whose ideas it signed goes; what it decided for a campaign stays, without its name. */
export async function forgetInCampaigns(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(coAuthors).where(eq(coAuthors.accountId, accountId));
  await tx.update(campaignLife).set({ byId: null }).where(eq(campaignLife.byId, accountId));
  await tx.update(campaignHosts).set({ byId: null }).where(eq(campaignHosts.byId, accountId));
  await tx.update(contributionLog).set({ byId: null }).where(eq(contributionLog.byId, accountId));
  await tx.delete(drawVolunteers).where(eq(drawVolunteers.accountId, accountId));
  // The line stays and counts, or the list would be another one; without its salt nobody can tell who stood there.
  await tx.update(drawCandidates).set({ accountId: null, salt: '' }).where(eq(drawCandidates.accountId, accountId));
  await tx.update(draws).set({ publishedById: null }).where(eq(draws.publishedById, accountId));
  await tx.update(draws).set({ drawnById: null }).where(eq(draws.drawnById, accountId));
  await tx.delete(visitArrivals).where(eq(visitArrivals.accountId, accountId));
  await tx.update(visitArrivals).set({ byId: null }).where(eq(visitArrivals.byId, accountId));
}
