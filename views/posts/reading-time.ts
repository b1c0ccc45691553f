import type { PostView } from '../../src/posts/view.ts';

const wordsPerMinute = 220;

/** Minutes it takes to read, at least one. */
export const minutesOf = ({ html: text }: Pick<PostView, 'html'>): number =>
  Math.max(1, Math.round(text.replace(/<[^>]+>/g, ' ').split(/\s+/).length / wordsPerMinute));
