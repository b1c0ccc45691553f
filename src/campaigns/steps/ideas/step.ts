import { countByState, sum } from '../../contribution.ts';
import type { StepModule } from '../../step.ts';

export interface IdeaSettings {
  /** How many ideas each person may support; 0: as many as they like. */
  supports: number;
}

/** Ideas that are supported, merged, studied, kept and done, or set aside with a reason. */
export const ideas: StepModule = {
  kind: 'ideas',
  settings: { supports: 10 } satisfies IdeaSettings,
  takes: 'idea',
  lets: (kind, _facts, about) => (kind === 'idea' && !about ? {} : null),
  line: async (instance, step) => {
    const counts = await countByState(instance, step.id, ['idea']);
    return { key: 'campaign.ideas.line', args: { n: sum(counts) - (counts.merged ?? 0) } };
  },
  figures: async (instance, step) => {
    const counts = await countByState(instance, step.id, ['idea']);
    const { merged = 0, studied = 0, kept = 0, realised = 0, aside = 0 } = counts;
    return { ideas: sum(counts), merged, studied, kept, realised, aside };
  },
};
