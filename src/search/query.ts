import { feature, type Term } from '../platform/full-text.ts';
import { Refusal } from '../platform/refusal.ts';
import { wordsOf } from '../platform/words.ts';
import { timeAt, wallTime } from '../platform/zones.ts';

/** What somebody asks of posts: words, and where, by whom and when. */
export interface Query {
  terms: Term[];
  /** Folded words alone, for the highlighter. */
  words: Term[];
  /** `@name`, `@name@host` or `me`. */
  from: string | null;
  in: 'home' | 'mine' | 'followed' | null;
  /** Handle of a community: `name` or `name@host`. */
  community: string | null;
  /** Unix ms: from this moment on, and up to (not with) this one. */
  after: number | null;
  before: number | null;
}

export const mostLetters = 500;
const mostTerms = 16;
/** Below this a word is not completed: half the dictionary begins with « l ». */
const leastLetters = 3;
/** The words under which a post is kept by its author and by its language (BCP 47), besides its own. */
export const authorWord = (accountId: string): string => feature(`from${accountId}`);
export const languageWord = (language: string): string => feature(`lang${language.toLowerCase().replaceAll('-', '')}`);

const places = ['home', 'mine', 'followed'] as const;
const features = ['media', 'poll', 'link'] as const;
const hourMs = 3_600_000;

/**
 * Reads `cantine "origine France" from:@ines in:home has:media before:2026-11-01 lang:fr`. Anything may be typed: signs
 * that mean something to a database are no words (S44). Days are those of `zone`, an IANA name. Throws a Refusal (422) that says what is not understood.
 */
export function parseQuery(text: string, zone = 'UTC'): Query {
  if ([...text].length > mostLetters) throw new Refusal(422, 'search.tooLong', { args: { most: mostLetters } });
  const query: Query = { terms: [], words: [], from: null, in: null, community: null, after: null, before: null };
  for (const [, phrase, name, value, plain] of text.matchAll(
    /"([^"]*)"?|(?<![^\s])(from|in|has|before|after|lang):([^\s"]*)|([^\s"]+)/giu,
  )) {
    if (name) operate(query, name.toLowerCase(), value!, zone);
    else addWords(query, wordsOf(phrase ?? plain!), phrase === undefined);
  }
  if (query.words.length > mostTerms) throw new Refusal(422, 'search.tooManyWords', { args: { most: mostTerms } });
  return query;
}

function addWords(query: Query, words: string[], mayGoOn: boolean) {
  if (!words.length) return;
  const term = { words, begins: mayGoOn && [...words.at(-1)!].length >= leastLetters };
  query.words.push(term);
  query.terms.push(term);
}

function operate(query: Query, name: string, value: string, zone: string) {
  const wrong = () => new Refusal(422, `operator.${name}`, { args: { value } });
  if (name === 'from') {
    if (!value) throw wrong();
    query.from = value;
  } else if (name === 'in') {
    const place = places.find((one) => one === value.toLowerCase());
    if (place) query.in = place;
    else query.community = value.replace(/^[@!]/, '').toLowerCase() || fail(wrong);
  } else if (name === 'has') {
    const wanted = features.find((one) => one === value.toLowerCase()) ?? fail(wrong);
    query.terms.push({ words: [feature(wanted)], begins: false });
  } else if (name === 'lang') {
    if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value)) throw wrong();
    query.terms.push({ words: [languageWord(value)], begins: false });
  } else {
    const day = timeAt(value, '00:00', zone) ?? fail(wrong);
    // « after » a day begins with the next one (26 hours on: a day may have 25), « before » ends where its day begins.
    if (name === 'after') query.after = timeAt(wallTime(day + 26 * hourMs, zone).day, '00:00', zone);
    else query.before = day;
  }
}

function fail(wrong: () => Refusal): never {
  throw wrong();
}
