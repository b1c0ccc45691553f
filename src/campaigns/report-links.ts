import { accounts, follows } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNull, lt, ne, sql } from '../platform/columns.ts';
import { likes, posts } from '../posts/tables.ts';
import { floor, type ReportRows } from './report-rows.ts';
import { coAuthors, contributions } from './tables.ts';

const mostPairs = 20_000;
const mostAtOnce = 500;

/**
 * People who met in a campaign: one answered, supported or signed what the other brought. `fresh`: of those, who shared
 * no community before it opened, as far as this server knows. Sums alone leave this file; fewer than five are not told.
 */
export async function linksIn(instance: Instance, campaignId: string, openedAt: number): Promise<ReportRows['links']> {
  const pairs = new Map<string, [string, string]>();
  for (const [one, other] of [
    ...(await supporters(instance, campaignId)),
    ...(await signers(instance, campaignId)),
    ...(await answerers(instance, campaignId)),
  ])
    if (one !== other) pairs.set([one, other].sort().join(' '), [one, other]);
  const groups = await groupsBefore(instance, campaignId, openedAt, new Set([...pairs.values()].flat()));
  let fresh = 0;
  for (const [one, other] of pairs.values()) {
    const theirs = groups.get(other);
    if (![...(groups.get(one) ?? [])].some((group) => theirs?.has(group))) fresh++;
  }
  const told = (n: number) => (n === 0 || n >= floor ? n : null);
  return { pairs: told(pairs.size), fresh: told(fresh) };
}

type Pairs = [string, string][];

const supporters = async (instance: Instance, id: string): Promise<Pairs> =>
  (
    await instance.db
      .select({ one: contributions.authorId, other: likes.accountId })
      .from(likes)
      .innerJoin(contributions, eq(contributions.postId, likes.postId))
      .where(eq(contributions.campaignId, id))
      .limit(mostPairs)
  ).map(({ one, other }) => [one, other]);

const signers = async (instance: Instance, id: string): Promise<Pairs> =>
  (
    await instance.db
      .select({ one: contributions.authorId, other: coAuthors.accountId })
      .from(coAuthors)
      .innerJoin(contributions, eq(contributions.postId, coAuthors.postId))
      .where(eq(contributions.campaignId, id))
      .limit(mostPairs)
  ).map(({ one, other }) => [one, other]);

const answerers = async (instance: Instance, id: string): Promise<Pairs> =>
  (
    await instance.db
      .select({ one: contributions.authorId, other: posts.accountId })
      .from(posts)
      .innerJoin(contributions, eq(contributions.postId, posts.inReplyToId))
      .where(and(eq(contributions.campaignId, id), isNull(posts.deletedAt)))
      .limit(mostPairs)
  ).map(({ one, other }) => [one, other]);

/** Communities that each of them was in when the campaign opened. */
async function groupsBefore(instance: Instance, campaignId: string, openedAt: number, people: Set<string>) {
  const groups = new Map<string, Set<string>>();
  const ids = [...people];
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    const rows = await instance.db
      .select({ who: follows.followerId, group: follows.followedId })
      .from(follows)
      .innerJoin(accounts, and(eq(accounts.id, follows.followedId), eq(accounts.kind, 'group')))
      .where(
        and(
          inArray(follows.followerId, ids.slice(at, at + mostAtOnce)),
          eq(follows.accepted, true),
          lt(follows.createdAt, openedAt),
          ne(follows.followedId, campaignId),
          sql`${accounts.deletedAt} is null`,
        ),
      );
    for (const { who, group } of rows) groups.set(who, (groups.get(who) ?? new Set()).add(group));
  }
  return groups;
}
