import { index, integer, table, text, timestamp, uniqueIndex } from '../platform/columns.ts';

export type MediaKind = 'image' | 'avatar' | 'banner' | 'card' | 'logo';
/** `remote`: not fetched, or fetched and forgotten · `failed`: could not be · `gone`: its files are to be removed. */
export type MediaState = 'ready' | 'remote' | 'failed' | 'gone';

/** Pictures of posts (`image`), of profiles, and of pages that posts link to (`card`): ours and, once somebody has looked at them, copies of other servers'. */
export const media = table(
  'media',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    /** null until the post that shows it is published, and for pictures of a profile. */
    postId: text('post_id'),
    /** The draft that keeps it from being swept away. */
    draftId: text('draft_id'),
    kind: text('kind').$type<MediaKind>().notNull(),
    /** 128 random bits: part of its address and of the names of its files. */
    file: text('file').notNull(),
    /** Pixels of the full picture; 0 when a server does not tell. */
    width: integer('width').notNull().default(0),
    height: integer('height').notNull().default(0),
    /** Of the full picture; null while it is not here. */
    bytes: integer('bytes'),
    description: text('description').notNull().default(''),
    /** Where a remote picture comes from; null for ours. */
    remoteUrl: text('remote_url'),
    state: text('state').$type<MediaState>().notNull().default('ready'),
    place: integer('place').notNull().default(0),
    createdAt: timestamp('created_at').notNull(),
    /** Last use of a copy, to the day; for `failed` the last try. */
    usedAt: timestamp('used_at').notNull().default(0),
  },
  (t) => [
    uniqueIndex('media_file').on(t.file),
    index('media_post').on(t.postId, t.place),
    index('media_draft').on(t.draftId),
    index('media_account').on(t.accountId, t.kind),
    index('media_state').on(t.state, t.usedAt),
  ],
);
