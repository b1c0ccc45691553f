import { accountsByIds } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, asc, desc, eq, inArray, isNull, lt, lte, or, type SQL, sql } from '../platform/columns.ts';
import { within, write } from '../platform/write.ts';
import { throughFilters } from '../posts/filter.ts';
import { postsByIds } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { posts } from '../posts/tables.ts';
import type { PostView } from '../posts/view.ts';
import { readable } from '../posts/visibility.ts';
import { type NotificationType, notifications } from './tables.ts';

/** What several people did alike to one post, or to the member, in one day; all else is a group of one. */
export interface NoticeGroup {
  /** `like-1176…-20661`, or the notification's own id. */
  key: string;
  type: NotificationType;
  newestId: number;
  oldestId: number;
  count: number;
  /** When the newest was told, Unix ms. */
  at: number;
  /** Newest first, at most eight. */
  fromIds: string[];
  post: PostView | null;
}

export interface GroupsWanted {
  types: readonly NotificationType[];
  /** Of these, what is alike stands together. */
  grouped: readonly NotificationType[];
  /** Groups whose newest notification is older (`before`) or newer (`after`) than this id. */
  before?: number | undefined;
  after?: number | undefined;
  /** The groups right after `after`, instead of the newest. */
  upwards?: boolean;
  most: number;
}

const samples = 8;
const dayMs = 86_400_000;

/** The member's notifications that they may read, each with the key of its group. */
function keyed(instance: Instance, ownerId: string, types: readonly NotificationType[], grouped: readonly string[]) {
  const together = sql`${notifications.type} || '-' || coalesce(${notifications.postId} || '-', '') || (${notifications.createdAt} / ${sql.raw(String(dayMs))})`;
  const alone = sql`cast(${notifications.id} as text)`;
  const key = grouped.length
    ? sql<string>`case when ${inArray(notifications.type, [...grouped] as NotificationType[])} then ${together} else ${alone} end`
    : sql<string>`${alone}`;
  return instance.db
    .select({
      id: notifications.id,
      type: notifications.type,
      fromId: notifications.fromId,
      postId: notifications.postId,
      createdAt: notifications.createdAt,
      readAt: notifications.readAt,
      key: key.as('group_key'),
    })
    .from(notifications)
    .leftJoin(posts, eq(posts.id, notifications.postId))
    .where(
      and(
        eq(notifications.ownerId, ownerId),
        inArray(notifications.type, [...types]),
        or(isNull(notifications.postId), readable({ accountId: ownerId, local: true })),
      ),
    )
    .as('told');
}

/** Groups, newest first; what the member hides by a filter is left out. A fixed number of queries. */
export async function noticeGroups(instance: Instance, ownerId: string, wanted: GroupsWanted): Promise<NoticeGroup[]> {
  if (!wanted.types.length) return [];
  const told = keyed(instance, ownerId, wanted.types, wanted.grouped);
  const newest = sql<number>`max(${told.id})`;
  const bounds: SQL[] = [];
  if (wanted.before) bounds.push(sql`${newest} < ${wanted.before}`);
  if (wanted.after) bounds.push(sql`${newest} > ${wanted.after}`);
  const rows = await instance.db
    .select({ key: told.key, newestId: newest })
    .from(told)
    .groupBy(sql`${told.key}`)
    .having(and(...bounds))
    .orderBy(wanted.upwards ? asc(newest) : desc(newest))
    .limit(wanted.most);
  if (wanted.upwards) rows.reverse();
  return details(
    instance,
    ownerId,
    told,
    rows.map(({ key }) => key),
  );
}

/** One group; null when there is none (any more). */
export async function noticeGroup(
  instance: Instance,
  ownerId: string,
  wanted: Pick<GroupsWanted, 'types' | 'grouped'> & { key: string },
): Promise<NoticeGroup | null> {
  const told = keyed(instance, ownerId, wanted.types, wanted.grouped);
  return (await details(instance, ownerId, told, [wanted.key]))[0] ?? null;
}

type Told = ReturnType<typeof keyed>;

async function details(instance: Instance, ownerId: string, told: Told, keys: string[]): Promise<NoticeGroup[]> {
  if (!keys.length) return [];
  const each = instance.db
    .select({
      key: sql<string>`${told.key}`.as('key'),
      id: sql<number>`${told.id}`.as('told_id'),
      type: sql<NotificationType>`${told.type}`.as('told_type'),
      fromId: sql<string>`${told.fromId}`.as('told_from'),
      postId: sql<string | null>`${told.postId}`.as('told_post'),
      at: sql<number>`${told.createdAt}`.as('told_at'),
      place: sql<number>`row_number() over (partition by ${told.key} order by ${told.id} desc)`.as('place'),
      count: sql<number>`count(*) over (partition by ${told.key})`.as('told_count'),
      oldestId: sql<number>`min(${told.id}) over (partition by ${told.key})`.as('oldest_id'),
    })
    .from(told)
    .where(inArray(told.key, keys))
    .as('each_told');
  const rows = await instance.db.select().from(each).where(lte(each.place, samples)).orderBy(desc(each.id));
  const viewer = { accountId: ownerId, local: true };
  const shown = await postsByIds(instance, [...new Set(rows.flatMap(({ postId }) => postId ?? []))]);
  const views = new Map(
    (await throughFilters(instance, viewer, await postViews(instance, viewer, shown))).map((view) => [view.id, view]),
  );
  const groups = new Map<string, NoticeGroup>();
  for (const row of rows) {
    const known = groups.get(row.key);
    if (known) {
      known.fromIds.push(row.fromId);
      continue;
    }
    const post = row.postId === null ? null : views.get(row.postId);
    if (post === undefined) continue;
    groups.set(row.key, {
      key: row.key,
      type: row.type,
      newestId: Number(row.id),
      oldestId: Number(row.oldestId),
      count: Number(row.count),
      at: Number(row.at),
      fromIds: [row.fromId],
      post,
    });
  }
  return [...groups.values()];
}

/** Everybody of a group, newest first, at most `most`. */
export async function peopleOfGroup(
  instance: Instance,
  ownerId: string,
  wanted: Pick<GroupsWanted, 'types' | 'grouped' | 'before' | 'most'> & { key: string },
) {
  const told = keyed(instance, ownerId, wanted.types, wanted.grouped);
  const rows = await instance.db
    .select({ id: told.id, fromId: told.fromId })
    .from(told)
    .where(and(eq(told.key, wanted.key), wanted.before ? lt(told.id, wanted.before) : undefined))
    .orderBy(desc(told.id))
    .limit(wanted.most);
  const people = new Map(
    (
      await accountsByIds(
        instance,
        rows.map(({ fromId }) => fromId),
      )
    ).map((one) => [one.id, one]),
  );
  return rows.flatMap(({ id, fromId }) => {
    const account = people.get(fromId);
    return account ? [{ id, account }] : [];
  });
}

/** How many groups hold something unread; `most` stands for more. */
export async function unreadGroups(
  instance: Instance,
  ownerId: string,
  wanted: Pick<GroupsWanted, 'types' | 'grouped' | 'most'>,
): Promise<number> {
  if (!wanted.types.length) return 0;
  const told = keyed(instance, ownerId, wanted.types, wanted.grouped);
  const rows = await instance.db
    .select({ key: told.key })
    .from(told)
    .where(isNull(told.readAt))
    .groupBy(sql`${told.key}`)
    .limit(wanted.most);
  return rows.length;
}

/** Takes a group away for good: its acts stand, the member is no longer told of them. */
export const dismissGroup = (
  instance: Instance,
  ownerId: string,
  wanted: Pick<GroupsWanted, 'types' | 'grouped'> & { key: string },
): Promise<void> =>
  write(instance, async (tx) => {
    const told = keyed(within(instance, tx), ownerId, wanted.types, wanted.grouped);
    const rows = await tx.select({ id: told.id }).from(told).where(eq(told.key, wanted.key));
    for (let from = 0; from < rows.length; from += 500)
      await tx.delete(notifications).where(
        and(
          eq(notifications.ownerId, ownerId),
          inArray(
            notifications.id,
            rows.slice(from, from + 500).map(({ id }) => id),
          ),
        ),
      );
  });

/** Takes notifications of these kinds away: all of them, or the one with this id. */
export const dismiss = (instance: Instance, ownerId: string, types: readonly NotificationType[], id?: number) =>
  write(instance, async (tx) => {
    const gone = await tx
      .delete(notifications)
      .where(
        and(
          eq(notifications.ownerId, ownerId),
          inArray(notifications.type, [...types]),
          id === undefined ? undefined : eq(notifications.id, id),
        ),
      )
      .returning({ id: notifications.id });
    return gone.length > 0;
  });
