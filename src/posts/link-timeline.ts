import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, sql } from '../platform/columns.ts';
import type { Cursor } from './cursor.ts';
import { filtered } from './filter.ts';
import { cards, postCards, posts } from './tables.ts';
import { timeline } from './timelines.ts';
import { notLimited } from './visibility.ts';

/** Public posts that link to this page, newest first. */
export const linkTimeline = (instance: Instance, viewer: Viewer, url: string, cursor: Cursor = {}) => {
  const linking = instance.db
    .select({ id: postCards.postId })
    .from(postCards)
    .innerJoin(cards, eq(cards.id, postCards.cardId))
    .where(eq(cards.url, url));
  const which = and(inArray(posts.id, linking), sql`${posts.audience} = 'public'`, notLimited(viewer));
  return filtered(instance, viewer, (at) => timeline(instance, viewer, at, which), cursor);
};
