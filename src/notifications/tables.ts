import {
  boolean,
  index,
  integer,
  json,
  serial,
  sql,
  table,
  text,
  timestamp,
  uniqueIndex,
} from '../platform/columns.ts';

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
  /** Campaigns: another organisation asks ours to carry one; a question waits for an answer; what one brought has gone on. */
  'carry-asked',
  'owed',
  'contribution',
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

/** Where programs of members are woken up when there is a notification (RFC 8030); one for each access token. */
export const pushSubscriptions = table(
  'push_subscriptions',
  {
    id: serial('id'),
    tokenId: integer('token_id').notNull(),
    accountId: text('account_id').notNull(),
    endpoint: text('endpoint').notNull(),
    /** Public key and secret of the program (RFC 8291), base64url. */
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    /** Encrypted as RFC 8291 says; else as its draft did (`aesgcm`), for older programs. */
    standard: boolean('standard').notNull(),
    /** What it wants to hear of. */
    types: json('types').$type<NotificationType[]>().notNull(),
    /** Of whom. */
    policy: text('policy').$type<PushPolicy>().notNull(),
    /** The access token, sealed: programs tell by it which of their accounts a message is for. */
    sealedToken: text('sealed_token').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [uniqueIndex('push_subscriptions_token').on(t.tokenId), index('push_subscriptions_account').on(t.accountId)],
);

export const pushPolicies = ['all', 'followed', 'follower', 'none'] as const;
export type PushPolicy = (typeof pushPolicies)[number];
