import { index, serial, table, text, timestamp, uniqueIndex } from '../platform/columns.ts';

/** Hashtags whose posts a member wants in their home. */
export const followedTags = table(
  'followed_tags',
  {
    id: serial('id'),
    accountId: text('account_id').notNull(),
    /** Lower case, without #. */
    name: text('name').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [uniqueIndex('followed_tags_pair').on(t.accountId, t.name), index('followed_tags_name').on(t.name)],
);
