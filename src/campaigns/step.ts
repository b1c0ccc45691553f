import type { Instance } from '../instance.ts';
import { and, asc, eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/refusal.ts';
import type { Contribution } from './contribution.ts';
import { campaignSteps } from './tables.ts';
import type { ContributionKind, StepKindName, StepView } from './view.ts';

export type Step = typeof campaignSteps.$inferSelect;

/**
 * What a kind of step has to tell the engine: everything else of it stays in its folder. Queries are few and do not
 * depend on how many take part.
 */
export interface StepModule {
  kind: StepKindName;
  /** Settings a new step begins with. */
  settings: Record<string, unknown>;
  /** What of the settings other servers that carry the campaign have to know; also what is believed of theirs. */
  shared?: (settings: Record<string, unknown>) => Record<string, unknown>;
  /** Why these settings cannot be, as a translation key; null when they can. */
  settingsFault?: (settings: Record<string, unknown>) => string | null;
  /** What a plain post that reaches the step from anywhere becomes; null: such posts stay talk. */
  takes: ContributionKind | null;
  /**
   * Of what another server says somebody brings (`about`: to something that is there): the facts that are kept, or null
   * when the step takes no such thing from elsewhere.
   */
  lets?: (kind: ContributionKind, facts: Record<string, unknown>, about: boolean) => Record<string, unknown> | null;
  /** What follows when such a thing was let in: the same as when it is brought here. */
  letIn?: (inside: Instance, tx: Tx, row: Contribution) => Promise<void>;
  /** How many answers the organisers still owe: a campaign is not closed before. */
  owed?: (instance: Instance, step: Step) => Promise<number>;
  /** The line under its name in the chain. */
  line: (instance: Instance, step: Step) => Promise<StepView['line']>;
  /** Figures of the step that anybody may add up, for the manifest and the report: name in the texts → number. */
  figures: (instance: Instance, step: Step) => Promise<Record<string, number>>;
}

export const stepsOf = (instance: Instance, campaignId: string): Promise<Step[]> =>
  instance.db
    .select()
    .from(campaignSteps)
    .where(eq(campaignSteps.campaignId, campaignId))
    .orderBy(asc(campaignSteps.place), asc(campaignSteps.id));

/** A step of this campaign; 404 otherwise. */
export async function stepOf(instance: Instance, campaignId: string, id: string): Promise<Step> {
  const [step] = await instance.db
    .select()
    .from(campaignSteps)
    .where(and(eq(campaignSteps.id, id), eq(campaignSteps.campaignId, campaignId)));
  if (!step) throw notFound();
  return step;
}

/** Whether one takes part in it at `now`: a step without a date runs as long as its campaign. */
export function stepState({ startsAt, endsAt }: Pick<Step, 'startsAt' | 'endsAt'>, now: number): StepView['state'] {
  if (startsAt !== null && now < startsAt) return 'coming';
  return endsAt !== null && now >= endsAt ? 'past' : 'now';
}

/** The step one takes part in now: the first that runs, else the next one, else the last. */
export const currentStep = <S extends Pick<Step, 'startsAt' | 'endsAt'>>(steps: S[], now: number): S | null =>
  steps.find((step) => stepState(step, now) === 'now') ??
  steps.find((step) => stepState(step, now) === 'coming') ??
  steps.at(-1) ??
  null;

/** A step by its id alone, with nothing said of who may know of it. */
export async function stepById(instance: Instance, id: string): Promise<Step> {
  const [step] = await instance.db.select().from(campaignSteps).where(eq(campaignSteps.id, id));
  if (!step) throw notFound();
  return step;
}
