import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../platform/i18n.ts';
import { type Budget, stepKinds } from './view.ts';

const words = z.object({ fr: z.string().min(1), en: z.string().min(1) });
const step = z.object({
  kind: z.enum(stepKinds),
  title: words,
  text: words,
  /** Days that it takes, and from how many days after the opening. */
  from: z.number().int().min(0),
  days: z.number().int().min(1),
  settings: z.record(z.string(), z.unknown()).default({}),
});
const template = z.object({
  title: words,
  /** What comes of it, for who chooses. */
  outcome: words,
  purpose: words,
  promise: words,
  charter: words,
  answerDays: z.number().int().min(1).max(60),
  budget: z.object({
    hours: z.number().nullable(),
    money: z.number().nullable(),
    messages: z.number().nullable(),
    weight: z.number().nullable(),
  }),
  steps: z.array(step).max(12),
});

/** A campaign to begin with, in every language; data, so that one more is one more file. */
export type Template = z.infer<typeof template>;

/** A template as data from elsewhere says it; null when it is none. Steps without end, texts of a book are none either. */
export function templateFrom(said: unknown): Template | null {
  const { success, data } = template.safeParse(said);
  return success ? data : null;
}

const folder = new URL('./templates/', import.meta.url);

/** All templates by name, « blank » last. Throws at start when a file is not one. */
export const templates: ReadonlyMap<string, Template> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort((one, other) => Number(one === 'blank.json') - Number(other === 'blank.json') || (one < other ? -1 : 1))
    .map((file) => [file.slice(0, -5), template.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))]),
);

const dayMs = 86_400_000;

/** What a campaign begins with in this language, its steps dated from `opensAt`. */
export function begin(
  { purpose, promise, charter, answerDays, budget, steps }: Template,
  lang: Language,
  opensAt: number,
) {
  const last = Math.max(0, ...steps.map(({ from, days }) => from + days));
  return {
    purpose: purpose[lang],
    promise: promise[lang],
    charter: charter[lang],
    answerDays,
    budget: budget satisfies Budget,
    closesAt: opensAt + (last + answerDays) * dayMs,
    steps: steps.map(({ kind, title, text, from, days, settings }) => ({
      kind,
      title: title[lang],
      text: text[lang],
      settings,
      startsAt: opensAt + from * dayMs,
      endsAt: opensAt + (from + days) * dayMs,
    })),
  };
}
