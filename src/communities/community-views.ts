import { accountsByIds, type Viewer } from '../accounts/account.ts';
import { accountView, picture } from '../accounts/account-view.ts';
import { organisationViews } from '../accounts/organisation.ts';
import { accounts, follows } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, inArray, isNull, ne, sql } from '../platform/columns.ts';
import { type Community, knowable, questionsOf, rulesOf } from './community.ts';
import { communities, communityBans, communityRoles } from './tables.ts';
import { topicKey } from './topics.ts';
import type { CommunityView, Membership, Topic } from './view.ts';

/** Communities as lists show them, in the order of `rows`: the number of queries does not depend on how many there are. */
export async function communityViews(instance: Instance, viewer: Viewer, rows: Community[]): Promise<CommunityView[]> {
  const ids = rows.map((row) => row.accountId);
  if (!ids.length) return [];
  const found = new Map((await accountsByIds(instance, ids)).map((one) => [one.id, one]));
  const organisations = await organisationViews(
    instance,
    [...found.values()].map((one) => one.host),
  );
  const ties = await tiesOf(instance, viewer, ids);
  return rows.flatMap((row): CommunityView[] => {
    const account = found.get(row.accountId);
    if (!account) return [];
    return [
      {
        ...accountView(account, organisations.get(account.host)!),
        purpose: account.bio,
        rules: rulesOf(row.rules),
        reach: row.reach,
        admission: row.admission,
        posting: row.posting,
        topics: row.topics,
        banner: picture(account.bannerId, account.bannerUrl, account.id, 'banner'),
        members: account.followers,
        createdAt: row.createdAt,
        archived: row.archivedAt !== null,
        pending: row.pendingAt !== null,
        asksFirst: rulesOf(row.rules).length > 0 || (row.admission === 'request' && questionsOf(row).length > 0),
        membership: viewer ? ties(row.accountId) : null,
      },
    ];
  });
}

async function tiesOf(instance: Instance, viewer: Viewer, ids: string[]): Promise<(id: string) => Membership> {
  if (!viewer) return () => ({ state: 'stranger', role: null, mayWrite: false });
  const tied = await instance.db
    .select({ id: follows.followedId, accepted: follows.accepted })
    .from(follows)
    .where(and(eq(follows.followerId, viewer.accountId), inArray(follows.followedId, ids)));
  const held = await instance.db
    .select({ id: communityRoles.communityId, role: communityRoles.role })
    .from(communityRoles)
    .where(and(eq(communityRoles.accountId, viewer.accountId), inArray(communityRoles.communityId, ids)));
  const states = new Map(tied.map(({ id, accepted }) => [id, accepted ? ('member' as const) : ('asked' as const)]));
  const roles = new Map(held.map(({ id, role }) => [id, role]));
  return (id) => ({ state: states.get(id) ?? 'stranger', role: roles.get(id) ?? null, mayWrite: false });
}

const mostListed = 60;
const present = sql`exists (select 1 from ${accounts} where ${accounts.id} = ${communities.accountId} and ${accounts.suspendedAt} is null and ${accounts.deletedAt} is null)`;

/** Communities that the viewer may know of and whose name holds these words. */
export async function communitiesNamed(instance: Instance, viewer: Viewer, words: string): Promise<CommunityView[]> {
  const wanted = words
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '');
  if (wanted.length < 2) return [];
  const named = sql`exists (select 1 from ${accounts} where ${accounts.id} = ${communities.accountId} and (lower(${accounts.displayName}) like ${`%${wanted}%`} or ${accounts.nameKey} like ${`${wanted}%`}))`;
  const rows = await instance.db
    .select()
    .from(communities)
    .where(and(named, knowable(viewer), present))
    .orderBy(desc(communities.local), desc(communities.createdAt))
    .limit(5);
  return communityViews(instance, viewer, rows);
}

/**
 * What the page of communities shows: one's own, the others of this organisation, and those known elsewhere; of `ids`
 * alone when they are given.
 */
export async function communityLists(instance: Instance, viewer: Viewer, ids: string[] | null = null) {
  const joined = viewer
    ? sql`exists (select 1 from ${follows} where ${follows.followerId} = ${viewer.accountId} and ${follows.followedId} = ${communities.accountId})`
    : sql`1 = 0`;
  const list = async (condition: ReturnType<typeof and>) =>
    communityViews(
      instance,
      viewer,
      await instance.db
        .select()
        .from(communities)
        .where(and(condition, ids ? inArray(communities.accountId, ids) : undefined, knowable(viewer), present))
        .orderBy(desc(communities.createdAt), desc(communities.accountId))
        .limit(mostListed),
    );
  return {
    mine: await list(joined),
    here: await list(and(eq(communities.local, true), sql`not ${joined}`, sql`${communities.archivedAt} is null`)),
    elsewhere: await list(and(eq(communities.local, false), sql`not ${joined}`)),
  };
}

const mostRead = 2000;
const mostTopics = 16;

/**
 * The topics of communities that the viewer may know of, the most frequent first; and which communities are about
 * `wanted`, when that is one of them.
 */
export async function topicsKnown(
  instance: Instance,
  viewer: Viewer,
  wanted: string,
): Promise<{ topics: Topic[]; topic: Topic | null; ids: string[] | null }> {
  const rows = await instance.db
    .select({ id: communities.accountId, topics: communities.topics })
    .from(communities)
    .where(and(knowable(viewer), present, isNull(communities.archivedAt)))
    .orderBy(desc(communities.createdAt))
    .limit(mostRead);
  const found = new Map<string, { name: string; ids: string[] }>();
  for (const { id, topics } of rows)
    for (const name of topics) {
      const key = topicKey(name);
      const known = found.get(key);
      if (known) known.ids.push(id);
      else found.set(key, { name, ids: [id] });
    }
  const one = found.get(topicKey(wanted));
  const byUse = [...found.values()].sort((a, b) => b.ids.length - a.ids.length || a.name.localeCompare(b.name));
  const topicOf = ({ name, ids }: { name: string; ids: string[] }): Topic => ({ name, n: ids.length });
  const shown = byUse.slice(0, mostTopics);
  if (one && !shown.includes(one)) shown.push(one);
  return { topics: shown.map(topicOf), topic: one ? topicOf(one) : null, ids: one?.ids ?? null };
}

/** The largest of the communities here that the viewer may come into, and has not asked to. */
export async function suggestedCommunities(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  most = 3,
): Promise<CommunityView[]> {
  const tied = sql`exists (select 1 from ${follows} where ${follows.followerId} = ${viewer.accountId} and ${follows.followedId} = ${communities.accountId})`;
  const banned = sql`exists (select 1 from ${communityBans} where ${communityBans.accountId} = ${viewer.accountId} and ${communityBans.communityId} = ${communities.accountId})`;
  const size = sql`(select ${accounts.followers} from ${accounts} where ${accounts.id} = ${communities.accountId})`;
  const rows = await instance.db
    .select()
    .from(communities)
    .where(
      and(
        eq(communities.local, true),
        ne(communities.admission, 'invitation'),
        isNull(communities.archivedAt),
        isNull(communities.pendingAt),
        sql`not ${tied} and not ${banned}`,
        knowable(viewer),
        present,
      ),
    )
    .orderBy(desc(size), desc(communities.accountId))
    .limit(most);
  return communityViews(instance, viewer, rows);
}
