import { accountById } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { mediaOf } from '../../../media/media.ts';
import type { Tx } from '../../../platform/database.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { type Contribution, contributionById } from '../../contribution.ts';
import { originOf, stateMeasure } from '../../measures.ts';
import { checkProofs, keepProofs, type Proof } from '../../proof.ts';
import { isAmount, units } from '../../units.ts';
import type { ContributionKind } from '../../view.ts';
import { limits, type Outcome, outcomes, type PledgeFacts, pledgeOf } from './pledge.ts';
import { applyTold, applyVerified, doneOf, refuseVerifier } from './tell.ts';

/** What another server may say of what its people do here: a pledge, how it went, that somebody has seen it. */
export function letsPledge(
  kind: ContributionKind,
  said: Record<string, unknown>,
  about: boolean,
): Record<string, unknown> | null {
  if (kind === 'pledge' && !about) return pledgeFrom(said) as Record<string, unknown> | null;
  if (kind !== 'finding' || !about) return null;
  const told = outcomes.find((one) => one === said.told);
  if (told) return { told, done: isAmount(said.done) ? said.done : 0, proofs: proofsIn(said.proofs) };
  return said.verdict === 'confirmed' ? { verdict: 'confirmed' } : null;
}

/** Nothing of how it went: that comes with words of its own. */
function pledgeFrom({ unit: wanted, amount, until, threshold, name }: Record<string, unknown>): PledgeFacts | null {
  const unit = units.find((one) => one === wanted);
  if (!unit || !isAmount(amount) || !Number.isSafeInteger(until)) return null;
  const others = Number.isInteger(threshold) ? Math.min(limits.threshold, Math.max(0, threshold as number)) : 0;
  return {
    ...{ purpose: 'offer', unit, amount, until: until as number, threshold: others },
    name: name === 'organisation' ? name : 'own',
  };
}

function proofsIn(said: unknown): Proof[] {
  const proofs = (Array.isArray(said) ? said : []).flatMap(({ title, url } = {}) =>
    typeof title === 'string' && typeof url === 'string' ? [{ title, url }] : [],
  );
  try {
    return checkProofs(proofs);
  } catch {
    return [];
  }
}

/** Counts it as if it had been said here; what its rules refuse stays words. */
export async function letInPledge(inside: Instance, tx: Tx, row: Contribution): Promise<void> {
  const author = await accountById(inside, row.authorId);
  if (!author) return;
  if (row.kind === 'pledge') {
    const { unit, amount } = pledgeOf(row);
    return stateMeasure(inside, tx, {
      ...{ row, sourceId: row.postId, nature: 'promised', what: 'pledge', unit, amount, level: 'declared' },
      ...{ statedById: author.id, giver: originOf(author) },
    });
  }
  const pledged = row.aboutId ? await contributionById(inside, row.aboutId) : null;
  if (pledged?.kind !== 'pledge' || pledged.state === 'withdrawn') return;
  const { told, done: said, proofs = [] } = row.facts as { told?: Outcome; done?: number; proofs?: Proof[] };
  if (told) {
    const done = doneOf(told, Number(said), pledgeOf(pledged).amount);
    if (pledged.authorId !== row.authorId || done === null) return;
    const seen = (await mediaOf(inside, [row.postId])).get(row.postId) ?? [];
    const level = proofs.length + seen.length > 0 ? 'evidenced' : 'declared';
    await keepProofs(inside, tx, row.postId, proofs);
    return applyTold(inside, tx, pledged, author, {
      outcome: told,
      done,
      level,
      answerId: row.postId,
      byId: author.id,
    });
  }
  try {
    await refuseVerifier(inside, pledged, author);
  } catch (fault) {
    if (fault instanceof Refusal) return;
    throw fault;
  }
  await applyVerified(inside, tx, pledged, author);
}
