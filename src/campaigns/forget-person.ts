import type { Instance } from '../instance.ts';
import { and, eq, inArray, ne } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { erasePost } from '../posts/delete-post.ts';
import { posts } from '../posts/tables.ts';
import { drawCandidates, draws, drawVolunteers, visitArrivals } from './draw-tables.ts';
import { agreements, receipts } from './exchange-tables.ts';
import { measures } from './measures-tables.ts';
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
  await forgetExchanges(tx, accountId);
  await forgetDraws(tx, accountId);
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

/** Where somebody volunteered, came, or looked after that. */
async function forgetDraws(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(drawVolunteers).where(eq(drawVolunteers.accountId, accountId));
  // The line stays and counts, or the list would be another one; without its salt nobody can tell who stood there.
  await tx.update(drawCandidates).set({ accountId: null, salt: '' }).where(eq(drawCandidates.accountId, accountId));
  await tx.update(draws).set({ publishedById: null }).where(eq(draws.publishedById, accountId));
  await tx.update(draws).set({ drawnById: null }).where(eq(draws.drawnById, accountId));
  await tx.delete(visitArrivals).where(eq(visitArrivals.accountId, accountId));
  await tx.update(visitArrivals).set({ byId: null }).where(eq(visitArrivals.byId, accountId));
}
