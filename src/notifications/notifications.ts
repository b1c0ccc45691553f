import { accountViews } from '../accounts/account-view.ts';
import { members } from '../accounts/tables.ts';
import type { AccountView } from '../accounts/view.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, inArray, isNull, lt, lte, or, sql } from '../platform/columns.ts';
import { compiled, insertRow } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { throughFilters } from '../posts/filter.ts';
import { postsByIds } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { posts } from '../posts/tables.ts';
import type { PostView } from '../posts/view.ts';
import { readable } from '../posts/visibility.ts';
import { wake } from './push-queue.ts';
import { type NotificationType, notifications, pushSubscriptions } from './tables.ts';

export interface NotificationView {
  id: number;
  type: NotificationType;
  from: AccountView;
  post: PostView | null;
  createdAt: number;
  read: boolean;
}

/** These wait for an answer of the person; the others are for information. */
export const asking: NotificationType[] = [
  'mention',
  'reply',
  'follow-request',
  'sign-up',
  'report',
  'join-request',
  'host-report',
  'held',
  'community-wish',
  'carry-asked',
  'owed',
];

const same = (ofPost: boolean) =>
  compiled((db, value) =>
    db
      .select({ id: notifications.id })
      .from(notifications)
      .where(
        and(
          eq(notifications.ownerId, value('ownerId')),
          eq(notifications.type, value('type')),
          eq(notifications.fromId, value('fromId')),
          ofPost ? eq(notifications.postId, value('postId')) : isNull(notifications.postId),
        ),
      ),
  );
const [sameOfPost, sameOfNone] = [same(true), same(false)];

/** Tells `ownerId` something, once: the same act of the same person is not told again (S45, F16). */
export async function notify(
  instance: Instance,
  tx: Tx,
  told: { ownerId: string; type: NotificationType; fromId: string; postId?: string | null },
): Promise<void> {
  if (told.ownerId === told.fromId) return;
  const [known] = await (told.postId ? sameOfPost : sameOfNone)(tx, told);
  if (known) return;
  await insertRow(tx, notifications, { ...told, createdAt: instance.clock() });
  await wake(tx, told);
}

/** Takes back what no longer holds (an Undo, an answered request). */
export const withdraw = (tx: Tx, told: { ownerId: string; type: NotificationType; fromId: string; postId?: string }) =>
  tx
    .delete(notifications)
    .where(
      and(
        eq(notifications.ownerId, told.ownerId),
        eq(notifications.type, told.type),
        eq(notifications.fromId, told.fromId),
        told.postId ? eq(notifications.postId, told.postId) : undefined,
      ),
    );

export const withdrawPosts = (tx: Tx, postIds: string[]) =>
  tx.delete(notifications).where(inArray(notifications.postId, postIds));

/** Newest first; what the person may no longer read, or hides by a filter, is left out. `before`: id of the last one seen. `types`: these alone. */
export async function notificationsOf(
  instance: Instance,
  ownerId: string,
  before?: number,
  most = 40,
  types?: readonly NotificationType[],
): Promise<NotificationView[]> {
  const viewer = { accountId: ownerId, local: true };
  const rows = await instance.db
    .select({ notification: notifications })
    .from(notifications)
    .leftJoin(posts, eq(posts.id, notifications.postId))
    .where(
      and(
        eq(notifications.ownerId, ownerId),
        before ? lt(notifications.id, before) : undefined,
        types && inArray(notifications.type, [...types]),
        or(isNull(notifications.postId), readable(viewer)),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(most);
  const told = rows.map((row) => row.notification);
  const people = await accountViews(
    instance,
    told.map((one) => one.fromId),
  );
  const shown = await postsByIds(instance, [...new Set(told.flatMap((one) => one.postId ?? []))]);
  const through = await throughFilters(instance, viewer, await postViews(instance, viewer, shown));
  const views = new Map(through.map((view) => [view.id, view]));
  return told.flatMap((one) => {
    const from = people.get(one.fromId);
    return from && (!one.postId || views.has(one.postId))
      ? [
          {
            id: one.id,
            type: one.type,
            from,
            post: views.get(one.postId ?? '') ?? null,
            createdAt: one.createdAt,
            read: one.readAt !== null,
          },
        ]
      : [];
  });
}

/** More than that are not counted: every page asks, and nobody reads further than « 99+ ». */
const mostCounted = 100;

/** How many of those that the page shows are new; 100 stands for more. */
export const countUnread = async (instance: Instance, ownerId: string): Promise<number> =>
  (await unreadOf(instance.db, { ownerId })).length;

const unreadOf = compiled((db, value) =>
  db
    .select({ id: notifications.id })
    .from(notifications)
    .leftJoin(posts, eq(posts.id, notifications.postId))
    .where(
      and(
        eq(notifications.ownerId, value('ownerId')),
        isNull(notifications.readAt),
        or(isNull(notifications.postId), readable({ accountId: value('ownerId') as unknown as string, local: true })),
      ),
    )
    .limit(mostCounted),
);

/** Marks as read what stood on the page: up to `upTo`, all of it or one of the two groups. */
export const markRead = (instance: Instance, ownerId: string, upTo: number, group?: 'asking' | 'telling') =>
  write(instance, (tx) =>
    tx
      .update(notifications)
      .set({ readAt: instance.clock() })
      .where(
        and(
          eq(notifications.ownerId, ownerId),
          isNull(notifications.readAt),
          lte(notifications.id, upTo),
          group === 'asking'
            ? inArray(notifications.type, asking)
            : group
              ? sql`not ${inArray(notifications.type, asking)}`
              : undefined,
        ),
      ),
  );

/** The newest notification of each of these members who has one; one query for each 400 of them. */
export async function newestNotices(
  instance: Instance,
  ownerIds: string[],
): Promise<{ ownerId: string; id: number }[]> {
  const newest = sql<number>`(select max(${notifications.id}) from ${notifications} where ${notifications.ownerId} = ${members.accountId})`;
  const found = [];
  for (let from = 0; from < ownerIds.length; from += 400)
    found.push(
      ...(await instance.db
        .select({ ownerId: members.accountId, id: newest })
        .from(members)
        .where(inArray(members.accountId, ownerIds.slice(from, from + 400)))),
    );
  return found.flatMap(({ ownerId, id }) => (id === null ? [] : [{ ownerId, id: Number(id) }]));
}

/** Which of these conversations the member was told of and has not yet looked at. */
export async function unreadThreads(instance: Instance, ownerId: string, threadIds: string[]): Promise<Set<string>> {
  if (!threadIds.length) return new Set();
  const rows = await instance.db
    .selectDistinct({ threadId: posts.threadId })
    .from(notifications)
    .innerJoin(posts, eq(posts.id, notifications.postId))
    .where(and(eq(notifications.ownerId, ownerId), isNull(notifications.readAt), inArray(posts.threadId, threadIds)));
  return new Set(rows.map(({ threadId }) => threadId));
}

/** The member has looked at a conversation: what told of it is read. */
export const markThreadRead = (instance: Instance, ownerId: string, threadId: string): Promise<void> =>
  write(instance, async (tx) => {
    const there = tx.select({ id: posts.id }).from(posts).where(eq(posts.threadId, threadId));
    await tx
      .update(notifications)
      .set({ readAt: instance.clock() })
      .where(
        and(eq(notifications.ownerId, ownerId), isNull(notifications.readAt), inArray(notifications.postId, there)),
      );
  });

export const purgeNotifications = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(notifications).where(lt(notifications.createdAt, before)));

/** An account is gone: what it was told, and what it made others be told. */
export async function forgetNotices(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.accountId, accountId));
  await tx.delete(notifications).where(or(eq(notifications.ownerId, accountId), eq(notifications.fromId, accountId)));
}
