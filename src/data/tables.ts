import { index, integer, json, primaryKey, table, text, timestamp } from '../platform/columns.ts';
import type { TransferReport } from './view.ts';

/** What a member takes away or brings back: one row for each time, as long as it is of use. */
export const transfers = table(
  'transfers',
  {
    /** Also the name of its file. */
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    direction: text('direction').$type<'export' | 'import'>().notNull(),
    /** `archive`, or the list that is brought. */
    kind: text('kind').$type<TransferKind>().notNull(),
    /** Of an import: what is here already stays, or gives way. */
    mode: text('mode').$type<'merge' | 'replace'>().notNull().default('merge'),
    state: text('state').$type<'waiting' | 'running' | 'ready' | 'failed'>().notNull().default('waiting'),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    bytes: integer('bytes').notNull().default(0),
    report: json('report').$type<TransferReport>(),
    createdAt: timestamp('created_at').notNull(),
    /** An export opens nothing after this. */
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [index('transfers_account').on(t.accountId, t.id)],
);

export const transferKinds = ['archive', 'following', 'lists', 'blocks', 'mutes', 'bookmarks'] as const;
export type TransferKind = (typeof transferKinds)[number];

/** Posts that came with an archive: the same one twice makes no second post. */
export const importedPosts = table(
  'imported_posts',
  {
    accountId: text('account_id').notNull(),
    /** What it was where it was written. */
    uri: text('uri').notNull(),
    postId: text('post_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.uri] })],
);
