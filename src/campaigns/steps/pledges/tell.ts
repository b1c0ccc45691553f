import { type Account, accountById, type Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import type { Tx } from '../../../platform/database.ts';
import { forbidden, Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { postById, visiblePost } from '../../../posts/post.ts';
import { writePost } from '../../../posts/write-post.ts';
import { campaignById } from '../../campaign.ts';
import { type Contribution, changeFacts, contribute, contributionById, keep, move } from '../../contribution.ts';
import { originOf, stateMeasure } from '../../measures.ts';
import { checkProofs, keepProofs, type Proof } from '../../proof.ts';
import { stepOf } from '../../step.ts';
import { isAmount } from '../../units.ts';
import type { CampaignState } from '../../view.ts';
import { type Outcome, outcomes, pledgeOf, pledger } from './pledge.ts';

/** One still tells after the closing: pledges are longer than campaigns. */
const telling: readonly CampaignState[] = ['open', 'deciding', 'answered', 'closed', 'remembered'];

export interface Told {
  outcome: Outcome;
  /** How much was done; what was promised when it is kept. */
  done: number;
  /** The sentence of who pledged, and the same outcome in words for who reads the post alone. */
  text: string;
  words: string;
  language: string | null;
  proofs: Proof[];
  mediaIds: string[];
}

/**
 * How it went, in a public answer to the pledge: kept, partly, not yet. With proof it is evidenced, else declared; whatever
 * was verified before has to be verified anew. Throws Invalid; 404 for everybody else. Gives the answer's id.
 */
export async function tell(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  postId: string,
  told: Told,
): Promise<string> {
  const row = await contributionById(instance, postId);
  const { author, writtenBy } = await pledger(instance, viewer, row);
  const { amount, name } = pledgeOf(row);
  const campaign = await campaignById(instance, row.campaignId);
  if (!campaign || !telling.includes(campaign.state)) throw new Refusal(403, 'campaign.notOpen');
  const done = doneOf(told.outcome, told.done, amount);
  if (done === null) throw new Invalid({ done: { key: 'pledge.doneFault', args: { most: amount } } });
  // The campaign says it for who shows initials alone: in no words but its own.
  const hidden = name === 'initials';
  if (!hidden && !told.text.trim()) throw new Invalid({ text: 'form.required' });
  const proofs = hidden ? [] : checkProofs(told.proofs);
  const mediaIds = hidden ? [] : told.mediaIds;
  const post = await postById(instance, postId);
  const saying = hidden ? await accountById(instance, row.campaignId) : author;
  if (!post || post.deletedAt || !saying) throw notFound();
  const text = hidden ? told.words : [told.words, told.text.trim()].join(' ');
  const { language, outcome } = told;
  const draft = { text, language, mediaIds, notice: '', audience: post.audience, inReplyToId: postId, poll: null };
  return writePost(instance, saying, draft, hidden ? undefined : writtenBy, async (tx, answerId) => {
    const inside = within(instance, tx);
    await keepProofs(instance, tx, answerId, proofs);
    const facts = { told: outcome, done, proofs };
    const one = { kind: 'finding' as const, postId: answerId, authorId: row.authorId, aboutId: postId, facts };
    await keep(inside, tx, campaign, await stepOf(inside, row.campaignId, row.stepId), one);
    const level = proofs.length + mediaIds.length > 0 ? 'evidenced' : 'declared';
    await applyTold(inside, tx, row, author, { outcome, done, level, answerId, byId: viewer.accountId });
  });
}

/** How much was done; null when that is no part of what was promised. */
export function doneOf(outcome: Outcome, said: number, amount: number): number | null {
  if (!outcomes.includes(outcome)) throw new Invalid({ outcome: 'form.required' });
  if (outcome !== 'partly') return outcome === 'kept' ? amount : 0;
  return isAmount(said) && said <= amount ? said : null;
}

/** Keeps what was told, here or by another server for its people. */
export async function applyTold(
  inside: Instance,
  tx: Tx,
  row: Contribution,
  author: Account,
  said: { outcome: Outcome; done: number; level: 'declared' | 'evidenced'; answerId: string; byId: string },
): Promise<void> {
  const { outcome, done, level, answerId, byId } = said;
  const { unit, amount } = pledgeOf(row);
  await changeFacts(inside, tx, row, { told: outcome, done, level });
  const progress = Math.round((done / amount) * 100);
  await move(inside, byId, row, { state: outcome === 'kept' ? 'realised' : 'open', answerId, progress });
  await stateMeasure(inside, tx, {
    ...{ row, sourceId: row.postId, nature: 'kept', what: 'pledge', unit, amount: done, level },
    ...{ statedById: byId, giver: originOf(author) },
  });
}

/**
 * Somebody of another organisation has seen that it was done: a finding, in public. 403 for who made the pledge and for
 * everybody of their organisation; 422 while nothing was told, and the second time.
 */
export const verify = (
  instance: Instance,
  verifier: Account,
  postId: string,
  said: { words: string; language: string | null },
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await visiblePost(inside, { accountId: verifier.id, local: verifier.host === '' }, postId);
    const row = await contributionById(inside, postId);
    await refuseVerifier(inside, row, verifier);
    const campaign = (await campaignById(inside, row.campaignId))!;
    const step = await stepOf(inside, row.campaignId, row.stepId);
    await contribute(inside, verifier, campaign, step, {
      ...{ kind: 'finding', title: said.words, text: '', language: said.language, aboutId: postId },
      facts: { verdict: 'confirmed' },
    });
    await applyVerified(inside, tx, row, verifier);
  });

/** Throws when this account does not verify this pledge, or not any more. */
export async function refuseVerifier(inside: Instance, row: Contribution, verifier: Account): Promise<void> {
  const { told, done, level } = pledgeOf(row);
  const author = await accountById(inside, row.authorId);
  if (row.kind !== 'pledge' || row.state === 'withdrawn' || !author) throw notFound();
  if (author.id === verifier.id || author.host === verifier.host) throw forbidden('pledge.verifyElsewhere');
  if (!told || !done) throw new Refusal(422, 'pledge.nothingTold');
  if (level === 'verified') throw new Refusal(422, 'pledge.verifiedAlready');
}

export async function applyVerified(inside: Instance, tx: Tx, row: Contribution, verifier: Account): Promise<void> {
  const { unit, done } = pledgeOf(row);
  const author = await accountById(inside, row.authorId);
  if (!author || !done) return;
  await changeFacts(inside, tx, row, { level: 'verified' });
  await stateMeasure(inside, tx, {
    ...{ row, sourceId: row.postId, nature: 'kept', what: 'pledge', unit, amount: done, level: 'verified' },
    ...{ statedById: verifier.id, giver: originOf(author) },
  });
}
