import { type Account, accountById, type Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { forbidden, Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { postById, visiblePost } from '../../../posts/post.ts';
import { writePost } from '../../../posts/write-post.ts';
import { campaignById } from '../../campaign.ts';
import { changeFacts, contribute, contributionById, move } from '../../contribution.ts';
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
  const { unit, amount, name } = pledgeOf(row);
  const campaign = await campaignById(instance, row.campaignId);
  if (!campaign || !telling.includes(campaign.state)) throw new Refusal(403, 'campaign.notOpen');
  if (!outcomes.includes(told.outcome)) throw new Invalid({ outcome: 'form.required' });
  const done = told.outcome === 'kept' ? amount : told.outcome === 'notYet' ? 0 : told.done;
  if (told.outcome === 'partly' && !(isAmount(done) && done <= amount))
    throw new Invalid({ done: { key: 'pledge.doneFault', args: { most: amount } } });
  // The campaign says it for who shows initials alone: in no words but its own.
  const hidden = name === 'initials';
  if (!hidden && !told.text.trim()) throw new Invalid({ text: 'form.required' });
  const proofs = hidden ? [] : checkProofs(told.proofs);
  const mediaIds = hidden ? [] : told.mediaIds;
  const post = await postById(instance, postId);
  const saying = hidden ? await accountById(instance, row.campaignId) : author;
  if (!post || post.deletedAt || !saying) throw notFound();
  const text = hidden ? told.words : [told.words, told.text.trim()].join(' ');
  const { language } = told;
  const draft = { text, language, mediaIds, notice: '', audience: post.audience, inReplyToId: postId, poll: null };
  return writePost(instance, saying, draft, hidden ? undefined : writtenBy, async (tx, answerId) => {
    const inside = within(instance, tx);
    const level = proofs.length + mediaIds.length > 0 ? 'evidenced' : 'declared';
    await keepProofs(instance, tx, answerId, proofs);
    await changeFacts(inside, tx, row, { told: told.outcome, done, level });
    const state = told.outcome === 'kept' ? 'realised' : 'open';
    const progress = Math.round((done / amount) * 100);
    await move(inside, viewer.accountId, row, { state, answerId, progress });
    await stateMeasure(inside, tx, {
      ...{ row, sourceId: postId, nature: 'kept', what: 'pledge', unit, amount: done, level },
      ...{ statedById: viewer.accountId, giver: originOf(author) },
    });
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
    const { told, done, level, unit } = pledgeOf(row);
    const author = await accountById(inside, row.authorId);
    if (row.kind !== 'pledge' || row.state === 'withdrawn' || !author) throw notFound();
    if (author.id === verifier.id || author.host === verifier.host) throw forbidden('pledge.verifyElsewhere');
    if (!told || !done) throw new Refusal(422, 'pledge.nothingTold');
    if (level === 'verified') throw new Refusal(422, 'pledge.verifiedAlready');
    const campaign = (await campaignById(inside, row.campaignId))!;
    const step = await stepOf(inside, row.campaignId, row.stepId);
    await contribute(inside, verifier, campaign, step, {
      ...{ kind: 'finding', title: said.words, text: '', language: said.language, aboutId: postId },
      facts: { verdict: 'confirmed' },
    });
    await changeFacts(inside, tx, row, { level: 'verified' });
    await stateMeasure(inside, tx, {
      ...{ row, sourceId: postId, nature: 'kept', what: 'pledge', unit, amount: done, level: 'verified' },
      ...{ statedById: verifier.id, giver: originOf(author) },
    });
  });
