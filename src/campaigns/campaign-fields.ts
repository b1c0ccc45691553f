import { timeAt, wallTime } from '../platform/zones.ts';
import type { NewStep } from './campaign.ts';
import { type CampaignSettings, type StepKindName, stepKinds } from './view.ts';

/** A step as the form has it: what its module keeps is set elsewhere. */
export type SaidStep = Omit<NewStep, 'settings'> & { id?: string };

/** What a form says of a campaign; days and times are on the clocks of `zone`, what names no moment is NaN. */
export function settingsFrom(values: Record<string, string>, zone: string): CampaignSettings {
  const { displayName = '', purpose = '', promise = '', charter = '' } = values;
  return {
    ...{ displayName, purpose, promise, charter },
    answerDays: Number(values.answerDays ?? 5),
    reach: oneOf(values.reach, ['public', 'partners', 'organisation'] as const),
    admission: oneOf(values.admission, ['open', 'request'] as const),
    language: values.language || null,
    opensAt: dayOf(values.opensAt, zone),
    closesAt: dayOf(values.closesAt, zone),
    budget: {
      hours: figure(values.hours),
      money: figure(values.money),
      messages: figure(values.messages),
      weight: figure(values.weight),
    },
  };
}

export const fieldsOfSettings = ({ budget, ...said }: CampaignSettings, zone: string): Record<string, string> => ({
  ...{ displayName: said.displayName, purpose: said.purpose, promise: said.promise, charter: said.charter },
  ...{
    answerDays: String(said.answerDays),
    reach: said.reach,
    admission: said.admission,
    language: said.language ?? '',
  },
  ...{ opensAt: dayIn(said.opensAt, zone), closesAt: dayIn(said.closesAt, zone) },
  ...Object.fromEntries(Object.entries(budget).map(([name, n]) => [name, n === null ? '' : String(n)])),
});

/** Steps of the form `title-0`, `kind-0`, `text-0`, `startsAt-0`…, after the button that was pressed: `up-2`, `drop-1`, `add`. */
export function stepsFrom(values: Record<string, string>, zone: string): { steps: SaidStep[]; saves: boolean } {
  const steps: SaidStep[] = [];
  for (let n = 0; values[`title-${n}`] !== undefined && n < 20; n++) {
    const id = values[`id-${n}`];
    steps.push({
      ...(id && { id }),
      kind: oneOf(values[`kind-${n}`], stepKinds),
      title: values[`title-${n}`]!,
      text: values[`text-${n}`] ?? '',
      startsAt: dayOf(values[`startsAt-${n}`], zone),
      endsAt: dayOf(values[`endsAt-${n}`], zone),
    });
  }
  const [act = '', at = ''] = (values.action ?? '').split('-');
  const place = Number(at);
  if (act === 'up' && place > 0 && place < steps.length) steps.splice(place - 1, 2, steps[place]!, steps[place - 1]!);
  if (act === 'drop') steps.splice(place, 1);
  if (act === 'add') steps.push(newStep(oneOf(values.newKind, stepKinds)));
  return { steps, saves: act === '' || act === 'save' };
}

const newStep = (kind: StepKindName): SaidStep => ({ ...{ kind, title: '', text: '' }, startsAt: null, endsAt: null });

export const fieldsOfSteps = (steps: SaidStep[], zone: string): Record<string, string> =>
  Object.fromEntries(
    steps.flatMap(({ id = '', kind, title, text, startsAt, endsAt }, n) => [
      [`id-${n}`, id],
      [`kind-${n}`, kind],
      [`title-${n}`, title],
      [`text-${n}`, text],
      [`startsAt-${n}`, dayIn(startsAt, zone)],
      [`endsAt-${n}`, dayIn(endsAt, zone)],
    ]),
  );

/** Midnight of a day, null for none, NaN for what is no day. */
const dayOf = (day: string | undefined, zone: string): number | null =>
  day?.trim() ? (timeAt(day.trim(), '00:00', zone) ?? Number.NaN) : null;
const dayIn = (moment: number | null, zone: string): string =>
  moment === null || Number.isNaN(moment) ? '' : wallTime(moment, zone).day;
const figure = (text = ''): number | null => (text.trim() && Number(text) >= 0 ? Math.min(Number(text), 1e9) : null);
const oneOf = <T extends string>(value: string | undefined, all: readonly T[]): T =>
  all.find((one) => one === value) ?? all[0]!;
