import type { Instance } from '../instance.ts';
import { and, asc, count, eq, isNull, or } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { reports } from './tables.ts';

export type Report = typeof reports.$inferSelect;
export type ReportEvent = { type: 'report.created'; reportId: number; targetId: string; forward: boolean };

/** Keeps a report for the administrators. The caller has checked that the reporter may read `postIds` (S51). */
export const report = (
  instance: Instance,
  said: { reporterId: string; targetId: string; postIds: string[]; comment: string; uri?: string; forward?: boolean },
): Promise<void> =>
  write(instance, async (tx) => {
    const { forward = false, ...row } = said;
    const [kept] = await tx
      .insert(reports)
      .values({ ...row, comment: said.comment.slice(0, 1000), createdAt: instance.clock() })
      .returning({ id: reports.id });
    await record<ReportEvent>(tx, { type: 'report.created', reportId: kept!.id, targetId: said.targetId, forward });
  });

export async function reportById(instance: Instance, id: number): Promise<Report | null> {
  const [row] = await instance.db.select().from(reports).where(eq(reports.id, id));
  return row ?? null;
}

/** Open reports, oldest first. */
export const openReports = (instance: Instance): Promise<Report[]> =>
  instance.db.select().from(reports).where(isNull(reports.resolvedAt)).orderBy(asc(reports.id)).limit(100);

export async function countReports(instance: Instance): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(reports).where(isNull(reports.resolvedAt));
  return row!.n;
}

export const resolveReport = (instance: Instance, id: number, resolvedBy: string): Promise<void> =>
  write(instance, async (tx) => {
    const [row] = await tx
      .update(reports)
      .set({ resolvedAt: instance.clock(), resolvedBy })
      .where(and(eq(reports.id, id), isNull(reports.resolvedAt)))
      .returning({ id: reports.id });
    if (!row) throw notFound();
  });

/** An account is gone: reports that it made, and those about it. */
export const forgetReports = (tx: Tx, accountId: string) =>
  tx.delete(reports).where(or(eq(reports.reporterId, accountId), eq(reports.targetId, accountId)));
