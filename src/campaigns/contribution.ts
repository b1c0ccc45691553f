import { type Account, accountById, type Viewer } from '../accounts/account.ts';
import { communityById } from '../communities/community.ts';
import { isMember, join, roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { and, count, eq, inArray, isNull } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { forbidden, Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { audienceIn } from '../posts/community-post.ts';
import { postById } from '../posts/post.ts';
import { posts } from '../posts/tables.ts';
import { writePost } from '../posts/write-post.ts';
import type { Campaign } from './campaign.ts';
import type { CampaignEvent } from './events.ts';
import { type Step, stepState } from './step.ts';
import { contributionLog, contributions } from './tables.ts';
import { touch } from './tell-changes.ts';
import type { ContributionKind, ContributionState } from './view.ts';

export type Contribution = typeof contributions.$inferSelect;

const dayMs = 86_400_000;

export interface NewContribution {
  kind: ContributionKind;
  title: string;
  text: string;
  language: string | null;
  mediaIds?: string[];
  /** What it is about: it is written as an answer to it. */
  aboutId?: string | null;
  facts?: Record<string, unknown>;
  /** Who brings it, where another account says so for them; else the author. */
  byId?: string;
}

/**
 * Brings something to a step that runs: a post in the campaign's community, and what the step keeps of it, in one commit.
 * Who is no member becomes one where the door is open. Throws Invalid, or 403 with why not. Gives the post's id.
 */
export async function contribute(
  instance: Instance,
  author: Account,
  campaign: Campaign,
  step: Step,
  brought: NewContribution,
  /** Who writes when the author is an organisation. */
  writtenBy?: string,
): Promise<string> {
  const about = brought.aboutId ?? null;
  const fault = bringingFault(campaign, step, about !== null, instance.clock());
  if (fault) throw new Refusal(403, fault);
  if (!brought.title.trim()) throw new Invalid({ title: 'form.required' });
  const id = campaign.communityId;
  const community = await communityById(instance, id);
  if (!community) throw notFound();
  if (author.id !== id && !(await isMember(instance, author.id, id))) await join(instance, author.id, id);
  const { title, text, language, mediaIds = [] } = brought;
  // A title alone is the whole text: nobody reads it twice.
  const words = text.trim() ? { title, text } : { text: title };
  const draft = { communityId: id, notice: '', language, audience: audienceIn(community.reach), inReplyToId: about };
  return writePost(instance, author, { ...words, ...draft, mediaIds, poll: null }, writtenBy, async (tx, postId) => {
    await keep(within(instance, tx), tx, campaign, step, { ...brought, postId, authorId: brought.byId ?? author.id });
  });
}

/** The same for what is about something that is there: that may be verified until the campaign is over. */
export function bringingFault(campaign: Campaign, step: Step, isAbout: boolean, now: number): string | null {
  if (!isAbout) return takingPartFault(campaign, step, now);
  return campaign.state === 'deciding'
    ? null
    : takingPartFault(campaign, { ...step, startsAt: null, endsAt: null }, now);
}

/** Why nobody brings anything to this step now, as a translation key; null when one may. */
export function takingPartFault(campaign: Campaign, step: Step, now: number): string | null {
  if (campaign.state === 'abandoned') return 'campaign.abandonedNow';
  if (campaign.state !== 'open') return 'campaign.notOpen';
  const state = stepState(step, now);
  return state === 'now' ? null : state === 'past' ? 'campaign.stepOver' : 'campaign.stepComing';
}

/** Kinds that the organisers owe an answer. */
const owing: readonly ContributionKind[] = ['question'];

/** Writes the row beside the post; false when it is there already. */
export async function keep(
  inside: Instance,
  tx: Tx,
  campaign: Campaign,
  step: Step,
  one: Pick<NewContribution, 'kind' | 'aboutId' | 'facts'> & { postId: string; authorId: string },
): Promise<boolean> {
  const now = inside.clock();
  const [kept] = await tx
    .insert(contributions)
    .values({
      postId: one.postId,
      campaignId: campaign.communityId,
      stepId: step.id,
      kind: one.kind,
      state: 'open',
      authorId: one.authorId,
      dueAt: owing.includes(one.kind) ? now + campaign.answerDays * dayMs : null,
      aboutId: one.aboutId ?? null,
      facts: one.facts ?? {},
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: contributions.postId });
  await touch(inside, tx, campaign.communityId);
  if (kept && campaign.local && owing.includes(one.kind))
    await record<CampaignEvent>(tx, {
      type: 'contribution.owed',
      campaignId: campaign.communityId,
      postId: one.postId,
    });
  return kept !== undefined;
}

/** A contribution with its post, readable by the viewer through its community; 404 otherwise. */
export async function contributionById(instance: Instance, id: string): Promise<Contribution> {
  const [row] = await instance.db.select().from(contributions).where(eq(contributions.postId, id));
  if (!row) throw notFound();
  return row;
}

/** Those of them that are there, in no order. */
export const contributionsByIds = async (instance: Instance, ids: string[]): Promise<Contribution[]> =>
  ids.length ? instance.db.select().from(contributions).where(inArray(contributions.postId, ids)) : [];

/** One that the viewer facilitates: 403 for who only reads it. */
export async function judged(instance: Instance, viewer: NonNullable<Viewer>, id: string): Promise<Contribution> {
  const row = await contributionById(instance, id);
  if (!(await roleOf(instance, viewer.accountId, row.campaignId))) throw forbidden('campaign.facilitatorsOnly');
  return row;
}

/** Says what becomes of a contribution, with the reason that stands with it for good. Twice the same changes nothing. */
export const move = (
  instance: Instance,
  byId: string,
  row: Contribution,
  to: { state: ContributionState; reason?: string; mergedIntoId?: string; progress?: number; answerId?: string },
): Promise<void> =>
  write(instance, async (tx) => {
    const { state, reason = '', progress, mergedIntoId, answerId } = to;
    const now = instance.clock();
    const settles = state !== 'open';
    await tx
      .update(contributions)
      .set({
        state,
        reason: reason.trim().slice(0, 500),
        ...(progress !== undefined && { progress }),
        ...(mergedIntoId && { mergedIntoId }),
        ...(answerId && { answerId }),
        ...(settles && row.answeredAt === null && { answeredAt: now }),
      })
      .where(eq(contributions.postId, row.postId));
    await tx.insert(contributionLog).values({ postId: row.postId, state, byId, reason: reason.trim(), at: now });
    const { campaignId, postId } = row;
    await touch(instance, tx, campaignId);
    await record<CampaignEvent>(tx, { type: 'contribution.moved', campaignId, postId, byId });
  });

/** Changes some of what its kind keeps of a contribution. */
export const changeFacts = async (
  inside: Instance,
  tx: Tx,
  { postId, campaignId }: Contribution,
  change: Record<string, unknown>,
): Promise<void> => {
  const { facts } = await contributionById(inside, postId);
  await tx
    .update(contributions)
    .set({ facts: { ...facts, ...change } })
    .where(eq(contributions.postId, postId));
  await touch(inside, tx, campaignId);
};

/** The organisers' answer: a reply to the post. Only who facilitates answers in their name. Gives the reply's id. */
export async function answer(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  row: Contribution,
  words: { text: string; language: string | null; mediaIds: string[] },
  also?: (tx: Tx, answerId: string) => Promise<void>,
): Promise<string> {
  const author = (await accountById(instance, viewer.accountId))!;
  const post = await postById(instance, row.postId);
  if (!post || post.deletedAt) throw notFound();
  const draft = { ...words, notice: '', audience: post.audience, inReplyToId: row.postId, poll: null };
  return writePost(instance, author, draft, undefined, async (tx, answerId) => {
    await move(within(instance, tx), viewer.accountId, row, { state: 'answered', answerId });
    await also?.(tx, answerId);
  });
}

/** How many of these kinds a step has, by state; what was deleted is not counted. */
export async function countByState(
  instance: Instance,
  stepId: string,
  kinds: ContributionKind[],
): Promise<Partial<Record<ContributionState, number>>> {
  const rows = await instance.db
    .select({ state: contributions.state, n: count() })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(and(eq(contributions.stepId, stepId), inArray(contributions.kind, kinds)))
    .groupBy(contributions.state);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

export const sum = (counts: Partial<Record<ContributionState, number>>): number =>
  Object.values(counts).reduce((total, n) => total + n, 0);
