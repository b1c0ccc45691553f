import type { Instance } from '../instance.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';
import { documentId, refId, sameOrigin } from './ids.ts';
import { isObject, type Json, list } from './json.ts';

const mostPages = 20;
const mostItems = 5_000;

/**
 * The items of a collection, page after page, at most 20 pages and 5,000 items, no page twice (S37). `value` is its
 * address, or the collection as it stands inside the document `home`; pages on another origin end it.
 */
export async function* fetchCollection(
  instance: Instance,
  value: unknown,
  home: string,
  options: { fresh?: boolean } = {},
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  let items = 0;
  let page: Json | null = await open(value);
  if (page && !itemsOf(page).length && page.first !== undefined) page = await open(page.first);
  for (let pages = 0; page && pages < mostPages; pages++) {
    for (const item of itemsOf(page)) {
      if (++items > mostItems) return;
      yield item;
    }
    page = page.next === undefined ? null : await open(page.next);
  }

  async function open(reference: unknown): Promise<Json | null> {
    if (isObject(reference) && (itemsOf(reference).length || reference.first !== undefined)) return reference;
    const uri = documentId(refId(reference));
    if (!uri || seen.has(uri) || !sameOrigin(uri, home)) return null;
    seen.add(uri);
    try {
      return await fetchDocument(instance, uri, options);
    } catch (error) {
      if (error instanceof FetchFault) return null;
      throw error;
    }
  }
}

const itemsOf = (page: Json) => list(page.orderedItems ?? page.items);
