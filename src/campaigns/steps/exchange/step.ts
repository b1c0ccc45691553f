import type { Instance } from '../../../instance.ts';
import { and, count, dialectSql, eq, gt, isNull, ne, sql } from '../../../platform/columns.ts';
import { posts } from '../../../posts/tables.ts';
import { countByState, sum as total } from '../../contribution.ts';
import { measuredIn } from '../../measures.ts';
import type { Step, StepModule } from '../../step.ts';
import { contributions } from '../../tables.ts';
import { offerFrom } from './offer.ts';

/** Offers and requests in native units; what counts is what both sides confirmed. */
export const exchange: StepModule = {
  kind: 'exchange',
  settings: {},
  // A plain post does not say whether it gives or asks, nor how much.
  takes: null,
  lets: (kind, facts, about) => (about ? null : (offerFrom(kind, facts) as Record<string, unknown> | null)),
  line: async (instance, step) => {
    const { offers, requests, found } = await counts(instance, step);
    return { key: 'exchange.line', args: { n: offers + requests, found } };
  },
  figures: async (instance, step) => {
    const given = await measuredIn(instance, step.id, ['given']);
    const units = Object.fromEntries(given.map(({ what, amount }) => [what, amount]));
    const receipts = given.reduce((n, one) => n + one.count, 0);
    return { ...(await counts(instance, step)), receipts, ...units };
  },
};

async function counts(instance: Instance, step: Step) {
  const offered = await countByState(instance, step.id, ['offer']);
  const asked = await countByState(instance, step.id, ['request']);
  const times = dialectSql.jsonWhole(contributions.facts, 'found');
  const [found] = await instance.db
    .select({ n: count(), agreements: sql<number>`coalesce(sum(${times}), 0)` })
    .from(contributions)
    .innerJoin(posts, and(eq(posts.id, contributions.postId), isNull(posts.deletedAt)))
    .where(and(eq(contributions.stepId, step.id), gt(times, 0), ne(contributions.state, 'withdrawn')));
  const running = (by: typeof offered) => total(by) - (by.withdrawn ?? 0);
  return {
    offers: running(offered),
    requests: running(asked),
    found: found!.n,
    agreements: Number(found!.agreements),
    unmet: asked.open ?? 0,
  };
}
