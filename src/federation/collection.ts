import type { Json } from './json.ts';
import { withContext } from './objects/context.ts';

export const pageItems = 40;

/** A collection that is read page by page; `total` is left out where it would tell too much. */
export const pagedCollection = (id: string, total: number | null): Json =>
  withContext({
    id,
    type: 'OrderedCollection',
    ...(total !== null && { totalItems: total }),
    first: `${id}?page=1`,
  });

/** One page; `next` is the cursor of the one after it. */
export const collectionPage = (id: string, cursor: string, items: unknown[], next: string | null): Json =>
  withContext(pageOf(id, cursor, items, next));

/** A collection with its first page inside, as most conversations need no second one; `cursor` null or of a page. */
export function collectionFrom(id: string, cursor: string | null, items: unknown[], next: string | null): Json {
  if (cursor !== null && cursor !== '1') return collectionPage(id, cursor, items, next);
  const first = pageOf(id, '1', items, next);
  return withContext(cursor === '1' ? first : { id, type: 'OrderedCollection', first });
}

const pageOf = (id: string, cursor: string, items: unknown[], next: string | null): Json => ({
  id: `${id}?page=${cursor}`,
  type: 'OrderedCollectionPage',
  partOf: id,
  ...(next !== null && { next: `${id}?page=${next}` }),
  orderedItems: items,
});

/** A collection that fits in one answer. */
export const wholeCollection = (id: string, items: unknown[]): Json =>
  withContext({ id, type: 'OrderedCollection', totalItems: items.length, orderedItems: items });

/** The cursor of a request: null asks for the collection itself, `1` for the first page. */
export function cursorOf(page: unknown): string | null {
  return typeof page === 'string' && /^\d{1,19}$/.test(page) ? page : null;
}
