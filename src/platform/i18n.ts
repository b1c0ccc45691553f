import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { type Formats, formats } from './formats.ts';
import { ownZone } from './zones.ts';

type Room<T> = Exclude<keyof T, 'default'>;
/** Every key of the French texts; `tsc` refuses another. */
export type Key =
  | Room<typeof import('./texts/fr/common.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/posts.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/accounts.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/communities.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/campaigns.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/apps.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/gatherings.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/settings.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/notifications.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/admin.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/security.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/data.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/moderation.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/site.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/errors.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/partners.json', { with: { type: 'json' }})>
  | Room<typeof import('./texts/fr/refusals.json', { with: { type: 'json' }})>;

export const rooms = [
  'common',
  'posts',
  'accounts',
  'settings',
  'security',
  'data',
  'notifications',
  'admin',
  'moderation',
  'site',
  'errors',
  'communities',
  'campaigns',
  'apps',
  'gatherings',
  'partners',
  'refusals',
] as const;
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];
export type Args = Record<string, string | number>;

/** `t('post.reply')`; numbers, sizes and dates come through it too, since views are given nothing else. */
export interface Translate extends Formats {
  (key: Key, args?: Args): string;
  readonly lang: Language;
  /** IANA name of the clocks that times are written on. */
  readonly zone: string;
  /** Dates and times on the clocks of another zone. */
  inZone(zone: string): Formats;
  /** For keys that arrive as text, from a {@link Refusal}; an unknown one gives the sentence of `error.invalid`. */
  dynamic(key: string, args?: Args): string;
  has(key: string): key is Key;
}

type Message = string | IntlMessageFormat;
const known = new Map<Language, Map<string, Message>>();

/** Texts of one language, read once per process. Throws when a file is missing or not JSON. */
function messages(lang: Language): Map<string, Message> {
  let found = known.get(lang);
  if (!found) {
    found = new Map();
    for (const room of rooms) {
      const file = new URL(`./texts/${lang}/${room}.json`, import.meta.url);
      for (const [key, text] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) found.set(key, String(text));
    }
    known.set(lang, found);
  }
  return found;
}

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

const formatted = new Map<string, Formats>();

/** Made once per language and zone: the dozen `Intl` objects behind it cost more than a page. */
function formatsOf(lang: Language, timeZone?: string): Formats {
  const name = `${lang} ${timeZone ?? ''}`;
  const found = formatted.get(name) ?? formats(locales[lang], timeZone);
  formatted.set(name, found);
  return found;
}

/** The function that pages are given. `timeZone` is an IANA name; the machine's when absent. */
export function createTranslate(lang: Language, timeZone?: string): Translate {
  const texts = messages(lang);
  const say = (key: string, args?: Args): string => {
    let message = texts.get(key);
    if (message === undefined) throw new Error(`No text for ${key} in ${lang}`);
    if (typeof message === 'string') {
      if (!message.includes('{')) return message;
      // Compiled on first use: a process that never shows a page never pays.
      message = new IntlMessageFormat(message, locales[lang], undefined, { ignoreTag: true });
      texts.set(key, message);
    }
    return String(message.format(args));
  };
  const has = (key: string): key is Key => texts.has(key);
  const dynamic = (key: string, args?: Args) => say(has(key) ? key : 'error.invalid', args);
  return Object.assign((key: Key, args?: Args) => say(key, args), formatsOf(lang, timeZone), {
    lang,
    zone: timeZone ?? ownZone(),
    inZone: (zone: string) => formatsOf(lang, zone),
    has,
    dynamic,
  });
}

/** The first supported language of an Accept-Language header (RFC 9110 §12.5.4), else the first supported. */
export function pickLanguage(header: string | undefined, supported: readonly Language[] = languages): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      const q = quality ? Number(quality.trim().slice(2)) : 1;
      return { tag: range.trim().split('-')[0], q: Number.isFinite(q) ? q : 0 };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    const found = supported.find((lang) => lang === tag);
    if (found) return found;
  }
  return supported[0] ?? 'fr';
}
