import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, count, desc, eq, gt, isNull, lte, or } from '../platform/columns.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { plainText } from '../platform/sanitise.ts';
import { wordsOf } from '../platform/words.ts';
import { write } from '../platform/write.ts';
import { type Cursor, pageSize } from './cursor.ts';
import { filters } from './tables.ts';
import type { FilterAction, FilterView, PostView, TimelinePage } from './view.ts';

const mostFilters = 100;
const longest = 100;
/** Pages that are read to fill one, when nearly everything is filtered. */
const mostRounds = 5;
const dayMs = 86_400_000;
export const filterDays = [1, 7, 30] as const;

/** Adds a filter: words that stand together, the last one may end with `*`. Throws Invalid. Gives its id. */
export async function addFilter(
  instance: Instance,
  accountId: string,
  wanted: { phrase: string; action: FilterAction; days: number | null },
): Promise<string> {
  const phrase = wanted.phrase.trim();
  if (!wordsOf(phrase).length) throw new Invalid({ phrase: 'filter.noWord' });
  if ([...phrase].length > longest) throw new Invalid({ phrase: { key: 'form.tooLong', args: { most: longest } } });
  const id = instance.ids();
  await write(instance, async (tx) => {
    const [own] = await tx.select({ n: count() }).from(filters).where(eq(filters.accountId, accountId));
    if (own!.n >= mostFilters) throw new Invalid({ phrase: { key: 'form.tooMany', args: { most: mostFilters } } });
    const now = instance.clock();
    const expiresAt = wanted.days === null ? null : now + wanted.days * dayMs;
    await tx.insert(filters).values({ id, accountId, phrase, action: wanted.action, expiresAt, createdAt: now });
  });
  return id;
}

export const removeFilter = (instance: Instance, accountId: string, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const [gone] = await tx
      .delete(filters)
      .where(and(eq(filters.id, id), eq(filters.accountId, accountId)))
      .returning({ id: filters.id });
    if (!gone) throw notFound();
  });

/** Filters that hold now, newest first. */
export const filtersOf = (instance: Instance, accountId: string): Promise<FilterView[]> =>
  instance.db
    .select({ id: filters.id, phrase: filters.phrase, action: filters.action, expiresAt: filters.expiresAt })
    .from(filters)
    .where(
      and(eq(filters.accountId, accountId), or(isNull(filters.expiresAt), gt(filters.expiresAt, instance.clock()))),
    )
    .orderBy(desc(filters.id));

export const purgeFilters = (instance: Instance) =>
  write(instance, (tx) => tx.delete(filters).where(lte(filters.expiresAt, instance.clock())));

/**
 * A timeline through the viewer's filters: what is hidden makes room for older posts, and what is left after a few
 * pages is shown, so that one who filters much waits no longer. One's own posts are never filtered.
 */
export async function filtered(
  instance: Instance,
  viewer: Viewer,
  read: (cursor: Cursor) => Promise<TimelinePage>,
  cursor: Cursor,
): Promise<TimelinePage> {
  const mine = viewer?.local ? await filtersOf(instance, viewer.accountId) : [];
  if (!mine.length) return read(cursor);
  const judge = judgeBy(mine);
  const most = cursor.most ?? pageSize;
  const kept: PostView[] = [];
  let before = cursor.before;
  for (let round = 0; round < mostRounds; round++) {
    const page = await read({ before, most });
    for (const [place, post] of page.posts.entries()) {
      const verdict = post.viewer.mine ? null : judge(post);
      if (verdict?.action === 'hide') continue;
      kept.push(verdict ? { ...post, folded: verdict.phrase } : post);
      if (kept.length === most)
        return { posts: kept, older: place === page.posts.length - 1 ? page.older : post.entryId };
    }
    if (page.older === null) return { posts: kept, older: null };
    before = page.older;
  }
  return { posts: kept, older: before ?? null };
}

/** The filter that a post meets; one that hides goes before one that folds. */
function judgeBy(mine: FilterView[]): (post: PostView) => FilterView | null {
  const ordered = mine.toSorted((one, other) => Number(other.action === 'hide') - Number(one.action === 'hide'));
  const tests = ordered.map((filter) => {
    const words = wordsOf(filter.phrase).join(' ');
    return { filter, needle: ` ${words}${filter.phrase.endsWith('*') ? '' : ' '}` };
  });
  return (post) => {
    const parts = [post.title ?? '', post.notice, plainText(post.html), ...post.media.map((file) => file.description)];
    const text = ` ${wordsOf(parts.join('\n')).join(' ')} `;
    return tests.find(({ needle }) => text.includes(needle))?.filter ?? null;
  };
}
