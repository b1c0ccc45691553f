import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { ballotBoxes, ballots, electors } from './ballot-tables.ts';
import { campaignRecalls, campaignReports } from './report-tables.ts';
import { signatures, statementVersions } from './statement-tables.ts';
import { campaignHosts, campaignLife, coAuthors, contributionLog } from './tables.ts';

/** An account is gone: whose ideas it signed goes; what it decided for a campaign stays, without its name. */
export async function forgetInCampaigns(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(coAuthors).where(eq(coAuthors.accountId, accountId));
  await tx.update(campaignLife).set({ byId: null }).where(eq(campaignLife.byId, accountId));
  await tx.update(campaignHosts).set({ byId: null }).where(eq(campaignHosts.byId, accountId));
  await tx.update(contributionLog).set({ byId: null }).where(eq(contributionLog.byId, accountId));
  // A secret ballot is nobody's: it stays in the box. An open one stays too, without its name.
  await tx.delete(electors).where(eq(electors.accountId, accountId));
  await tx.update(ballots).set({ accountId: null }).where(eq(ballots.accountId, accountId));
  await tx.update(ballotBoxes).set({ outcomeById: null }).where(eq(ballotBoxes.outcomeById, accountId));
  await tx.update(statementVersions).set({ byId: null }).where(eq(statementVersions.byId, accountId));
  await tx.update(signatures).set({ byId: null }).where(eq(signatures.byId, accountId));
  await tx.update(campaignReports).set({ byId: null }).where(eq(campaignReports.byId, accountId));
  await tx.update(campaignRecalls).set({ byId: null }).where(eq(campaignRecalls.byId, accountId));
}
