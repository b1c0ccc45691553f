import type { Instance } from '../../../instance.ts';
import { and, count, dialectSql, eq, isNull, ne } from '../../../platform/columns.ts';
import { posts } from '../../../posts/tables.ts';
import { contributions } from '../../tables.ts';

export interface Standing {
  /** Pledges that hold. */
  active: number;
  /** Those that hold only once more people pledge. */
  waiting: number;
}

/** Which pledges hold: all, save those that want more others than there are that hold themselves. */
export async function standingOf(instance: Instance, stepId: string): Promise<Standing> {
  const threshold = dialectSql.jsonWhole(contributions.facts, 'threshold');
  const rows = await instance.db
    .select({ threshold, n: count() })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(
      and(eq(contributions.stepId, stepId), eq(contributions.kind, 'pledge'), ne(contributions.state, 'withdrawn')),
    )
    .groupBy(threshold);
  const groups = rows.map((row) => ({ threshold: Number(row.threshold ?? 0), n: row.n }));
  const all = groups.reduce((total, { n }) => total + n, 0);
  let active = all;
  for (;;) {
    const holding = groups.filter((one) => holds(one.threshold, active)).reduce((total, { n }) => total + n, 0);
    if (holding === active) return { active, waiting: all - active };
    active = holding;
  }
}

/** « If fifty others do »: it stands among the `active` itself. */
export const holds = (threshold: number, active: number): boolean => threshold === 0 || threshold <= active - 1;
