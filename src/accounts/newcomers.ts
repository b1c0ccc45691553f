import type { Instance } from '../instance.ts';
import { and, desc, eq, gt, isNull } from '../platform/columns.ts';
import { accountList } from './account-view.ts';
import { accounts, members } from './tables.ts';
import type { AccountView } from './view.ts';

const month = 30 * 86_400_000;

/** People who joined in the last month, newest first. */
export async function newcomers(instance: Instance, most = 4): Promise<AccountView[]> {
  const rows = await instance.db
    .select({ id: members.accountId })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(
      and(
        eq(members.state, 'active'),
        isNull(accounts.suspendedAt),
        isNull(accounts.limitedAt),
        gt(members.createdAt, instance.clock() - month),
      ),
    )
    .orderBy(desc(members.createdAt))
    .limit(most);
  return accountList(
    instance,
    rows.map((row) => row.id),
  );
}
