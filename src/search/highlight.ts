import type { Term } from '../platform/full-text.ts';
import { wordsOf } from '../platform/words.ts';
import type { PostView } from '../posts/view.ts';

/** The post with what was searched for in `<mark>`. The HTML is sanitised before, and stays as it was but for these. */
export function highlight(post: PostView, terms: Term[]): PostView {
  return terms.length ? { ...post, html: markWords(post.html, terms) } : post;
}

/** Marks words of sanitised HTML, in the text between its tags alone. */
export function markWords(html: string, terms: Term[]): string {
  const whole = new Set(terms.flatMap(({ words, begins }) => (begins ? words.slice(0, -1) : words)));
  const starts = terms.flatMap(({ words, begins }) => (begins ? [words.at(-1)!] : []));
  const isWanted = (word: string) => whole.has(word) || starts.some((start) => word.startsWith(start));
  return html.replace(/<[^>]*>|&#?\w+;|[\p{L}\p{N}\p{M}]+/gu, (piece) => {
    if (/^[<&]/.test(piece)) return piece;
    return wordsOf(piece).some(isWanted) ? `<mark>${piece}</mark>` : piece;
  });
}
