import type { Instance } from '../instance.ts';
import { and, eq, isNull, sql } from '../platform/columns.ts';
import { posts } from '../posts/tables.ts';
import { contributions } from './tables.ts';

/** Who brought something to a campaign, and from how many servers. */
export async function countParticipants(instance: Instance, campaignId: string): Promise<{ people: number }> {
  const [row] = await instance.db
    .select({ people: sql<number>`count(distinct ${contributions.authorId})` })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(eq(contributions.campaignId, campaignId));
  return { people: Number(row!.people) };
}

/** Of how many questions the promise of an answer in time was kept. */
export async function keptPromises(instance: Instance, campaignId: string): Promise<{ kept: number; all: number }> {
  const [row] = await instance.db
    .select({
      kept: sql<number>`coalesce(sum(case when ${contributions.state} = 'answered' and ${contributions.answeredAt} <= ${contributions.dueAt} then 1 else 0 end), 0)`,
      all: sql<number>`count(*)`,
    })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(and(eq(contributions.campaignId, campaignId), eq(contributions.kind, 'question')));
  return { kept: Number(row!.kept), all: Number(row!.all) };
}
