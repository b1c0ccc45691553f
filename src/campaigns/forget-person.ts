import type { Instance } from '../instance.ts';
import { and, eq, inArray, ne } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { erasePost } from '../posts/delete-post.ts';
import { posts } from '../posts/tables.ts';
import { ballotBoxes, ballots, electors } from './ballot-tables.ts';
import { agreements, receipts } from './exchange-tables.ts';
import { measures } from './measures-tables.ts';
import { campaignRecalls, campaignReports } from './report-tables.ts';
import { signatures, statementVersions } from './statement-tables.ts';
import { campaignHosts, campaignLife, coAuthors, contributionLog, contributions } from './tables.ts';

/**
 * An account is gone: whose ideas it signed goes, and what a campaign said for it by its initials; what it decided for a
 * campaign, and figures that stand on what it gave, stay without its name.
 */
export async function forgetInCampaigns(inside: Instance, tx: Tx, accountId: string): Promise<void> {
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
  await forgetExchanges(tx, accountId);
  const saidFor = await tx
    .select({ post: posts })
    .from(contributions)
    .innerJoin(posts, eq(posts.id, contributions.postId))
    .where(and(eq(contributions.authorId, accountId), ne(posts.accountId, accountId)));
  for (const { post } of saidFor) if (post.source !== null) await erasePost(inside, tx, post);
}

/** What was not done yet ends; what was done counts on. Notes between two are the leaving one's own words. */
async function forgetExchanges(tx: Tx, accountId: string): Promise<void> {
  const open = inArray(agreements.state, ['asked', 'agreed']);
  const mine = eq(agreements.withId, accountId);
  await tx.update(agreements).set({ state: 'withdrawn' }).where(and(mine, open));
  await tx.update(agreements).set({ withId: null, note: '' }).where(mine);
  const offered = tx
    .select({ id: contributions.postId })
    .from(contributions)
    .where(eq(contributions.authorId, accountId));
  await tx
    .update(agreements)
    .set({ state: 'declined' })
    .where(and(inArray(agreements.postId, offered), open));
  await tx.update(receipts).set({ byId: null }).where(eq(receipts.byId, accountId));
  await tx.update(measures).set({ statedById: null }).where(eq(measures.statedById, accountId));
}
