import { accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { Invalid } from '../platform/refusal.ts';
import type { Campaign } from './campaign.ts';
import { stepsOf } from './step.ts';
import { stepModules } from './step-modules.ts';
import { type Template, templateFrom } from './template.ts';
import { type StepKindName, stepKinds } from './view.ts';

/** Nobody writes more than this; a longer file is none (S40). */
export const mostBytes = 256 * 1024;
const format = 'maillon-recipe-1';
const dayMs = 86_400_000;

/** What a step keeps that another campaign can begin with: never people. */
const personal = ['named', 'listClosesAt'];

/** A campaign as a template of others: texts, steps, how long each took. Nothing of who took part is in it. */
export async function recipeOf(instance: Instance, campaign: Campaign): Promise<Template & { format: string }> {
  const steps = await stepsOf(instance, campaign.communityId);
  const account = await accountById(instance, campaign.communityId);
  const opening = campaign.opensAt ?? Math.min(...steps.flatMap(({ startsAt }) => startsAt ?? []), campaign.createdAt);
  const both = (text: string, otherwise: string) => ({ fr: text || otherwise, en: text || otherwise });
  const name = account?.displayName ?? '';
  return {
    format,
    title: both(name, '–'),
    outcome: both(campaign.promise, name),
    purpose: both(account?.bioSource ?? '', name),
    promise: both(campaign.promise, name),
    charter: both(campaign.charter, '–'),
    answerDays: campaign.answerDays,
    budget: campaign.budget,
    steps: steps.map(({ kind, title, text, startsAt, endsAt, settings }) => {
      const from = startsAt === null ? 0 : Math.max(0, Math.round((startsAt - opening) / dayMs));
      const days = startsAt === null || endsAt === null ? 7 : Math.max(1, Math.round((endsAt - startsAt) / dayMs));
      const kept = Object.fromEntries(Object.entries(settings).filter(([key]) => !personal.includes(key)));
      return { kind, title: both(title, kind), text: both(text, title), from, days, settings: kept };
    }),
  };
}

/** Reads a recipe that came as a file: Invalid (`recipe`) when it is too long, not one, or has a step of a kind unknown here. */
export function readRecipe(bytes: Buffer): Template {
  if (bytes.length > mostBytes) throw new Invalid({ recipe: 'recipe.tooLarge' });
  let said: unknown;
  try {
    said = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Invalid({ recipe: 'recipe.unreadable' });
  }
  if ((said as { format?: unknown } | null)?.format !== format) throw new Invalid({ recipe: 'recipe.unreadable' });
  const steps = (said as { steps?: { kind?: unknown }[] }).steps;
  const unknown = Array.isArray(steps) && steps.some((step) => !stepKinds.includes(step?.kind as StepKindName));
  if (unknown) throw new Invalid({ recipe: 'recipe.unknownStep' });
  const recipe = templateFrom(said);
  if (!recipe) throw new Invalid({ recipe: 'recipe.unreadable' });
  for (const { kind, settings } of recipe.steps)
    if (stepModules[kind]?.settingsFault?.({ ...stepModules[kind]?.settings, ...settings }))
      throw new Invalid({ recipe: 'recipe.unreadable' });
  return recipe;
}
