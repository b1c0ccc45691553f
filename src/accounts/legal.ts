import { readFileSync } from 'node:fs';
import type { Instance } from '../instance.ts';
import { and, desc, eq } from '../platform/columns.ts';
import type { Language } from '../platform/i18n.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { type LegalKind, legalTexts } from './organisation-tables.ts';

export const legalKinds: readonly LegalKind[] = ['privacy', 'terms', 'accessibility', 'contact'];
const longest = 40_000;

export interface LegalText {
  /** 0: the text that comes with the program. */
  version: number;
  /** Markdown, with `{names}` that {@link filled} replaces. */
  text: string;
  /** Since when it holds, Unix ms; null for the program's own. */
  at: number | null;
}

/** The text that comes with the program. */
export const proposedText = (kind: LegalKind, language: Language): string =>
  readFileSync(new URL(`./legal-texts/${language}/${kind}.md`, import.meta.url), 'utf8');

/** A version of a legal text; the one that holds when none is asked for. 404: there is none of that number. */
export async function legalText(
  instance: Instance,
  kind: LegalKind,
  language: Language,
  wanted?: number,
): Promise<LegalText> {
  const [kept] = await instance.db
    .select()
    .from(legalTexts)
    .where(
      and(
        eq(legalTexts.kind, kind),
        eq(legalTexts.language, language),
        wanted === undefined ? undefined : eq(legalTexts.version, wanted),
      ),
    )
    .orderBy(desc(legalTexts.version))
    .limit(1);
  if (!kept && wanted) throw notFound();
  const { version = 0, text = '', createdAt = null } = kept ?? {};
  return { version, text: text || proposedText(kind, language), at: createdAt };
}

/** Keeps a new version; an empty one is the program's own again. The same text is no new version. Throws Invalid. */
export async function saveLegalText(
  instance: Instance,
  kind: LegalKind,
  language: Language,
  text: string,
): Promise<void> {
  if (text.length > longest) throw new Invalid({ text: { key: 'form.tooLong', args: { most: longest } } });
  const words = text.replaceAll('\r\n', '\n').trim();
  const now = await legalText(instance, kind, language);
  const proposed = proposedText(kind, language).trim();
  const kept = words === proposed ? '' : words;
  if ((kept || proposed) === now.text.trim()) return;
  const row = { kind, language, version: now.version + 1, text: kept, createdAt: instance.clock() };
  await write(instance, (tx) => tx.insert(legalTexts).values(row));
}

/** Puts facts in the place of their `{names}`; a line that tells of a fact that is not known is left out. */
export const filled = (text: string, facts: Record<string, string>): string =>
  text
    .split('\n')
    .filter((line) => ![...line.matchAll(/\{(\w+)\}/g)].some(([, name]) => facts[name!] === ''))
    .join('\n')
    .replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
