import { type Account, accountById, type Viewer } from '../../../accounts/account.ts';
import { communityById } from '../../../communities/community.ts';
import type { Instance } from '../../../instance.ts';
import { eq } from '../../../platform/columns.ts';
import { forbidden, Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { removePost } from '../../../posts/delete-post.ts';
import { postById } from '../../../posts/post.ts';
import { voiceOf } from '../../../posts/voice.ts';
import type { Campaign } from '../../campaign.ts';
import { type Contribution, contribute, contributionById, move } from '../../contribution.ts';
import { dropMeasures, originOf, stateMeasure } from '../../measures.ts';
import type { MeasureLevel } from '../../measures-tables.ts';
import type { Step } from '../../step.ts';
import { stepById } from '../../step.ts';
import { campaignSteps } from '../../tables.ts';
import { isAmount, mostAmount, type Unit, units } from '../../units.ts';
import { modelsOf, type PledgeSettings } from './settings.ts';

/** Under which name: one's own, initials alone, or the organisation's by who speaks for it. */
export const names = ['own', 'initials', 'organisation'] as const;
export type PledgeName = (typeof names)[number];
export const outcomes = ['kept', 'partly', 'notYet'] as const;
export type Outcome = (typeof outcomes)[number];

/** What the row of a pledge keeps. */
export interface PledgeFacts {
  purpose: 'offer';
  unit: Unit;
  amount: number;
  /** When one tells how it went. */
  until: number;
  /** How many others have to pledge before it holds; 0: it holds at once. */
  threshold: number;
  name: PledgeName;
  initials?: string;
  told?: Outcome;
  /** How much of it was done. */
  done?: number;
  level?: MeasureLevel;
}

export const limits = { threshold: 100_000, days: 5 * 366, models: 12, model: 200, goal: 1_000_000 };
const dayMs = 86_400_000;

export interface SaidPledge {
  title: string;
  text: string;
  unit: Unit;
  amount: number;
  until: number | null;
  threshold: number;
  name: PledgeName;
  language: string | null;
}

export const pledgeOf = ({ facts }: Pick<Contribution, 'facts'>): PledgeFacts => facts as unknown as PledgeFacts;

/**
 * Commits to something measurable. In the organisation's name that takes somebody who speaks for it (403); by initials the
 * campaign says it, so that its words can only be one of the organisers' models. Throws Invalid. Gives the post's id.
 */
export const pledge = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  campaign: Campaign,
  step: Step,
  said: SaidPledge,
): Promise<string> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const { title, unit, amount, threshold, name, language } = said;
    const until = checkPledge(said, instance.clock());
    const { author, writtenBy } = await voiceOf(inside, viewer.accountId, name === 'organisation' ? name : 'own');
    const facts: PledgeFacts = { purpose: 'offer', unit, amount, until, threshold, name };
    const saying = name === 'initials' ? await byInitials(inside, author, campaign, step, title) : null;
    if (saying) facts.initials = saying.initials;
    const id = await contribute(
      inside,
      saying?.author ?? author,
      campaign,
      step,
      {
        ...{ kind: 'pledge', title, text: saying ? saying.initials : said.text, language },
        facts: { ...facts },
        byId: author.id,
      },
      writtenBy,
    );
    const row = await contributionById(inside, id);
    await stateMeasure(inside, tx, {
      ...{ row, sourceId: id, nature: 'promised', what: 'pledge', unit, amount, level: 'declared' },
      ...{ statedById: viewer.accountId, giver: originOf(author) },
    });
    return id;
  });

function checkPledge({ title, unit, amount, until, threshold, name }: SaidPledge, now: number): number {
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (!title.trim()) faults.title = 'form.required';
  if (!units.includes(unit)) faults.unit = 'form.required';
  if (!isAmount(amount)) faults.amount = { key: 'exchange.amountFault', args: { most: mostAmount } };
  if (!names.includes(name)) faults.name = 'form.required';
  if (until === null || !(until > now && until <= now + limits.days * dayMs)) faults.until = 'pledge.untilFault';
  if (!Number.isInteger(threshold) || threshold < 0 || threshold > limits.threshold)
    faults.threshold = { key: 'pledge.thresholdFault', args: { most: limits.threshold } };
  if (Object.keys(faults).length) throw new Invalid(faults);
  return until!;
}

/** The campaign says it for somebody whose name is not shown, in words of its organisers alone. */
async function byInitials(inside: Instance, who: Account, campaign: Campaign, step: Step, title: string) {
  if (!campaign.local) throw new Invalid({ name: 'pledge.initialsElsewhere' });
  const community = await communityById(inside, campaign.communityId);
  const models = modelsOf(step, community?.language ?? null);
  if (!models.includes(title.trim())) throw new Invalid({ title: 'pledge.initialsModel' });
  const author = await accountById(inside, campaign.communityId);
  if (!author) throw notFound();
  const words = (who.displayName || who.name).split(/\s+/).filter(Boolean);
  return {
    author,
    initials: words
      .map((word) => `${[...word][0]!.toUpperCase()}.`)
      .slice(0, 3)
      .join('\u00a0'),
  };
}

/** Who may tell of a pledge or take it back: who made it, or who speaks for the organisation that did; 404 otherwise. */
export async function pledger(instance: Instance, viewer: NonNullable<Viewer>, row: Contribution) {
  if (row.kind !== 'pledge' || row.state === 'withdrawn') throw notFound();
  const { name } = pledgeOf(row);
  if (name !== 'organisation') {
    if (row.authorId !== viewer.accountId) throw notFound();
    return voiceOf(instance, viewer.accountId, 'own');
  }
  const speaking = await voiceOf(instance, viewer.accountId, 'organisation').catch((refusal: unknown) => {
    throw refusal instanceof Refusal && refusal.status === 403 ? notFound() : refusal;
  });
  if (speaking.author.id !== row.authorId) throw notFound();
  return speaking;
}

/** Takes a pledge back: it is no longer counted nor shown, and nobody asks why. */
export async function withdrawPledge(instance: Instance, viewer: NonNullable<Viewer>, postId: string): Promise<void> {
  const row = await contributionById(instance, postId);
  await pledger(instance, viewer, row);
  await write(instance, async (tx) => {
    const inside = within(instance, tx);
    await move(inside, viewer.accountId, row, { state: 'withdrawn' });
    await dropMeasures(tx, postId);
    const post = await postById(inside, postId);
    if (post && !post.deletedAt) await removePost(inside, post.accountId, postId);
  });
}

/** What facilitators set: the goal, and models. Throws Invalid. */
export async function setPledges(
  instance: Instance,
  stepId: string,
  { goal, models }: { goal: number; models: string[] },
): Promise<void> {
  const said = [...new Set(models.map((model) => model.trim()).filter(Boolean))];
  if (!Number.isInteger(goal) || goal < 0 || goal > limits.goal)
    throw new Invalid({ goal: { key: 'pledge.goalFault', args: { most: limits.goal } } });
  if (said.length > limits.models || said.some((model) => [...model].length > limits.model))
    throw new Invalid({ models: { key: 'pledge.modelsFault', args: { most: limits.models, long: limits.model } } });
  const step = await stepById(instance, stepId);
  if (step.kind !== 'pledges') throw forbidden();
  const settings = { ...step.settings, goal, models: said } satisfies Partial<PledgeSettings>;
  await write(instance, async (tx) => {
    await tx.update(campaignSteps).set({ settings }).where(eq(campaignSteps.id, stepId));
  });
}
