import type { Instance } from '../instance.ts';
import { and, asc, eq, or, sql } from '../platform/columns.ts';
import { present } from './account.ts';
import { accountList } from './account-view.ts';
import { accounts } from './tables.ts';
import type { AccountView } from './view.ts';

/** People whose handle or name begins with `text`: ours first, at most eight. */
export async function completeHandle(instance: Instance, text: string): Promise<AccountView[]> {
  const start = text.replace(/^@/, '').toLowerCase();
  if (!start || start.length > 60) return [];
  const pattern = `${start.replace(/[\\%_]/g, '\\$&')}%`;
  const begins = (column: typeof accounts.nameKey) => sql`lower(${column}) like ${pattern} escape '\\'`;
  const rows = await instance.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        or(begins(accounts.nameKey), sql`lower(${accounts.displayName}) like ${pattern} escape '\\'`),
        present,
        sql`${accounts.kind} <> 'service'`,
      ),
    )
    .orderBy(sql`case when ${eq(accounts.host, '')} then 0 else 1 end`, asc(accounts.nameKey))
    .limit(8);
  return accountList(
    instance,
    rows.map((row) => row.id),
  );
}
