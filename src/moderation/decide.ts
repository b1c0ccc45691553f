import { type Account, accountsByIds } from '../accounts/account.ts';
import { memberOf } from '../accounts/members.ts';
import { may } from '../accounts/roles.ts';
import { limitAccount, suspend, unlimitAccount, unsuspend } from '../accounts/suspend.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNull } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { hidePost, unhidePost } from '../posts/hide-post.ts';
import { postById } from '../posts/post.ts';
import type { Decision } from './decisions.ts';
import { postLetter } from './letters.ts';
import { resolveReport } from './reports.ts';
import { decisions } from './tables.ts';
import { type DecisionAct, decisionActs, type Ground, grounds } from './view.ts';

export interface DecisionEvent {
  type: 'decision.made';
  accountId: string;
  act: DecisionAct;
  /** The member whose report it answers; '' when there is none. */
  reporterId: string;
}

export interface Wanted {
  /** The report that it answers, when there is one. */
  reportId: number | null;
  accountId: string;
  postId: string | null;
  act: DecisionAct;
  ground: Ground;
  /** The facts, told to the person concerned and to who reported. */
  statement: string;
  /** Account id of the moderator. */
  by: string;
}

export const longestStatement = 2000;

/**
 * Decides about an account or one of its posts, does it, tells the person why and closes the report, in one commit. No
 * restriction without its reason (L13, DSA 17): throws Invalid. 409: not for this moderator to decide.
 */
export async function decide(instance: Instance, wanted: Wanted): Promise<number> {
  const statement = wanted.statement.trim();
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (!decisionActs.includes(wanted.act)) faults.act = 'form.required';
  if (!grounds.includes(wanted.ground)) faults.ground = 'form.required';
  if (!statement) faults.statement = 'decision.statementNeeded';
  if (statement.length > longestStatement) faults.statement = { key: 'form.tooLong', args: { most: longestStatement } };
  if (wanted.act === 'hide' && !wanted.postId) faults.act = 'decision.noPost';
  if (Object.keys(faults).length) throw new Invalid(faults);
  return write(instance, async (tx) => {
    const inside = within(instance, tx);
    // A report of an address that leads to nothing concerns nobody here.
    if (wanted.accountId || wanted.act !== 'none') await checkMayJudge(inside, wanted.by, wanted.accountId);
    const [row] = await tx
      .insert(decisions)
      .values({ ...wanted, statement, decidedBy: wanted.by, createdAt: instance.clock() })
      .returning({ id: decisions.id });
    const id = row!.id;
    if (wanted.act === 'hide') await hidePost(inside, await postOf(inside, wanted));
    else if (wanted.act === 'limit') await limitAccount(inside, wanted.accountId);
    else if (wanted.act === 'suspend') await suspend(inside, wanted.accountId);
    else if (wanted.act === 'lift') await liftAll(inside, tx, wanted.accountId);
    let reporterId = '';
    if (wanted.reportId !== null) {
      ({ reporterId } = await resolveReport(instance, tx, wanted.reportId, wanted.by, id));
      await postLetter(inside, tx, { letter: 'outcome', id: wanted.reportId });
    }
    await postLetter(inside, tx, { letter: 'decision', id });
    const { accountId, act } = wanted;
    await record<DecisionEvent>(tx, { type: 'decision.made', accountId, act, reporterId });
    return id;
  });
}

async function postOf(instance: Instance, { postId, accountId }: Wanted): Promise<string> {
  const post = await postById(instance, postId!);
  if (post?.accountId !== accountId) throw notFound();
  return post.id;
}

/** Nobody judges themselves, and who moderates is judged by who administers (S118). */
async function checkMayJudge(instance: Instance, by: string, accountId: string): Promise<Account> {
  const [account] = await accountsByIds(instance, [accountId]);
  if (!account) throw notFound();
  if (by === accountId) throw new Refusal(409, 'decision.oneself');
  const [judge, judged] = [await memberOf(instance, by), await memberOf(instance, accountId)];
  if (!judge || !may(judge, 'moderate')) throw notFound();
  const isOrganisation = account.host === '' && account.kind === 'organisation';
  if (((judged && may(judged, 'moderate')) || isOrganisation) && !may(judge, 'administer'))
    throw new Refusal(409, 'decision.colleague');
  return account;
}

/** Gives an account back all that decisions about it (not about its posts) have taken. */
async function liftAll(instance: Instance, tx: Tx, accountId: string) {
  await unlimitAccount(instance, accountId);
  await unsuspend(instance, accountId);
  await tx
    .update(decisions)
    .set({ liftedAt: instance.clock() })
    .where(
      and(eq(decisions.accountId, accountId), inArray(decisions.act, ['limit', 'suspend']), isNull(decisions.liftedAt)),
    );
}

/** Gives back what one decision has taken. */
export async function reverse(instance: Instance, tx: Tx, decision: Decision): Promise<void> {
  if (decision.act === 'hide' && decision.postId) await unhidePost(instance, decision.postId);
  if (decision.act === 'limit') await unlimitAccount(instance, decision.accountId);
  if (decision.act === 'suspend') await unsuspend(instance, decision.accountId);
  await tx.update(decisions).set({ liftedAt: instance.clock() }).where(eq(decisions.id, decision.id));
}
