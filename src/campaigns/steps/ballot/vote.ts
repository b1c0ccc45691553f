import { randomInt } from 'node:crypto';
import type { Instance } from '../../../instance.ts';
import { and, eq } from '../../../platform/columns.ts';
import type { Tx } from '../../../platform/database.ts';
import { forbidden, Invalid, Refusal } from '../../../platform/refusal.ts';
import { newToken, tokenHash } from '../../../platform/tokens.ts';
import { write } from '../../../platform/write.ts';
import { ballots, electors } from '../../ballot-tables.ts';
import type { Campaign } from '../../campaign.ts';
import { takingPartFault } from '../../contribution.ts';
import type { Step } from '../../step.ts';
import { touch } from '../../tell-changes.ts';
import { closeList } from './box.ts';
import { clauseIds } from './clauses.ts';
import { type BallotSettings, ballotSettings, type Position, positions, type Vote } from './settings.ts';

export const limits = { reason: 300 };

/** What a form says of clauses: id → position and reason; where one chooses, ids of what is chosen. */
export interface SaidVotes {
  positions: Record<string, string>;
  reasons: Record<string, string>;
  chosen: string[];
}

/** Puts one ballot into the box and gives its receipt, shown once. 403 for who may not vote or already did. */
export async function vote(
  instance: Instance,
  accountId: string,
  campaign: Campaign,
  step: Step,
  said: SaidVotes,
): Promise<string> {
  const votes = await votesOf(instance, campaign, step, said);
  const receipt = newReceipt();
  await write(instance, async (tx) => {
    await closeList(instance, tx, step);
    const mine = and(eq(electors.stepId, step.id), eq(electors.accountId, accountId));
    const [marked] = await tx
      .update(electors)
      .set({ voted: true })
      .where(and(mine, eq(electors.voted, false)))
      .returning({ id: electors.accountId });
    if (!marked) {
      const [listed] = await tx.select({ id: electors.accountId }).from(electors).where(mine);
      throw forbidden(listed ? 'ballot.votedAlready' : 'ballot.noElector');
    }
    const { secret } = ballotSettings(step);
    await tx.insert(ballots).values({
      ...{ id: newToken(), stepId: step.id, votes, receipt: receiptHash(step, receipt) },
      accountId: secret ? null : accountId,
    });
    await touch(instance, tx, campaign.communityId);
  });
  return receipt;
}

/** Votes anew until the end: by the receipt, or in one's own name where the ballot is open. */
export async function changeVote(
  instance: Instance,
  accountId: string,
  campaign: Campaign,
  step: Step,
  said: SaidVotes & { receipt: string },
): Promise<void> {
  const votes = await votesOf(instance, campaign, step, said);
  const { secret } = ballotSettings(step);
  const mine = secret ? eq(ballots.receipt, receiptHash(step, said.receipt)) : eq(ballots.accountId, accountId);
  await write(instance, async (tx: Tx) => {
    const [changed] = await tx
      .update(ballots)
      .set({ votes })
      .where(and(eq(ballots.stepId, step.id), mine))
      .returning({ id: ballots.id });
    if (!changed) throw new Invalid({ receipt: 'ballot.receiptUnknown' });
  });
}

/** What the box holds under this receipt; 422 when nothing is there. */
export async function checkReceipt(instance: Instance, step: Step, receipt: string): Promise<Record<string, Vote>> {
  const [row] = await instance.db
    .select({ votes: ballots.votes })
    .from(ballots)
    .where(and(eq(ballots.stepId, step.id), eq(ballots.receipt, receiptHash(step, receipt))));
  if (!row) throw new Invalid({ receipt: 'ballot.receiptUnknown' });
  return row.votes;
}

async function votesOf(instance: Instance, campaign: Campaign, step: Step, said: SaidVotes) {
  const fault = takingPartFault(campaign, step, instance.clock());
  if (fault) throw new Refusal(403, fault);
  const ids = await clauseIds(instance, step.id);
  if (!ids.length) throw new Refusal(403, 'ballot.noClause');
  const settings = ballotSettings(step);
  return settings.mode === 'clauses' ? onEach(ids, said) : chosen(ids, said, settings);
}

function onEach(ids: string[], { positions: saidOf, reasons }: SaidVotes): Record<string, Vote> {
  const known = (id: string) => positions.find((one) => one === saidOf[id]);
  const silent = ids.filter((id) => !known(id));
  if (silent.length) throw new Invalid(Object.fromEntries(silent.map((id) => [`clause-${id}`, 'ballot.choose'])));
  return Object.fromEntries(
    ids.map((id) => [id, { position: known(id) as Position, reason: cut(reasons[id]) }] as const),
  );
}

function chosen(ids: string[], said: SaidVotes, { mode, most }: BallotSettings): Record<string, Vote> {
  const picked = ids.filter((id) => said.chosen.includes(id));
  const limit = mode === 'single' ? 1 : most || ids.length;
  if (!picked.length) throw new Invalid({ chosen: 'ballot.choose' });
  if (picked.length > limit) throw new Invalid({ chosen: { key: 'ballot.tooMany', args: { most: limit } } });
  return Object.fromEntries(picked.map((id) => [id, { position: 'chosen', reason: cut(said.reasons[id]) }] as const));
}

const cut = (reason = '') => reason.trim().slice(0, limits.reason);

/** 60 random bits in letters that are not taken for one another, in groups that one can copy by hand. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const newReceipt = () =>
  [0, 1, 2].map(() => [0, 1, 2, 3].map(() => letters[randomInt(letters.length)]).join('')).join('-');

const receiptHash = ({ id }: Pick<Step, 'id'>, receipt: string) =>
  tokenHash(`${id} ${receipt.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
