import { type Account, present } from '../accounts/account.ts';
import { accounts, members } from '../accounts/tables.ts';
import type { DirectoryField } from '../accounts/view.ts';
import { communities } from '../communities/tables.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq, gt, inArray, isNull, or, sql } from '../platform/columns.ts';
import { fieldsShown, levelsOf, shownTo } from './levels.ts';

/** What a partner is told of one account of ours: nothing that is not in `fields`. */
export interface Offered {
  id: string;
  account: Account;
  fields: Set<DirectoryField>;
}

/** People who chose to be found by partners, and communities that partners may know; by id, after one. */
export async function offeredToPartners(
  instance: Instance,
  wanted: { people: boolean; communities: boolean },
  after: string,
  most: number,
): Promise<Offered[]> {
  const shown = shownTo('partner');
  const people = and(eq(members.state, 'active'), inArray(members.nameFor, shown), isNull(accounts.limitedAt));
  const groups = and(
    eq(communities.local, true),
    inArray(communities.reach, ['public', 'partners']),
    isNull(communities.archivedAt),
  );
  const rows = await instance.db
    .select({ account: accounts, member: members })
    .from(accounts)
    .leftJoin(members, eq(members.accountId, accounts.id))
    .leftJoin(communities, eq(communities.accountId, accounts.id))
    .where(
      and(
        eq(accounts.host, ''),
        present,
        gt(accounts.id, after),
        or(wanted.people ? people : sql`1 = 0`, wanted.communities ? groups : sql`1 = 0`),
      ),
    )
    .orderBy(asc(accounts.id))
    .limit(most);
  return rows.map(({ account, member }) => ({
    id: account.id,
    account,
    fields: member ? fieldsShown(levelsOf(member), shown) : new Set(['name' as const]),
  }));
}
