import type { Instance } from '../instance.ts';
import { and, count, desc, eq, getTableColumns, inArray, lt, or, sql } from '../platform/columns.ts';
import type { Member } from './sessions.ts';
import { accounts, type MemberRole, members } from './tables.ts';
import type { Affiliation } from './view.ts';

const pageSize = 50;

export interface MemberSearch {
  /** This one alone. */
  id?: string;
  /** Part of a name or of an address, in any case. */
  text?: string;
  role?: MemberRole | undefined;
  affiliation?: Affiliation | undefined;
  state?: 'active' | 'limited' | 'suspended' | undefined;
  /** Account id of the last one seen. */
  before?: string | undefined;
}

export interface FoundMember {
  member: Member;
  limited: boolean;
}

/** Members who were let in, the newest first, a page at a time. For who administers: it looks into addresses. */
export async function findMembers(
  instance: Instance,
  { id, text = '', role, affiliation, state, before }: MemberSearch,
): Promise<{ found: FoundMember[]; older: string | null; all: number }> {
  const pattern = `%${text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
  const matches = (column: unknown) => sql`lower(${column}) like ${pattern} escape '\\'`;
  const asked = and(
    inArray(members.state, ['active', 'suspended']),
    id ? eq(members.accountId, id) : undefined,
    text.trim() ? or(matches(accounts.nameKey), matches(accounts.displayName), matches(members.email)) : undefined,
    role ? eq(members.role, role) : undefined,
    affiliation ? eq(accounts.affiliation, affiliation) : undefined,
    state === 'limited' ? sql`${accounts.limitedAt} is not null` : state ? eq(members.state, state) : undefined,
  );
  const [all] = await instance.db
    .select({ n: count() })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(asked);
  const rows = await instance.db
    .select({ member: getTableColumns(members), limitedAt: accounts.limitedAt })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(and(asked, before ? lt(members.accountId, before) : undefined))
    .orderBy(desc(members.accountId))
    .limit(pageSize + 1);
  const found = rows.slice(0, pageSize).map(({ member, limitedAt }) => ({ member, limited: limitedAt !== null }));
  return { found, older: rows.length > pageSize ? found.at(-1)!.member.accountId : null, all: all!.n };
}

export const isMemberState = (text: unknown): text is NonNullable<MemberSearch['state']> =>
  text === 'active' || text === 'limited' || text === 'suspended';
