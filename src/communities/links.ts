import { accounts, follows } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq, sql } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { CommunityLink } from './view.ts';

const mostLinked = 7;

const linksOf = compiled((db, value) =>
  db
    .select({ name: accounts.name, host: accounts.host, displayName: accounts.displayName })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followedId))
    .where(
      and(
        eq(follows.followerId, value('accountId')),
        eq(follows.accepted, true),
        eq(accounts.kind, 'group'),
        sql`${accounts.suspendedAt} is null and ${accounts.deletedAt} is null`,
      ),
    )
    .orderBy(asc(accounts.displayName), asc(accounts.id))
    .limit(mostLinked),
);

/** The first of a member's communities by name, for the side of each page: one query. */
export async function communityLinks(instance: Instance, accountId: string): Promise<CommunityLink[]> {
  const rows = await linksOf(instance.db, { accountId });
  return rows.map(({ name, host, displayName }) => ({
    path: `/communities/${name}${host && `@${host}`}`,
    name: displayName || name,
  }));
}
