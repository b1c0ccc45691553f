import { index, primaryKey, table, text, timestamp } from '../platform/columns.ts';

/** `Idempotency-Key` of a status for an hour: an app that asks again gets the same one (mastodon-api.md §1.2 R9). */
export const idempotencyKeys = table(
  'idempotency_keys',
  {
    accountId: text('account_id').notNull(),
    key: text('key').notNull(),
    postId: text('post_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] }), index('idempotency_keys_created').on(t.createdAt)],
);
