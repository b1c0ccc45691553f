import type { Instance } from '../../../instance.ts';
import { and, count, countDistinct, eq, inArray } from '../../../platform/columns.ts';
import { countByState, sum } from '../../contribution.ts';
import { agreements } from '../../exchange-tables.ts';
import { measuredIn } from '../../measures.ts';
import type { Step, StepModule } from '../../step.ts';
import { binding } from './agreement.ts';
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
    const receipts = given.reduce((total, one) => total + one.count, 0);
    return { ...(await counts(instance, step)), receipts, ...units };
  },
};

async function counts(instance: Instance, step: Step) {
  const offered = await countByState(instance, step.id, ['offer']);
  const asked = await countByState(instance, step.id, ['request']);
  const [found] = await instance.db
    .select({ n: countDistinct(agreements.postId), agreements: count() })
    .from(agreements)
    .where(and(eq(agreements.stepId, step.id), inArray(agreements.state, binding)));
  const running = (by: typeof offered) => sum(by) - (by.withdrawn ?? 0);
  return {
    offers: running(offered),
    requests: running(asked),
    found: found!.n,
    agreements: found!.agreements,
    unmet: asked.open ?? 0,
  };
}
