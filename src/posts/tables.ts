import {
  boolean,
  index,
  integer,
  json,
  primaryKey,
  serial,
  sql,
  table,
  text,
  timestamp,
  uniqueIndex,
} from '../platform/columns.ts';
import type { Audience, Draft, FilterAction, QuotePolicy, QuoteState, ThreadKind, Voice } from './view.ts';

/** Posts of ours and of others, and boosts: a boost is a row of its own that points to the post (`boostOfId`). */
export const posts = table(
  'posts',
  {
    id: text('id').primaryKey(),
    /** Id of the ActivityPub object; of the Announce for a boost. */
    uri: text('uri').notNull(),
    /** Page for people on its server. */
    url: text('url'),
    accountId: text('account_id').notNull(),
    /** The community it stands in: an account of kind `group`. */
    communityId: text('community_id'),
    /** The member who wrote in the organisation's name. */
    writtenById: text('written_by_id'),
    local: boolean('local').notNull(),
    boostOfId: text('boost_of_id'),
    inReplyToId: text('in_reply_to_id'),
    /** What it answers, when we do not have that (yet). */
    inReplyToUri: text('in_reply_to_uri'),
    /** First post of the conversation, as far as we know it. */
    threadId: text('thread_id').notNull(),
    /** Of an Article; null for a Note. */
    title: text('title'),
    /** What an Article is about, plain text. */
    summary: text('summary').notNull().default(''),
    /** Content notice, plain text. */
    notice: text('notice').notNull().default(''),
    /** Sanitised HTML. */
    html: text('html').notNull().default(''),
    /** Markdown of our own posts, for editing. */
    source: text('source'),
    language: text('language'),
    audience: text('audience').$type<Audience>().notNull(),
    sensitive: boolean('sensitive').notNull().default(false),
    hasPoll: boolean('has_poll').notNull().default(false),
    hasGathering: boolean('has_gathering').notNull().default(false),
    /** Id of the object it quotes, our post when we have it, and its author's consent (FEP-044f). */
    quoteUri: text('quote_uri'),
    quoteOfId: text('quote_of_id'),
    quoteState: text('quote_state').$type<QuoteState>(),
    quoteProof: text('quote_proof'),
    /** Who may quote it; null: a server that does not say. */
    quotePolicy: text('quote_policy').$type<QuotePolicy | 'ask'>(),
    createdAt: timestamp('created_at').notNull(),
    editedAt: timestamp('edited_at'),
    receivedAt: timestamp('received_at'),
    deletedAt: timestamp('deleted_at'),
    /** Taken away by moderation, with `deletedAt`: its words are kept as long as the author may appeal. */
    hiddenAt: timestamp('hidden_at'),
    pinnedAt: timestamp('pinned_at'),
    /** First post of a newcomer in a community, or its change: until a host has said yes its author alone reads it. */
    heldAt: timestamp('held_at'),
    /** A host has said yes. */
    approvedAt: timestamp('approved_at'),
    /** Thread that nobody answers any more. */
    lockedAt: timestamp('locked_at'),
    /** Kept at the top of its community by who looks after it. */
    featuredAt: timestamp('featured_at'),
    /** Of a thread in a community: when it was last answered. */
    activeAt: timestamp('active_at'),
    /** What a thread in a community is. */
    threadKind: text('thread_kind').$type<ThreadKind>(),
    /** The answer that settled the question. */
    answerId: text('answer_id'),
    replies: integer('replies').notNull().default(0),
    likes: integer('likes').notNull().default(0),
    boosts: integer('boosts').notNull().default(0),
    /** Grows with each change of the object's document. */
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('posts_uri').on(t.uri),
    index('posts_account').on(t.accountId, t.id),
    // Of answers and relays alone: else « answers nothing » would look like few posts to a planner.
    index('posts_reply').on(t.inReplyToId, t.id).where(sql`in_reply_to_id is not null`),
    index('posts_reply_uri').on(t.inReplyToUri).where(sql`in_reply_to_uri is not null`),
    index('posts_boost').on(t.boostOfId, t.accountId).where(sql`boost_of_id is not null`),
    index('posts_quote').on(t.quoteOfId, t.id).where(sql`quote_of_id is not null`),
    index('posts_quote_proof').on(t.quoteProof).where(sql`quote_proof is not null`),
    index('posts_thread').on(t.threadId, t.id),
    index('posts_community').on(t.communityId, t.id).where(sql`community_id is not null`),
    index('posts_active').on(t.communityId, t.activeAt).where(sql`active_at is not null`),
    index('posts_held').on(t.communityId, t.heldAt).where(sql`held_at is not null`),
    index('posts_featured').on(t.communityId, t.featuredAt).where(sql`featured_at is not null`),
    index('posts_local').on(t.local, t.id),
    /** The public timeline is this index read backwards. */
    index('posts_partners')
      .on(t.id)
      .where(sql`boost_of_id is null and in_reply_to_uri is null and audience = 'partners'`),
    index('posts_public').on(t.id).where(sql`boost_of_id is null and in_reply_to_uri is null and audience = 'public'`),
  ],
);

/** Who a post names: readers of a `direct` post, and the people mentioned in any other. */
export const mentions = table(
  'mentions',
  {
    postId: text('post_id').notNull(),
    accountId: text('account_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.accountId] }), index('mentions_account').on(t.accountId, t.postId)],
);

export const hashtags = table(
  'hashtags',
  {
    /** Lower case, without #. */
    name: text('name').notNull(),
    postId: text('post_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.postId] }), index('hashtags_post').on(t.postId)],
);

export const likes = table(
  'likes',
  {
    id: serial('id'),
    accountId: text('account_id').notNull(),
    postId: text('post_id').notNull(),
    uri: text('uri').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('likes_pair').on(t.accountId, t.postId),
    index('likes_post').on(t.postId, t.id),
    index('likes_uri').on(t.uri),
  ],
);

/** « Garder »: what somebody wants to find again; nobody else learns of it. */
export const bookmarks = table(
  'bookmarks',
  {
    id: serial('id'),
    accountId: text('account_id').notNull(),
    postId: text('post_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('bookmarks_pair').on(t.accountId, t.postId),
    index('bookmarks_account').on(t.accountId, t.id),
    index('bookmarks_post').on(t.postId),
  ],
);

/** What is not yet published: kept for later, or until its time comes. */
export const drafts = table(
  'drafts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    content: json('content').$type<Draft>().notNull(),
    voice: text('voice').$type<Voice>().notNull(),
    /** When it is to be published; null: it waits for its author. */
    scheduledAt: timestamp('scheduled_at'),
    /** Why it could not be published at its time: key of a sentence. */
    fault: json('fault').$type<{ key: string; args?: Record<string, string | number> }>(),
    updatedAt: timestamp('updated_at').notNull(),
    /** Thrown away a moment ago: it can still be brought back. */
    droppedAt: timestamp('dropped_at'),
  },
  (t) => [index('drafts_account').on(t.accountId, t.updatedAt), index('drafts_dropped').on(t.droppedAt)],
);

export const polls = table('polls', {
  postId: text('post_id').primaryKey(),
  multiple: boolean('multiple').notNull(),
  endsAt: timestamp('ends_at'),
  closedAt: timestamp('closed_at'),
  voters: integer('voters').notNull().default(0),
  options: json('options').$type<{ title: string; votes: number }[]>().notNull(),
});

export const votes = table(
  'votes',
  {
    id: serial('id'),
    postId: text('post_id').notNull(),
    accountId: text('account_id').notNull(),
    choice: integer('choice').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [uniqueIndex('votes_choice').on(t.postId, t.accountId, t.choice)],
);

/** What a post said before each change. */
export const edits = table(
  'edits',
  {
    id: serial('id'),
    postId: text('post_id').notNull(),
    title: text('title'),
    notice: text('notice').notNull(),
    html: text('html').notNull(),
    /** What stood for its pictures, films and sounds, in their order. */
    descriptions: json('descriptions').$type<string[]>().notNull().default([]),
    /** When this version was written. */
    at: timestamp('at').notNull(),
  },
  (t) => [index('edits_post').on(t.postId, t.id)],
);

/** Home timelines, filled when a post arrives; who may read it is asked again at each reading. */
export const homeEntries = table(
  'home_entries',
  {
    ownerId: text('owner_id').notNull(),
    /** The post, or the boost that brought it. */
    entryId: text('entry_id').notNull(),
    authorId: text('author_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ownerId, t.entryId] }), index('home_author').on(t.ownerId, t.authorId)],
);

/** Ids of deleted objects, so that a late Create does not bring them back (F17). */
export const tombstones = table('tombstones', {
  uri: text('uri').primaryKey(),
  at: timestamp('at').notNull(),
});

/** Consents of posts of ours to be quoted: each is a document that other servers read. */
export const quoteStamps = table(
  'quote_stamps',
  {
    id: text('id').primaryKey(),
    quotedId: text('quoted_id').notNull(),
    quotingUri: text('quoting_uri').notNull(),
    /** Who quotes. */
    accountId: text('account_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
    revokedAt: timestamp('revoked_at'),
  },
  (t) => [index('quote_stamps_quoted').on(t.quotedId, t.quotingUri)],
);

/** What the pages that posts link to say of themselves; the picture is a row of `media`. */
export const cards = table(
  'cards',
  {
    id: text('id').primaryKey(),
    url: text('url').notNull(),
    /** Plain text; '' when the page told nothing, or could not be read. */
    title: text('title').notNull(),
    description: text('description').notNull(),
    mediaId: text('media_id'),
    fetchedAt: timestamp('fetched_at').notNull(),
  },
  (t) => [uniqueIndex('cards_url').on(t.url), index('cards_fetched').on(t.fetchedAt)],
);

export const postCards = table(
  'post_cards',
  {
    postId: text('post_id').primaryKey(),
    cardId: text('card_id').notNull(),
  },
  (t) => [index('post_cards_card').on(t.cardId)],
);

/** Servers of which a member wants to see nothing. */
export const hiddenHosts = table(
  'hidden_hosts',
  {
    accountId: text('account_id').notNull(),
    host: text('host').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.host] })],
);

/** Words that a member does not want to come upon. */
export const filters = table(
  'filters',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    phrase: text('phrase').notNull(),
    action: text('action').$type<FilterAction>().notNull(),
    /** null: for good. */
    expiresAt: timestamp('expires_at'),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [index('filters_account').on(t.accountId), index('filters_expires').on(t.expiresAt)],
);
