import { type Account, accountsByIds } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq, isNotNull, isNull, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { postsByIds } from '../posts/post.ts';
import { type Report, reportById } from './read-reports.ts';
import { auditLog, decisions, reportNotes, reports } from './tables.ts';
import type { Ground } from './view.ts';

export type ReportEvent =
  | { type: 'report.created'; reportId: number; targetId: string; communityId?: string }
  /** The hosts of its community have answered it. */
  | { type: 'report.settled'; reportId: number; reporterId: string; communityId: string }
  | { type: 'report.taken'; reportId: number }
  | { type: 'report.forwarded'; reportId: number };

export interface Said {
  /** A member, the account of a remote server for a Flag, '' for who has no account. */
  reporterId: string;
  targetId: string;
  postIds: string[];
  comment: string;
  uri?: string;
  /** Also sent to the server of the reported account. */
  forward?: boolean;
  reporterName?: string;
  reporterEmail?: string;
  url?: string;
  ground?: Ground;
  language?: string;
}

/**
 * Keeps a report for the moderators, and gives its number. The caller has checked that the reporter may read `postIds`
 * (S51). The same said again by the same person while it waits is one report (S45).
 */
export const report = (instance: Instance, said: Said): Promise<number> =>
  write(instance, async (tx) => {
    const { forward = false, ...row } = said;
    const same = await alreadySaid(tx, said);
    if (same) return same;
    const [target] = await accountsByIds(within(instance, tx), [said.targetId]);
    const communityId = await communityOf(within(instance, tx), said.postIds);
    const targetName = target ? nameAtTheTime(target) : '';
    const [kept] = await tx
      .insert(reports)
      .values({ ...row, communityId, targetName, comment: said.comment.slice(0, 2000), createdAt: instance.clock() })
      .returning({ id: reports.id });
    await record<ReportEvent>(tx, {
      type: 'report.created',
      reportId: kept!.id,
      targetId: said.targetId,
      ...(communityId && { communityId }),
    });
    if (forward) await send(instance, tx, kept!.id);
    return kept!.id;
  });

const nameAtTheTime = ({ displayName, name, host }: Account) =>
  `${displayName.slice(0, 100)} @${name}${host && `@${host}`}`.trim();

/** The community that the reported posts stand in: its hosts read the report too. */
async function communityOf(inside: Instance, postIds: string[]): Promise<string | null> {
  const found = await postsByIds(inside, postIds);
  return found.find((post) => post.communityId)?.communityId ?? null;
}

async function alreadySaid(tx: Tx, said: Said): Promise<number | null> {
  const open = await tx
    .select()
    .from(reports)
    .where(
      and(
        isNull(reports.resolvedAt),
        eq(reports.reporterId, said.reporterId),
        eq(reports.reporterEmail, said.reporterEmail ?? ''),
        eq(reports.targetId, said.targetId),
        eq(reports.url, said.url ?? ''),
      ),
    );
  const posts = said.postIds.join();
  // Without a name or an address nothing tells two people apart.
  const known = said.reporterId !== '' || Boolean(said.reporterEmail);
  return (known && open.find(({ postIds }) => postIds.join() === posts)?.id) || null;
}

/** Passes a report on to the server of the reported account, once; it never says who reported (S119). */
export const forwardReport = (instance: Instance, id: number): Promise<void> =>
  write(instance, async (tx) => {
    const [row] = await tx.select().from(reports).where(eq(reports.id, id));
    if (!row || row.forwardedAt) throw notFound();
    await send(instance, tx, id);
  });

async function send(instance: Instance, tx: Tx, id: number) {
  await tx.update(reports).set({ forwardedAt: instance.clock() }).where(eq(reports.id, id));
  await record<ReportEvent>(tx, { type: 'report.forwarded', reportId: id });
}

/** « Prise par … »: one moderator at a time; another one may take it over. */
export const takeReport = (instance: Instance, id: number, by: string | null): Promise<void> =>
  write(instance, async (tx) => {
    const [row] = await tx
      .update(reports)
      .set({ assignedTo: by })
      .where(and(eq(reports.id, id), isNull(reports.resolvedAt)))
      .returning({ id: reports.id });
    if (!row) throw notFound();
    await record<ReportEvent>(tx, { type: 'report.taken', reportId: id });
  });

/** Marks a report as answered by a decision. 409: somebody else has taken it, or answered it meanwhile. */
export async function resolveReport(
  instance: Instance,
  tx: Tx,
  id: number,
  by: string,
  decisionId: number,
): Promise<Report> {
  const [row] = await tx.select().from(reports).where(eq(reports.id, id));
  if (!row) throw notFound();
  if (row.resolvedAt) throw new Refusal(409, 'report.answered');
  if (row.assignedTo && row.assignedTo !== by) throw new Refusal(409, 'report.taken');
  const answered = { resolvedAt: instance.clock(), resolvedBy: by, decisionId };
  // The words of who is gone were kept for this answer alone.
  await tx
    .update(reports)
    .set({ ...answered, ...(row.reporterLeft && { comment: '' }) })
    .where(eq(reports.id, id));
  return row;
}

/** Writes a note that moderators alone read. */
export async function addNote(instance: Instance, reportId: number, authorId: string, text: string): Promise<void> {
  if (!text.trim() || !(await reportById(instance, reportId))) throw notFound();
  await write(instance, (tx) =>
    tx
      .insert(reportNotes)
      .values({ reportId, authorId, text: text.trim().slice(0, 2000), createdAt: instance.clock() }),
  );
}

/** Forgets reports that were answered before (Unix ms), and what was noted about them (L08). */
export const purgeReports = (instance: Instance, before: number): Promise<void> =>
  write(instance, async (tx) => {
    const gone = await tx.delete(reports).where(lt(reports.resolvedAt, before)).returning({ id: reports.id });
    for (const { id } of gone) await tx.delete(reportNotes).where(eq(reportNotes.reportId, id));
  });

/**
 * An account is gone. What it reported waits on without its name, in its words until somebody has answered it: who is
 * harassed and leaves does not free who harassed them. The words of what was decided about it go; that it was decided
 * stays. What others reported about it stays too, with the name of that time, until it is answered and its time is over:
 * nobody gets out of a case by leaving.
 */
export async function forgetReports(tx: Tx, accountId: string): Promise<void> {
  const mine = eq(reports.reporterId, accountId);
  await tx
    .update(reports)
    .set({ comment: '' })
    .where(and(mine, isNotNull(reports.resolvedAt)));
  await tx.update(reports).set({ reporterId: '', reporterLeft: true, uri: null }).where(mine);
  await tx.delete(reportNotes).where(eq(reportNotes.authorId, accountId));
  await tx.update(decisions).set({ statement: '', appeal: '', answer: '' }).where(eq(decisions.accountId, accountId));
  await tx.update(auditLog).set({ detail: '' }).where(eq(auditLog.aboutId, accountId));
}
