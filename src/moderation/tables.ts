import { json, serial, table, text, timestamp } from '../platform/columns.ts';

export const reports = table('reports', {
  id: serial('id'),
  /** Who reports; the instance actor of a remote server for a Flag. Never told to the person reported (S119). */
  reporterId: text('reporter_id').notNull(),
  targetId: text('target_id').notNull(),
  postIds: json('post_ids').$type<string[]>().notNull(),
  comment: text('comment').notNull().default(''),
  uri: text('uri'),
  createdAt: timestamp('created_at').notNull(),
  resolvedAt: timestamp('resolved_at'),
  resolvedBy: text('resolved_by'),
});
