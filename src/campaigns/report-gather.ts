import { accountById, localHost } from '../accounts/account.ts';
import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { media } from '../media/tables.ts';
import { and, asc, count, eq, inArray, isNull, type SQL, sql } from '../platform/columns.ts';
import { likes, posts } from '../posts/tables.ts';
import { electors } from './ballot-tables.ts';
import type { Campaign } from './campaign.ts';
import { lifeOf } from './life.ts';
import { sharedIn } from './measures.ts';
import { linksIn } from './report-links.ts';
import { type CountedThing, type Group, mergeSmall, type ReportRows } from './report-rows.ts';
import { campaignRecalls, campaignTraffic } from './report-tables.ts';
import { stepsOf } from './step.ts';
import { resultOf } from './steps/ballot/results.ts';
import { campaignHosts, campaignSteps, coAuthors, contributions, evidence } from './tables.ts';

/** Reads all that the figures of a report come from, as it is now. The number of queries does not grow with the campaign. */
export async function gatherRows(instance: Instance, campaign: Campaign): Promise<ReportRows> {
  const id = campaign.communityId;
  const group = await accountById(instance, id);
  const life = await lifeOf(instance, id);
  return {
    at: instance.clock(),
    campaign: {
      uri: group?.uri ?? '',
      name: group?.displayName ?? '',
      state: campaign.state,
      answerDays: campaign.answerDays,
      openedAt: life.get('open') ?? campaign.opensAt,
      closedAt: life.get('closed') ?? null,
      budget: campaign.budget,
      spent: campaign.spent,
    },
    things: await thingsOf(instance, id),
    people: await peopleOf(instance, id),
    shared: await sharedIn(instance, id),
    ballots: await ballotsOf(instance, campaign),
    pictures: await picturesOf(instance, id),
    traffic: await instance.db
      .select({
        day: campaignTraffic.day,
        visits: campaignTraffic.visits,
        bytes: campaignTraffic.bytes,
        messages: campaignTraffic.messages,
      })
      .from(campaignTraffic)
      .where(eq(campaignTraffic.campaignId, id))
      .orderBy(asc(campaignTraffic.day)),
    links: await linksIn(instance, id, life.get('open') ?? campaign.createdAt),
    recalls: await recallRows(instance, id),
  };
}

export const recallRows = (instance: Instance, id: string): Promise<ReportRows['recalls']> =>
  instance.db
    .select({
      days: campaignRecalls.days,
      answeredAt: campaignRecalls.answeredAt,
      alive: campaignRecalls.alive,
      copies: campaignRecalls.copies,
    })
    .from(campaignRecalls)
    .where(eq(campaignRecalls.campaignId, id))
    .orderBy(asc(campaignRecalls.days));

async function thingsOf(instance: Instance, id: string): Promise<CountedThing[]> {
  const proofs = sql<number>`(select count(*) from ${evidence} where ${evidence.postId} = ${contributions.answerId}) + (select count(*) from ${media} where ${media.postId} = ${contributions.answerId})`;
  const edited = sql<number>`(select count(*) from ${posts} p2 where p2.id = ${contributions.answerId} and p2.edited_at is not null)`;
  const rows = await instance.db
    .select({ row: contributions, uri: posts.uri, host: accounts.host, proofs, edited })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .innerJoin(accounts, eq(accounts.id, contributions.authorId))
    .where(eq(contributions.campaignId, id))
    .orderBy(asc(contributions.createdAt), asc(contributions.postId));
  return rows.map(({ row, uri, host, proofs: proved, edited: changed }) => ({
    ...{ uri, host: host || localHost(instance), kind: row.kind, state: row.state },
    ...{ at: row.createdAt, dueAt: row.dueAt, answeredAt: row.answeredAt },
    proofs: Number(proved),
    corrected: Number(changed) > 0,
    verdict: typeof row.facts.verdict === 'string' ? row.facts.verdict : null,
    dissent: row.facts.role === 'dissent',
  }));
}

/** Who did anything in it: brought, signed, supported or voted. One person is one, whatever they did. */
const acted = (id: string): SQL => sql`${accounts.id} in (
  select ${contributions.authorId} from ${contributions} where ${contributions.campaignId} = ${id}
  union select ${coAuthors.accountId} from ${coAuthors} where ${coAuthors.postId} in (select ${contributions.postId} from ${contributions} where ${contributions.campaignId} = ${id})
  union select ${likes.accountId} from ${likes} where ${likes.postId} in (select ${contributions.postId} from ${contributions} where ${contributions.campaignId} = ${id})
  union select ${electors.accountId} from ${electors} where ${electors.voted} and ${electors.stepId} in (select ${campaignSteps.id} from ${campaignSteps} where ${campaignSteps.campaignId} = ${id})
)`;

async function peopleOf(instance: Instance, id: string): Promise<ReportRows['people']> {
  const group = await accountById(instance, id);
  const rows = await instance.db
    .select({ host: accounts.host, affiliation: accounts.affiliation, n: count() })
    .from(accounts)
    .where(and(isNull(accounts.deletedAt), acted(id)))
    .groupBy(accounts.host, accounts.affiliation);
  const carriers = await instance.db
    .select({ host: campaignHosts.host })
    .from(campaignHosts)
    .where(and(eq(campaignHosts.campaignId, id), eq(campaignHosts.state, 'active')));
  const known = new Set([group?.host ?? '', ...carriers.map(({ host }) => host)]);
  const organisations = new Map<string, number>();
  const affiliations = new Map<string, number>();
  for (const { host, affiliation, n } of rows) {
    const name = known.has(host) ? host || localHost(instance) : 'elsewhere';
    organisations.set(name, (organisations.get(name) ?? 0) + n);
    const what = affiliation ?? 'unsaid';
    affiliations.set(what, (affiliations.get(what) ?? 0) + n);
  }
  const groups = (counts: Map<string, number>): Group[] => mergeSmall([...counts].map(([name, n]) => ({ name, n })));
  return { organisations: groups(organisations), affiliations: groups(affiliations), carriers: known.size };
}

async function ballotsOf(instance: Instance, campaign: Campaign): Promise<ReportRows['ballots']> {
  const found: ReportRows['ballots'] = [];
  for (const step of await stepsOf(instance, campaign.communityId)) {
    const result = step.kind === 'ballot' ? await resultOf(instance, campaign, step) : null;
    if (result?.sum.turnout) found.push({ step: step.title, quorumMet: result.quorumMet, parts: result.parts });
  }
  return found;
}

/** Pictures that stand in it, and how many say in words what they show. */
async function picturesOf(instance: Instance, id: string): Promise<ReportRows['pictures']> {
  const [row] = await instance.db
    .select({
      all: count(),
      described: sql<number>`coalesce(sum(case when ${media.description} <> '' then 1 else 0 end), 0)`,
    })
    .from(media)
    .innerJoin(posts, and(eq(posts.id, media.postId), eq(posts.communityId, id), isNull(posts.deletedAt)))
    .where(inArray(media.kind, ['image', 'video', 'audio']));
  return { all: row!.all, described: Number(row!.described) };
}
