import type { Instance } from '../instance.ts';
import { and, asc, count, eq, isNotNull, isNull } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type DecisionEvent, reverse } from './decide.ts';
import { type Decision, decisionById } from './decisions.ts';
import { postLetter } from './letters.ts';
import { decisions } from './tables.ts';

/** Six months to appeal (DSA 20), counted generously. */
export const appealMs = 184 * 86_400_000;
/** What was hidden is kept a while longer, for the answer. */
export const keptHiddenMs = appealMs + 30 * 86_400_000;
const longest = 2000;

/** Appeals that wait for an answer, oldest first. */
export const openAppeals = (instance: Instance): Promise<Decision[]> =>
  instance.db.select().from(decisions).where(waiting).orderBy(asc(decisions.appealedAt)).limit(100);

export async function countAppeals(instance: Instance): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(decisions).where(waiting);
  return row!.n;
}

const waiting = and(isNotNull(decisions.appealedAt), isNull(decisions.answeredAt));

/** Whether its person may still appeal: within six months, once, and only against what restricts. */
export const mayAppeal = ({ act, createdAt, appealedAt, liftedAt }: Decision, now: number): boolean =>
  act !== 'none' && act !== 'lift' && appealedAt === null && liftedAt === null && now < createdAt + appealMs;

/** The person answers a decision about them. The caller has checked that it is theirs. Throws Invalid, 409 when it is too late. */
export async function appeal(instance: Instance, id: number, text: string): Promise<void> {
  const words = text.trim();
  if (!words) throw new Invalid({ appeal: 'form.required' });
  if (words.length > longest) throw new Invalid({ appeal: { key: 'form.tooLong', args: { most: longest } } });
  const decision = await decisionById(instance, id);
  if (!mayAppeal(decision, instance.clock())) throw new Refusal(409, 'appeal.closed');
  await write(instance, async (tx) => {
    await tx
      .update(decisions)
      .set({ appeal: words, appealedAt: instance.clock() })
      .where(and(eq(decisions.id, id), isNull(decisions.appealedAt)));
    await record<DecisionEvent>(tx, { type: 'decision.appealed', accountId: decision.accountId });
  });
}

/**
 * Somebody else than who decided answers the appeal; `upheld` gives back what was taken. Throws Invalid without a
 * reason, 409 for who decided.
 */
export async function answerAppeal(
  instance: Instance,
  id: number,
  wanted: { by: string; upheld: boolean; answer: string },
): Promise<void> {
  const answer = wanted.answer.trim();
  if (!answer) throw new Invalid({ answer: 'decision.statementNeeded' });
  if (answer.length > longest) throw new Invalid({ answer: { key: 'form.tooLong', args: { most: longest } } });
  await write(instance, async (tx) => {
    const inside = within(instance, tx);
    const decision = await decisionById(inside, id);
    if (!decision.appealedAt || decision.answeredAt) throw notFound();
    if (decision.decidedBy === wanted.by || decision.accountId === wanted.by)
      throw new Refusal(409, 'appeal.byAnother');
    await tx
      .update(decisions)
      .set({ answer, upheld: wanted.upheld, answeredBy: wanted.by, answeredAt: instance.clock() })
      .where(eq(decisions.id, id));
    if (wanted.upheld) await reverse(inside, tx, decision);
    await postLetter(inside, tx, { letter: 'answer', id });
    const { accountId, act } = decision;
    await record<DecisionEvent>(tx, { type: 'decision.made', accountId, act, reporterId: '' });
  });
}
