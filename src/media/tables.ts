import { index, integer, table, text, timestamp, uniqueIndex } from '../platform/columns.ts';

export type MediaKind = 'image' | 'video' | 'audio' | 'avatar' | 'banner' | 'card' | 'logo';
/** `preparing`: a film of ours that is not ready yet · `remote`: not fetched, or fetched and forgotten · `failed`: could not be · `gone`: its files are to be removed. */
export type MediaState = 'ready' | 'preparing' | 'remote' | 'failed' | 'gone';

/** Kinds that stand in posts, and so are for their readers alone. */
export const postKinds: MediaKind[] = ['image', 'video', 'audio'];

/** Pictures (`image`), films and sounds of posts, pictures of profiles, and of pages that posts link to (`card`): ours and, once somebody has looked at them, copies of other servers'. */
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
    /** Of the full picture or the film; while it is prepared, of what was sent; null while it is not here. */
    bytes: integer('bytes'),
    /** Of a film or sound; null while it is not here, and for pictures, which are all WebP. */
    mediaType: text('media_type'),
    /** Milliseconds; null for pictures, and where a server does not tell. */
    duration: integer('duration'),
    /** Language of the captions beside it; null without any. */
    captions: text('captions'),
    /** Where the captions of another server's film come from. */
    captionsUrl: text('captions_url'),
    /** When the captions were written here; null for those that are not here, or from before this was noted. */
    captionsAt: timestamp('captions_at'),
    /** A few colours to show while it comes (blurha.sh), for programs; null without any. */
    blurhash: text('blurhash'),
    /** Translation key: why a film of ours could not be prepared, or a copy not be made. */
    fault: text('fault'),
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
