import type { Account, Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { and, eq, isNull } from '../../../platform/columns.ts';
import { Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { posts } from '../../../posts/tables.ts';
import { campaignById } from '../../campaign.ts';
import { answer, type Contribution, contribute, judged, move } from '../../contribution.ts';
import { checkProofs, keepProofs, type Proof } from '../../proof.ts';
import { stepOf } from '../../step.ts';
import { contributions } from '../../tables.ts';
import type { Verdict } from './verdicts.ts';

/** Answers a question in the organisers' name, with proof where there is some: links with their titles, pictures. */
export async function answerQuestion(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  questionId: string,
  words: { text: string; language: string | null; mediaIds: string[]; proofs: Proof[] },
): Promise<string> {
  const row = await judged(instance, viewer, questionId);
  if (row.kind !== 'question') throw new Refusal(422, 'campaign.notAQuestion');
  const proofs = checkProofs(words.proofs);
  const { text, language, mediaIds } = words;
  return answer(instance, viewer, row, { text, language, mediaIds }, (tx, answerId) =>
    keepProofs(instance, tx, answerId, proofs),
  );
}

/** Says that a question is not answered, and why: it stays where everybody sees it. */
export async function refuseQuestion(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  questionId: string,
  reason: string,
) {
  const row = await judged(instance, viewer, questionId);
  if (row.kind !== 'question') throw new Refusal(422, 'campaign.notAQuestion');
  if (!reason.trim()) throw new Invalid({ reason: 'form.required' });
  if (row.state === 'answered') throw new Refusal(422, 'campaign.alreadyAnswered');
  await move(instance, viewer.accountId, row, { state: 'refused', reason });
}

/**
 * What somebody found who went to see: about an answer or a claim, once for each person (422 twice). `words` say it to who
 * reads the post alone.
 */
export async function addFinding(
  instance: Instance,
  author: Account,
  about: Contribution,
  found: { verdict: Verdict; words: string; language: string | null },
): Promise<string> {
  const verifiable = about.kind === 'claim' || (about.kind === 'question' && about.state === 'answered');
  if (!verifiable) throw new Refusal(422, 'campaign.nothingToVerify');
  const campaign = await campaignById(instance, about.campaignId);
  if (!campaign) throw notFound();
  const [already] = await instance.db
    .select({ id: contributions.postId })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(and(eq(contributions.aboutId, about.postId), eq(contributions.authorId, author.id)));
  if (already) throw new Refusal(422, 'campaign.foundAlready');
  const step = await stepOf(instance, about.campaignId, about.stepId);
  const { verdict, words, language } = found;
  const brought = {
    kind: 'finding' as const,
    title: words,
    text: '',
    language,
    aboutId: about.postId,
    facts: { verdict },
  };
  return contribute(instance, author, campaign, step, brought);
}
