import { measuredIn } from '../../measures.ts';
import type { StepModule } from '../../step.ts';
import { letInPledge, letsPledge } from './from-elsewhere.ts';
import { type PledgeSettings, settingsOf } from './settings.ts';
import { standingOf } from './standing.ts';

/** Somebody commits to a measurable thing, and tells how it went. */
export const pledges: StepModule = {
  kind: 'pledges',
  settings: { goal: 0, models: [] } satisfies PledgeSettings,
  // A plain post says neither how much nor until when.
  takes: null,
  lets: letsPledge,
  letIn: letInPledge,
  line: async (instance, step) => {
    const { active } = await standingOf(instance, step.id);
    const { goal } = settingsOf(step);
    return { key: goal ? 'pledge.lineOf' : 'pledge.line', args: { n: active, goal } };
  },
  figures: async (instance, step) => {
    const { active, waiting } = await standingOf(instance, step.id);
    const kept = await measuredIn(instance, step.id, ['kept']);
    const at = (level: string) => kept.filter((one) => one.level === level).reduce((n, one) => n + one.count, 0);
    return {
      ...{ pledges: active, waiting },
      ...{ declared: at('declared'), evidenced: at('evidenced'), verified: at('verified') },
    };
  },
};
