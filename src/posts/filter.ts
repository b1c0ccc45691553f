import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { mediaOf } from '../media/media.ts';
import { and, count, desc, eq, gt, isNull, lte, or } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { sanitisedText } from '../platform/sanitise.ts';
import { wordsOf } from '../platform/words.ts';
import { write } from '../platform/write.ts';
import { type Cursor, pageSize } from './cursor.ts';
import type { Post } from './post.ts';
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
  checkPhrase(phrase);
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

/** Changes a filter of one's own; what is absent stays. Throws Invalid, 404 for anybody else's. */
export async function changeFilter(
  instance: Instance,
  accountId: string,
  id: string,
  wanted: { phrase?: string; action?: FilterAction; days?: number | null },
): Promise<void> {
  const phrase = wanted.phrase?.trim();
  if (phrase !== undefined) checkPhrase(phrase);
  const days = wanted.days;
  const changes = {
    ...(phrase !== undefined && { phrase }),
    ...(wanted.action && { action: wanted.action }),
    ...(days !== undefined && { expiresAt: days === null ? null : instance.clock() + days * dayMs }),
  };
  await write(instance, async (tx) => {
    const own = and(eq(filters.id, id), eq(filters.accountId, accountId));
    const [known] = Object.keys(changes).length
      ? await tx.update(filters).set(changes).where(own).returning({ id: filters.id })
      : await tx.select({ id: filters.id }).from(filters).where(own);
    if (!known) throw notFound();
  });
}

function checkPhrase(phrase: string) {
  if (!wordsOf(phrase).length) throw new Invalid({ phrase: 'filter.noWord' });
  if ([...phrase].length > longest) throw new Invalid({ phrase: { key: 'form.tooLong', args: { most: longest } } });
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
  filtersAt(instance.db, { accountId, now: instance.clock() });

const filtersAt = compiled((db, value) =>
  db
    .select({ id: filters.id, phrase: filters.phrase, action: filters.action, expiresAt: filters.expiresAt })
    .from(filters)
    .where(
      and(
        eq(filters.accountId, value('accountId')),
        or(isNull(filters.expiresAt), gt(filters.expiresAt, value('now'))),
      ),
    )
    .orderBy(desc(filters.id)),
);

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
  const judge = await judgeOf(instance, viewer);
  if (!judge) return read(cursor);
  const most = cursor.most ?? pageSize;
  const kept: PostView[] = [];
  let before = cursor.before;
  for (let round = 0; round < mostRounds; round++) {
    const page = await read({ before, most });
    for (const [place, post] of page.posts.entries()) {
      const shown = judged(judge, post);
      if (!shown) continue;
      kept.push(shown);
      if (kept.length === most)
        return { posts: kept, older: place === page.posts.length - 1 ? page.older : post.entryId };
    }
    if (page.older === null) return { posts: kept, older: null };
    before = page.older;
  }
  return { posts: kept, older: before ?? null };
}

/** Posts that stand together (a conversation, what notifications are about) through the viewer's filters. */
export async function throughFilters(instance: Instance, viewer: Viewer, posts: PostView[]): Promise<PostView[]> {
  const judge = await judgeOf(instance, viewer);
  return judge ? posts.flatMap((post) => judged(judge, post) ?? []) : posts;
}

/** Whether a filter of a member hides this post: then nobody is told of it. */
export async function hides(instance: Instance, accountId: string, post: Post): Promise<boolean> {
  const judge = await judgeOf(instance, { accountId, local: true });
  if (!judge) return false;
  const media = (await mediaOf(instance, [post.id])).get(post.id) ?? [];
  return judge({ ...post, media })?.action === 'hide';
}

type Judge = (post: Pick<PostView, 'title' | 'notice' | 'html' | 'media'>) => FilterView | null;

async function judgeOf(instance: Instance, viewer: Viewer): Promise<Judge | null> {
  const mine = viewer?.local ? await filtersOf(instance, viewer.accountId) : [];
  return mine.length ? judgeBy(mine) : null;
}

/** The post as it stands, folded, or null when it is hidden. */
function judged(judge: Judge, post: PostView): PostView | null {
  const verdict = post.viewer.mine ? null : judge(post);
  if (verdict?.action === 'hide') return null;
  return verdict ? { ...post, folded: verdict.phrase } : post;
}

/** The filter that a post meets; one that hides goes before one that folds. */
function judgeBy(mine: FilterView[]): Judge {
  const ordered = mine.toSorted((one, other) => Number(other.action === 'hide') - Number(one.action === 'hide'));
  const tests = ordered.map((filter) => {
    const words = wordsOf(filter.phrase).join(' ');
    return { filter, needle: ` ${words}${filter.phrase.endsWith('*') ? '' : ' '}` };
  });
  return (post) => {
    const parts = [
      post.title ?? '',
      post.notice,
      sanitisedText(post.html),
      ...post.media.map((file) => file.description),
    ];
    const text = ` ${wordsOf(parts.join('\n')).join(' ')} `;
    return tests.find(({ needle }) => text.includes(needle))?.filter ?? null;
  };
}
