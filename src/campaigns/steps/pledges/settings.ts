import type { Language } from '../../../platform/i18n.ts';
import type { Step } from '../../step.ts';

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
