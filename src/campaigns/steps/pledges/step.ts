import type { Instance } from '../../../instance.ts';
import { and, count, dialectSql, eq, isNull, ne } from '../../../platform/columns.ts';
import type { Language } from '../../../platform/i18n.ts';
import { posts } from '../../../posts/tables.ts';
import { measuredIn } from '../../measures.ts';
import type { Step, StepModule } from '../../step.ts';
import { contributions } from '../../tables.ts';

export interface PledgeSettings {
  /** How many pledges are hoped for; 0: not said. */
  goal: number;
  /** Sentences to take over or to rewrite, in both languages or in that of the campaign. */
  models: Record<Language, string[]> | string[];
}

export const settingsOf = (step: Pick<Step, 'settings'>): PledgeSettings => {
  const { goal = 0, models = [] } = step.settings as Partial<PledgeSettings>;
  return { goal, models };
};

export const modelsOf = (step: Pick<Step, 'settings'>, language: string | null): string[] => {
  const { models } = settingsOf(step);
  return Array.isArray(models) ? models : (models[language === 'en' ? 'en' : 'fr'] ?? []);
};

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

/** Somebody commits to a measurable thing, and tells how it went. */
export const pledges: StepModule = {
  kind: 'pledges',
  settings: { goal: 0, models: [] } satisfies PledgeSettings,
  // A plain post says neither how much nor until when.
  takes: null,
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
