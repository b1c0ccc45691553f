import { type Account, accountById, accountsByIds } from '../../accounts/account.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import type { Instance } from '../../instance.ts';
import { reportById } from '../../moderation/read-reports.ts';
import { inArray } from '../../platform/columns.ts';
import { postsByIds } from '../../posts/post.ts';
import { activityUri, instanceActorUri } from '../addresses.ts';
import type { Json } from '../json.ts';
import { instanceOwner } from '../local-keys.ts';
import { hosts } from '../tables.ts';
import type { Publication, Publications } from './publish.ts';
import { inboxesOf } from './recipients.ts';

/** Software that hears reports from actors that could write there (no `Application`), to one reader and about one thing. */
const oneByOne = new Set(['lemmy', 'mbin', 'kbin', 'piefed']);

/**
 * Told by the server or the organisation, not by who reports: neither the person reported nor their server learns the name
 * (S119).
 */
const flagged: Publications = async (instance, { reportId }: { reportId: number }) => {
  const report = await reportById(instance, reportId);
  const [target] = report ? await accountsByIds(instance, [report.targetId]) : [];
  const [group] = report?.communityId ? await accountsByIds(instance, [report.communityId]) : [];
  const told = [target, group].filter((one) => one !== undefined && one.host !== '') as Account[];
  if (!report || !target || !told.length) return [];
  const uris = (await postsByIds(instance, report.postIds)).map((post) => post.uri);
  const words = { content: report.comment, summary: report.comment };
  const flag = (actor: string, to: string[], object: unknown): Json => ({
    ...{ id: activityUri(instance, instance.ids()), type: 'Flag', actor, to, ...words, object },
  });
  const narrow = await thoseOneByOne(instance, told);
  const others = told.filter((one) => !narrow.has(one.host));
  const made: Publication[] = [];
  if (others.length) {
    const readers = others.map(({ uri }) => uri);
    const activity = flag(instanceActorUri(instance), readers, [target.uri, ...uris]);
    made.push({ ...quiet, accountId: instanceOwner, activity, destinations: inboxesOf(instance, others) });
  }
  const own = narrow.size ? await organisationOf(instance) : null;
  const voice = own && (await accountById(instance, own.accountId));
  // Once for each server: its group hears it, or whom it is about.
  const hear = group && narrow.has(group.host) ? group : target;
  const servers = told.filter((one) => narrow.has(one.host));
  for (const object of voice ? (uris.length ? uris : [target.uri]) : []) {
    const about = flag(voice!.uri, [hear.uri], object);
    const activity = hear === group ? { ...about, audience: group.uri } : about;
    made.push({ ...quiet, accountId: voice!.id, activity, destinations: inboxesOf(instance, servers) });
  }
  return made;
};

const quiet = { lane: 'follow', open: false } as const;

async function thoseOneByOne(instance: Instance, accounts: Account[]): Promise<Set<string>> {
  const rows = await instance.db
    .select({ host: hosts.host, software: hosts.software })
    .from(hosts)
    .where(inArray(hosts.host, [...new Set(accounts.map(({ host }) => host))]));
  return new Set(rows.filter(({ software }) => oneByOne.has(software ?? '')).map(({ host }) => host));
}

export const reportPublications: Record<string, Publications> = { 'report.forwarded': flagged };
