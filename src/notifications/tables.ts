import { index, serial, sql, table, text, timestamp } from '../platform/columns.ts';

export const notificationTypes = [
  'mention',
  'reply',
  'thread',
  'quote',
  'like',
  'boost',
  'follow',
  'follow-request',
  'follow-accepted',
  'poll',
  'edit',
  /** Events: somebody comes to one's own; one may come, it has moved, is called off, or begins soon. */
  'attend',
  'event-place',
  'event-moved',
  'event-cancelled',
  'event-soon',
  'sign-up',
  'partner',
  'report',
  /** For who looks after a community: somebody asks to come in, a report, a first post; and for whom they act on. */
  'join-request',
  'host-report',
  'held',
  'host-role',
  'removed',
  'banned',
  'invited',
  'community-wish',
  'community-open',
  'community-refused',
  /** Something was written in a community of which one wants to know. */
  'community',
  /** Something of one's own was judged; something one reported was. */
  'decision',
  'outcome',
  /** What one takes away, or brings, is done, or could not be. */
  'export',
  'import',
  'transfer-failed',
] as const;
export type NotificationType = (typeof notificationTypes)[number];

export const notifications = table(
  'notifications',
  {
    id: serial('id'),
    ownerId: text('owner_id').notNull(),
    type: text('type').$type<NotificationType>().notNull(),
    fromId: text('from_id').notNull(),
    postId: text('post_id'),
    createdAt: timestamp('created_at').notNull(),
    readAt: timestamp('read_at'),
  },
  (t) => [
    index('notifications_owner').on(t.ownerId, t.id),
    index('notifications_unread').on(t.ownerId).where(sql`read_at is null`),
    index('notifications_same').on(t.ownerId, t.type, t.fromId),
  ],
);
