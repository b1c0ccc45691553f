import { index, integer, table, text, timestamp } from '../platform/columns.ts';

/** Pictures of ours and, once somebody has looked at them, cached copies of remote ones. */
export const media = table(
  'media',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    /** null until the post that shows it is published. */
    postId: text('post_id'),
    kind: text('kind').$type<'image' | 'avatar' | 'banner'>().notNull(),
    /** File names in the store, random; null while a remote picture has not been fetched. */
    file: text('file'),
    thumbnail: text('thumbnail'),
    width: integer('width').notNull().default(0),
    height: integer('height').notNull().default(0),
    bytes: integer('bytes'),
    description: text('description').notNull().default(''),
    /** Where a remote picture comes from; null for ours. */
    remoteUrl: text('remote_url'),
    place: integer('place').notNull().default(0),
    createdAt: timestamp('created_at').notNull(),
    usedAt: timestamp('used_at'),
  },
  (t) => [index('media_post').on(t.postId, t.place), index('media_account').on(t.accountId)],
);
