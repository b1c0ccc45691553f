import { accountViews } from '../accounts/account-view.ts';
import type { AccountView } from '../accounts/view.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, lt, sql } from '../platform/columns.ts';
import { within, write } from '../platform/write.ts';
import { auditLog } from './tables.ts';
import type { AuditAct, AuditSubject, AuditView } from './view.ts';

export interface AuditEntry {
  /** Account id of who acts; '' for the command line. */
  by: string;
  act: AuditAct;
  about?: string | null;
  /** At most 200 characters, never a secret nor an address. */
  detail?: string;
}

/**
 * Does something that only some may, and says who did it, in one commit: what fails leaves no trace, and nothing is
 * done without one. `work` is given the instance {@link within} the transaction, and may run twice.
 */
export const audited = <T>(instance: Instance, entry: AuditEntry, work: (inside: Instance) => Promise<T>): Promise<T> =>
  write(instance, async (tx) => {
    const result = await work(within(instance, tx));
    const { by, act, about = null, detail = '' } = entry;
    await tx
      .insert(auditLog)
      .values({ byId: by, act, aboutId: about, detail: detail.slice(0, 200), at: instance.clock() });
    return result;
  });

const pageSize = 50;

/** The log, newest first; `subject` is the first part of an act, `by` an account id, `before` the id of the last seen. */
export async function auditEntries(
  instance: Instance,
  wanted: { by?: string | undefined; subject?: AuditSubject | undefined; before?: number | undefined },
): Promise<{ entries: AuditView[]; older: number | null }> {
  const rows = await instance.db
    .select()
    .from(auditLog)
    .where(
      and(
        wanted.by ? eq(auditLog.byId, wanted.by) : undefined,
        wanted.subject ? sql`${auditLog.act} like ${`${wanted.subject}.%`}` : undefined,
        wanted.before ? lt(auditLog.id, wanted.before) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const people = await accountViews(
    instance,
    shown.flatMap((row) => [row.byId, row.aboutId ?? '']),
  );
  return {
    entries: shown.map(({ id, byId, act, aboutId, detail, at }) => ({
      id,
      by: people.get(byId) ?? null,
      act: act as AuditAct,
      about: people.get(aboutId ?? '') ?? null,
      detail,
      at,
    })),
    older: rows.length > pageSize ? shown.at(-1)!.id : null,
  };
}

/** Everybody who stands in the log, for its filter. */
export async function auditors(instance: Instance): Promise<AccountView[]> {
  const rows = await instance.db.selectDistinct({ id: auditLog.byId }).from(auditLog);
  const people = await accountViews(
    instance,
    rows.map((row) => row.id),
  );
  return [...people.values()].sort((one, other) => one.displayName.localeCompare(other.displayName));
}

/** Forgets acts older than `before` (Unix ms): what is kept on people ends (L08). */
export const purgeAudit = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(auditLog).where(lt(auditLog.at, before)));
