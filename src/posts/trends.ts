import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, count, desc, eq, gt, inArray, isNull, type SQL, sql } from '../platform/columns.ts';
import { idAt } from '../platform/ids.ts';
import { cardsOf } from './card.ts';
import { postsByIds } from './post.ts';
import { hashtags, postCards, posts } from './tables.ts';
import type { CardView } from './view.ts';
import { notLimited, notMuted, readable } from './visibility.ts';

/** How often something was used on a day (UTC), and by how many accounts. */
export interface TagDay {
  /** Unix seconds of the day's beginning. */
  day: number;
  uses: number;
  accounts: number;
}

const dayMs = 86_400_000;
const days = 7;
const postDays = 3;

const since = (instance: Instance, span: number) => idAt(instance.clock() - span * dayMs);
const day = sql<number>`(${posts.createdAt} / ${sql.raw(String(dayMs))})`;
const uses = sql<number>`count(*)`;
const users = sql<number>`count(distinct ${posts.accountId})`;

/** What everybody may read: a trend tells nobody of anything else (S62). */
const open = (): SQL =>
  and(eq(posts.audience, 'public'), isNull(posts.boostOfId), readable(null), notLimited(null)) as SQL;

const weekOf = (instance: Instance, rows: { day: number; uses: number; accounts: number }[]): TagDay[] => {
  const today = Math.floor(instance.clock() / dayMs);
  return Array.from({ length: days }, (_, back) => {
    const row = rows.find((one) => Number(one.day) === today - back);
    return {
      day: ((today - back) * dayMs) / 1000,
      uses: Number(row?.uses ?? 0),
      accounts: Number(row?.accounts ?? 0),
    };
  });
};

/** Uses of these hashtags in public posts, of the last seven days, today first. One query. */
export async function tagHistory(instance: Instance, names: string[]): Promise<Map<string, TagDay[]>> {
  const rows = names.length
    ? await instance.db
        .select({ name: hashtags.name, day: day.as('day'), uses, accounts: users })
        .from(hashtags)
        .innerJoin(posts, eq(posts.id, hashtags.postId))
        .where(and(inArray(hashtags.name, names), gt(hashtags.postId, since(instance, days)), open()))
        .groupBy(hashtags.name, sql`day`)
    : [];
  const byName = Map.groupBy(rows, (row) => row.name);
  return new Map(names.map((name) => [name, weekOf(instance, byName.get(name) ?? [])]));
}

/** Hashtags that most people wrote in public this week. */
export async function trendingTags(instance: Instance, most: number, skip = 0): Promise<string[]> {
  const rows = await instance.db
    .select({ name: hashtags.name })
    .from(hashtags)
    .innerJoin(posts, eq(posts.id, hashtags.postId))
    .where(and(gt(hashtags.postId, since(instance, days)), open()))
    .groupBy(hashtags.name)
    .orderBy(desc(users), desc(uses), hashtags.name)
    .limit(most)
    .offset(skip);
  return rows.map(({ name }) => name);
}

/** Public posts of the last days that were thanked and passed on the most. */
export const trendingPosts = (instance: Instance, viewer: Viewer, most: number, skip = 0) =>
  instance.db
    .select()
    .from(posts)
    .where(
      and(
        gt(posts.id, since(instance, postDays)),
        isNull(posts.inReplyToUri),
        open(),
        readable(viewer),
        notMuted(viewer),
        sql`${posts.likes} + ${posts.boosts} > 0`,
      ),
    )
    .orderBy(desc(sql`${posts.likes} + 2 * ${posts.boosts}`), desc(posts.id))
    .limit(most)
    .offset(skip);

/** Pages that most public posts of the week link to. */
export async function trendingPages(
  instance: Instance,
  most: number,
  skip = 0,
): Promise<{ card: CardView; history: TagDay[] }[]> {
  const where = () => and(gt(postCards.postId, since(instance, days)), open());
  const top = await instance.db
    .select({ cardId: postCards.cardId, postId: sql<string>`max(${postCards.postId})`, n: count() })
    .from(postCards)
    .innerJoin(posts, eq(posts.id, postCards.postId))
    .where(where())
    .groupBy(postCards.cardId)
    .orderBy(desc(users), desc(count()), postCards.cardId)
    .limit(most)
    .offset(skip);
  if (!top.length) return [];
  const rows = await instance.db
    .select({ cardId: postCards.cardId, day: day.as('day'), uses, accounts: users })
    .from(postCards)
    .innerJoin(posts, eq(posts.id, postCards.postId))
    .where(
      and(
        where(),
        inArray(
          postCards.cardId,
          top.map(({ cardId }) => cardId),
        ),
      ),
    )
    .groupBy(postCards.cardId, sql`day`);
  const shown = await cardsOf(
    instance,
    await postsByIds(
      instance,
      top.map(({ postId }) => postId),
    ),
  );
  return top.flatMap(({ cardId, postId }) => {
    const card = shown.get(postId);
    const history = rows.filter((row) => row.cardId === cardId);
    return card ? [{ card, history: weekOf(instance, history) }] : [];
  });
}
