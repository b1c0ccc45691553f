import type { Instance } from '../instance.ts';
import { asc, count, desc, eq, isNotNull, isNull, sql } from '../platform/columns.ts';
import { reportNotes, reports } from './tables.ts';

export type Report = typeof reports.$inferSelect;

export async function reportById(instance: Instance, id: number): Promise<Report | null> {
  const [row] = await instance.db.select().from(reports).where(eq(reports.id, id));
  return row ?? null;
}

/** Open reports, oldest first. */
export const openReports = (instance: Instance, most = 100): Promise<Report[]> =>
  instance.db.select().from(reports).where(isNull(reports.resolvedAt)).orderBy(asc(reports.id)).limit(most);

/** Posts that open reports are about. */
export async function postsUnderReport(instance: Instance): Promise<Set<string>> {
  const rows = await instance.db.select({ ids: reports.postIds }).from(reports).where(isNull(reports.resolvedAt));
  return new Set(rows.flatMap((row) => row.ids));
}

/** Answered reports, the last answered first. */
export const closedReports = (instance: Instance, most = 100): Promise<Report[]> =>
  instance.db.select().from(reports).where(isNotNull(reports.resolvedAt)).orderBy(desc(reports.resolvedAt)).limit(most);

/** What a member has reported, newest first. */
export const reportsBy = (instance: Instance, reporterId: string): Promise<Report[]> =>
  instance.db.select().from(reports).where(eq(reports.reporterId, reporterId)).orderBy(desc(reports.id)).limit(50);

export async function countReports(instance: Instance): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(reports).where(isNull(reports.resolvedAt));
  return row!.n;
}

/** Whether the post was reported: then who moderates may see it with its pictures, whatever its audience (S118). */
export async function isReported(instance: Instance, postId: string): Promise<boolean> {
  if (!/^\d+$/.test(postId)) return false;
  const [row] = await instance.db
    .select({ id: reports.id })
    .from(reports)
    .where(sql`cast(${reports.postIds} as text) like ${`%"${postId}"%`}`)
    .limit(1);
  return row !== undefined;
}

export const notesOf = (instance: Instance, reportId: number) =>
  instance.db.select().from(reportNotes).where(eq(reportNotes.reportId, reportId)).orderBy(asc(reportNotes.id));
