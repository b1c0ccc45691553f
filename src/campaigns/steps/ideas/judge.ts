import type { Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { and, count, eq, sql } from '../../../platform/columns.ts';
import { forbidden, Invalid, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { like, unlike } from '../../../posts/like.ts';
import { visiblePost } from '../../../posts/post.ts';
import { likes } from '../../../posts/tables.ts';
import { contributionById, judged, move } from '../../contribution.ts';
import { stepOf } from '../../step.ts';
import { coAuthors, contributions } from '../../tables.ts';
import type { ContributionState } from '../../view.ts';
import type { IdeaSettings } from './step.ts';

const judgements: readonly ContributionState[] = ['open', 'studied', 'kept', 'realised', 'aside'];

/** Studies, keeps, does or sets an idea aside; that takes a reason. `progress`: percent done, of what was kept. */
export async function judgeIdea(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  id: string,
  said: { state: ContributionState; reason: string; progress?: number },
): Promise<void> {
  const row = await judged(instance, viewer, id);
  if (row.kind !== 'idea' || row.state === 'merged') throw new Refusal(422, 'campaign.notAnIdea');
  if (!judgements.includes(said.state)) throw new Invalid({ state: 'form.required' });
  if (said.state === 'aside' && !said.reason.trim()) throw new Invalid({ reason: 'campaign.asideNeedsReason' });
  const { progress = row.progress } = said;
  if (!(progress >= 0 && progress <= 100)) throw new Invalid({ progress: 'campaign.progressFault' });
  const done = said.state === 'realised' ? 100 : Math.trunc(progress);
  await move(instance, viewer.accountId, row, { state: said.state, reason: said.reason, progress: done });
}

/**
 * Puts an idea into another of the same step: its authors stay authors, its supporters and its words stay where they are,
 * and both pages say so. A merge into what was merged itself goes to where that went.
 */
export const mergeIdea = (instance: Instance, viewer: NonNullable<Viewer>, id: string, intoId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const row = await judged(inside, viewer, id);
    let into = await contributionById(inside, intoId);
    if (into.mergedIntoId) into = await contributionById(inside, into.mergedIntoId);
    if (row.kind !== 'idea' || row.state === 'merged') throw new Refusal(422, 'campaign.notAnIdea');
    if (into.stepId !== row.stepId || into.kind !== 'idea' || into.postId === id)
      throw new Invalid({ into: 'campaign.mergeElsewhere' });
    const theirs = await tx.select().from(coAuthors).where(eq(coAuthors.postId, id));
    for (const accountId of [row.authorId, ...theirs.map((one) => one.accountId)])
      if (accountId !== into.authorId)
        await tx
          .insert(coAuthors)
          .values({ postId: into.postId, accountId, createdAt: instance.clock() })
          .onConflictDoNothing();
    // What had been merged into this one goes along.
    await tx.update(contributions).set({ mergedIntoId: into.postId }).where(eq(contributions.mergedIntoId, id));
    await move(inside, viewer.accountId, row, { state: 'merged', mergedIntoId: into.postId });
  });

/** Signs an idea with its author, who is told. Twice changes nothing. */
export const coSign = (instance: Instance, viewer: NonNullable<Viewer>, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await visiblePost(inside, viewer, id);
    const row = await contributionById(inside, id);
    if (row.kind !== 'idea' || row.authorId === viewer.accountId) throw forbidden('campaign.ownIdea');
    await tx
      .insert(coAuthors)
      .values({ postId: id, accountId: viewer.accountId, createdAt: instance.clock() })
      .onConflictDoNothing();
  });

/** Supports an idea, which is the same as thanking its post; 403 when all the supports of this step are given. */
export const support = (instance: Instance, viewer: NonNullable<Viewer>, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const row = await contributionById(inside, id);
    const step = await stepOf(inside, row.campaignId, row.stepId);
    const most = (step.settings as unknown as IdeaSettings).supports;
    if (row.kind === 'idea' && most > 0 && (await supportsGiven(inside, viewer.accountId, row.stepId)) >= most)
      throw new Refusal(403, 'campaign.supportsSpent', { args: { most } });
    await like(inside, viewer, id);
  });

export const withdrawSupport = (instance: Instance, accountId: string, id: string): Promise<void> =>
  unlike(instance, accountId, id);

/** How many contributions of a step somebody supports. */
export async function supportsGiven(instance: Instance, accountId: string, stepId: string): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(likes)
    .innerJoin(contributions, and(eq(contributions.postId, likes.postId), eq(contributions.stepId, stepId)))
    .where(and(eq(likes.accountId, accountId), sql`${contributions.state} <> 'merged'`));
  return row!.n;
}
