import { index, primaryKey, table, text, timestamp } from '../platform/columns.ts';
import type { ThreadMark } from './view.ts';

/** A conversation whose answers somebody wants to be told of, or no longer. */
export const threadMarks = table(
  'thread_marks',
  {
    accountId: text('account_id').notNull(),
    threadId: text('thread_id').notNull(),
    mark: text('mark').$type<ThreadMark>().notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.threadId] }), index('thread_marks_thread').on(t.threadId, t.mark)],
);

/** « J'ai lu »: who has read an announcement. */
export const acknowledgements = table(
  'acknowledgements',
  {
    postId: text('post_id').notNull(),
    accountId: text('account_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.accountId] }), index('acknowledgements_account').on(t.accountId)],
);
