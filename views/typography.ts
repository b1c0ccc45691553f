import { type Html, raw } from './html.ts';

const narrow = '\u202f';
const noBreak = '\u00a0';

/** French spacing of a plain text: U+202F before `? ! ;` and inside « », U+00A0 before a colon. */
export function frenchText(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([?!]+(?=[\s»)\u2026]|$)|;(?=[\s»]|$))/g, `${narrow}$1`)
    .replace(/«[ \u00a0\u202f]*/g, `«${narrow}`)
    .replace(/[ \u00a0\u202f]*»/g, `${narrow}»`)
    .replace(/[ \u00a0\u202f]+:(?=\s|$)/g, `${noBreak}:`);
}

/**
 * French spacing of sanitised HTML, for display only, never stored. Only text between tags changes; what stands in
 * `<code>` and `<pre>` stays as written. Input must be well-formed, as the sanitiser leaves it.
 */
export function frenchHtml(html: string): string {
  let verbatim = 0;
  return html.replace(
    /<(\/?)([a-z0-9]+)[^>]*>|[^<]+/gi,
    (piece, close: string | undefined, tag: string | undefined) => {
      if (tag === undefined) return verbatim > 0 ? piece : frenchText(piece);
      if (/^(?:code|pre)$/i.test(tag)) verbatim += close ? -1 : 1;
      return piece;
    },
  );
}

/** Whether a BCP 47 tag is French, of anywhere. */
export const french = (language: string | null): boolean => /^fr\b/i.test(language ?? '');

/** Sanitised HTML of a person, with the spacing of its language. */
export const voice = (sanitised: string, language: string | null): Html =>
  raw(french(language) ? frenchHtml(sanitised) : sanitised);

/** The first words of sanitised HTML, as text in the spacing of its language. */
export function beginning(html: string, most: number, language: string | null): string {
  const text = html
    // Where an article has a picture.
    .replace(/<p>\[image \d{1,2}\]<\/p>/g, ' ')
    .replace(/<(br|\/p|\/li|\/blockquote|\/pre|\/h[1-6])\b[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name]!);
  const words = text.replace(/\s+/g, ' ').trim();
  const short = words.length > most ? `${words.slice(0, most).replace(/\s\S*$/, '')}…` : words;
  return french(language) ? frenchText(short) : short;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
