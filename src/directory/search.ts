import { present, type Viewer } from '../accounts/account.ts';
import { accountView } from '../accounts/account-view.ts';
import { initialsOf } from '../accounts/names.ts';
import { organisationViews } from '../accounts/organisation.ts';
import { accounts, blocks, members } from '../accounts/tables.ts';
import type { OrganisationView } from '../accounts/view.ts';
import type { Instance } from '../instance.ts';
import { partnerHosts } from '../partners/scope.ts';
import { partnerEntries } from '../partners/tables.ts';
import { and, asc, count, eq, inArray, isNull, or, type SQL, type SQLWrapper, sql } from '../platform/columns.ts';
import { fieldsShown, levelsOf, shownTo } from './levels.ts';
import type { DirectoryEntry, DirectoryQuery, DirectoryView } from './view.ts';

const pageSize = 30;
const mostPages = 30;
const mostWords = 6;
type Row = typeof partnerEntries.$inferSelect;

/** Whether a column, as text, holds this part of a word. */
const holds = (column: SQLWrapper, part: string): SQL =>
  sql`lower(cast(${column} as text)) like ${`%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;

const partsOf = (text: string) => text.split(/\s+/).filter(Boolean).slice(0, mostWords);

/**
 * People by name, skill, tie, organisation and what they can help with: those of this instance who chose to be found by
 * such a reader, in the fields they chose, and for members those whom partners gave us. Nobody is found by what they
 * do not show.
 */
export async function searchDirectory(
  instance: Instance,
  viewer: Viewer,
  query: DirectoryQuery,
): Promise<DirectoryView> {
  const hosts = viewer?.local ? await partnerHosts(instance, 'people') : [];
  const places = viewer?.local ? [...new Set([...hosts, ...(await partnerHosts(instance, 'communities'))])] : [];
  const organisations = await organisationViews(instance, ['', ...places]);
  const page = Math.min(Math.max(query.page, 0), mostPages);
  const most = (page + 1) * pageSize + 1;
  const here = query.host === '' || query.host === 'here' ? await ours(instance, viewer, query, most) : none;
  const asked = query.host ? hosts.filter((host) => host === query.host) : hosts;
  const there = asked.length ? await theirs(instance, query, asked, most, organisations) : none;
  const all = [...here.entries, ...there.entries].sort((one, other) =>
    one.account.displayName.localeCompare(other.account.displayName),
  );
  return {
    query,
    entries: all.slice(page * pageSize, (page + 1) * pageSize),
    communities: page === 0 ? await theirCommunities(instance, query, places, organisations) : [],
    count: here.count + there.count,
    organisations: [...organisations.values()],
    hasMore: page < mostPages && all.length > (page + 1) * pageSize,
  };
}

const none: { entries: DirectoryEntry[]; count: number } = { entries: [], count: 0 };

async function ours(instance: Instance, viewer: Viewer, query: DirectoryQuery, most: number) {
  const shown = shownTo(viewer);
  const within = (level: SQLWrapper) => inArray(level as typeof members.nameFor, shown);
  const skills = (part: string) => and(within(members.skillsFor), holds(accounts.skills, part))!;
  const helps = (part: string) => and(within(members.helpsWithFor), holds(accounts.helpsWith, part))!;
  const found = and(
    eq(members.state, 'active'),
    within(members.nameFor),
    present,
    isNull(accounts.limitedAt),
    viewer
      ? sql`not exists (select 1 from ${blocks} where (${blocks.accountId} = ${accounts.id} and ${blocks.targetId} = ${viewer.accountId}) or (${blocks.accountId} = ${viewer.accountId} and ${blocks.targetId} = ${accounts.id}))`
      : undefined,
    ...partsOf(query.text).map((part) =>
      or(
        holds(accounts.displayName, part),
        holds(accounts.nameKey, part),
        and(within(members.roleFor), holds(accounts.role, part)),
        skills(part),
        helps(part),
      ),
    ),
    ...partsOf(query.skill).map(skills),
    ...partsOf(query.helps).map(helps),
    query.affiliation
      ? and(within(members.affiliationFor), sql`${accounts.affiliation} = ${query.affiliation}`)
      : undefined,
  );
  const from = () => instance.db.select({ account: accounts, member: members }).from(accounts);
  const rows = await from()
    .innerJoin(members, eq(members.accountId, accounts.id))
    .where(found)
    .orderBy(asc(accounts.displayName), asc(accounts.id))
    .limit(most);
  const [all] = await instance.db
    .select({ n: count() })
    .from(accounts)
    .innerJoin(members, eq(members.accountId, accounts.id))
    .where(found);
  const organisation = (await organisationViews(instance, [''])).get('')!;
  const entries = rows.map(({ account, member }): DirectoryEntry => {
    const fields = fieldsShown(levelsOf(member), shown);
    const shows = accountView(account, organisation);
    return {
      account: {
        ...shows,
        role: fields.has('role') ? shows.role : '',
        affiliation: fields.has('affiliation') ? shows.affiliation : null,
      },
      skills: fields.has('skills') ? account.skills : [],
      helpsWith: fields.has('helpsWith') ? account.helpsWith : '',
      purpose: '',
    };
  });
  return { entries, count: all!.n };
}

async function theirs(
  instance: Instance,
  query: DirectoryQuery,
  hosts: string[],
  most: number,
  organisations: Map<string, OrganisationView>,
) {
  const { displayName, name, role, skills, helpsWith } = partnerEntries;
  const found = and(
    eq(partnerEntries.kind, 'person'),
    inArray(partnerEntries.host, hosts),
    ...partsOf(query.text).map((part) =>
      or(...[displayName, name, role, skills, helpsWith].map((one) => holds(one, part))),
    ),
    ...partsOf(query.skill).map((part) => holds(skills, part)),
    ...partsOf(query.helps).map((part) => holds(helpsWith, part)),
    query.affiliation ? sql`${partnerEntries.affiliation} = ${query.affiliation}` : undefined,
  );
  const rows = await instance.db
    .select()
    .from(partnerEntries)
    .where(found)
    .orderBy(asc(displayName), asc(partnerEntries.uri))
    .limit(most);
  const [all] = await instance.db.select({ n: count() }).from(partnerEntries).where(found);
  return { entries: rows.map((row) => entryOf(row, organisations)), count: all!.n };
}

async function theirCommunities(
  instance: Instance,
  query: DirectoryQuery,
  places: string[],
  organisations: Map<string, OrganisationView>,
): Promise<DirectoryEntry[]> {
  const asked = query.host ? places.filter((host) => host === query.host) : places;
  if (!asked.length || query.skill || query.helps || query.affiliation) return [];
  const { displayName, name, purpose } = partnerEntries;
  const rows = await instance.db
    .select()
    .from(partnerEntries)
    .where(
      and(
        eq(partnerEntries.kind, 'group'),
        inArray(partnerEntries.host, asked),
        ...partsOf(query.text).map((part) => or(...[displayName, name, purpose].map((one) => holds(one, part)))),
      ),
    )
    .orderBy(asc(displayName), asc(partnerEntries.uri))
    .limit(pageSize);
  return rows.map((row) => entryOf(row, organisations));
}

function entryOf(row: Row, organisations: Map<string, OrganisationView>): DirectoryEntry {
  const { host, kind, name, displayName, role, affiliation, skills, helpsWith, purpose } = row;
  const handle = `@${name}@${host}`;
  return {
    account: {
      id: '',
      ...{ name, host, handle, displayName: displayName || name, kind, role, affiliation },
      path: kind === 'group' ? `/communities/${handle.slice(1)}` : `/${handle}`,
      remoteUrl: row.uri,
      avatar: null,
      initials: initialsOf(displayName, name),
      organisation: organisations.get(host)!,
    },
    ...{ skills, helpsWith, purpose },
  };
}
