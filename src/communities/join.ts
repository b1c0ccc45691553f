import { accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import { Invalid } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Community, questionsOf, rulesOf } from './community.ts';
import { hasMemberFrom, join } from './membership.ts';
import { communityAnswers } from './tables.ts';

const mostAnswer = 1000;

/**
 * A member asks to come into a community: where it has rules they say yes to them (`accept`), where it has questions
 * they answer (`q0`, `q1` …). Throws Invalid, and what {@link join} throws.
 */
export async function askToJoin(
  instance: Instance,
  accountId: string,
  community: Community,
  values: Record<string, string>,
): Promise<{ accepted: boolean }> {
  const questions = community.admission === 'request' ? questionsOf(community) : [];
  const answers = questions.map((question, place) => ({ question, answer: (values[`q${place}`] ?? '').trim() }));
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (rulesOf(community.rules).length && values.accept !== 'on') faults.accept = 'community.acceptRules';
  for (const [place, { answer }] of answers.entries()) {
    if (!answer) faults[`q${place}`] = 'form.required';
    else if (answer.length > mostAnswer) faults[`q${place}`] = { key: 'form.tooLong', args: { most: mostAnswer } };
  }
  if (Object.keys(faults).length) throw new Invalid(faults);
  const communityId = community.accountId;
  return write(instance, async (tx) => {
    const done = await join(within(instance, tx), accountId, communityId);
    const row = { answers, createdAt: instance.clock() };
    if (!done.accepted && answers.length)
      await tx
        .insert(communityAnswers)
        .values({ communityId, accountId, ...row })
        .onConflictDoUpdate({ target: [communityAnswers.communityId, communityAnswers.accountId], set: row });
    return done;
  });
}

export type Answers = { question: string; answer: string }[];

/** What those who ask to come in answered, by account. */
export async function answersOf(
  instance: Instance,
  communityId: string,
  accountIds: string[],
): Promise<Map<string, Answers>> {
  if (!accountIds.length) return new Map();
  const rows = await instance.db
    .select()
    .from(communityAnswers)
    .where(and(eq(communityAnswers.communityId, communityId), inArray(communityAnswers.accountId, accountIds)));
  return new Map(rows.map((row) => [row.accountId, row.answers]));
}

/** The request is answered or taken back: nobody reads the answers any more. */
export const forgetAnswers = (instance: Instance, communityId: string, accountId: string): Promise<unknown> =>
  write(instance, (tx) =>
    tx
      .delete(communityAnswers)
      .where(and(eq(communityAnswers.communityId, communityId), eq(communityAnswers.accountId, accountId))),
  );

/** The server that would read along for the first time once this account is let in; null when another member is there. */
export async function newHost(instance: Instance, communityId: string, accountId: string): Promise<string | null> {
  const host = (await accountById(instance, accountId))?.host;
  return host && !(await hasMemberFrom(instance, communityId, host)) ? host : null;
}
