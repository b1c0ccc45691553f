import { index, table, text, timestamp } from '../platform/columns.ts';

/** Who a member was who has left, sealed with SECRET_KEY: only where the law asks for it and a setting says so (L09). */
export const departedMembers = table(
  'departed_members',
  {
    /** Of the account, of which a tombstone is left. */
    accountId: text('account_id').primaryKey(),
    sealed: text('sealed').notNull(),
    leftAt: timestamp('left_at').notNull(),
  },
  (t) => [index('departed_members_left').on(t.leftAt)],
);
