import { index, integer, primaryKey, table, text, timestamp } from '../platform/columns.ts';
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

/** How many have read an announcement of a community elsewhere, as its group says. */
export const readFigures = table('read_figures', {
  postId: text('post_id').primaryKey(),
  n: integer('n').notNull(),
  at: timestamp('at').notNull(),
});

/** Thanks that a group elsewhere tells of, so that each counts once; of who thanks a fingerprint alone. */
export const toldLikes = table(
  'told_likes',
  { postId: text('post_id').notNull(), fingerprint: text('fingerprint').notNull() },
  (t) => [primaryKey({ columns: [t.postId, t.fingerprint] })],
);

/** Where a member's apps have come to in a timeline. */
export const markers = table(
  'markers',
  {
    accountId: text('account_id').notNull(),
    timeline: text('timeline').$type<'home' | 'notifications'>().notNull(),
    lastReadId: text('last_read_id').notNull(),
    version: integer('version').notNull(),
    updatedAt: timestamp('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.timeline] })],
);

/** Conversations of direct posts that somebody put away, as far as they had come: a new post brings them back. */
export const putAway = table(
  'put_away_conversations',
  {
    accountId: text('account_id').notNull(),
    threadId: text('thread_id').notNull(),
    /** Id of the last post there was. */
    upToId: text('up_to_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.threadId] })],
);
