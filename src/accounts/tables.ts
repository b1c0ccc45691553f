import {
  boolean,
  index,
  integer,
  json,
  primaryKey,
  serial,
  table,
  text,
  timestamp,
  uniqueIndex,
} from '../platform/columns.ts';
import type { Audience, QuotePolicy } from '../posts/view.ts';
import type { HostSeverity } from './organisation-tables.ts';
import type { Affiliation, DirectoryLevel, NoticeLevels } from './view.ts';

export const accounts = table(
  'accounts',
  {
    id: text('id').primaryKey(),
    uri: text('uri').notNull(),
    kind: text('kind').$type<'person' | 'organisation' | 'group' | 'service'>().notNull(),
    /** As its server writes it; ours are lower case. */
    name: text('name').notNull(),
    /** Lower case, for look-ups. A name of ours is never given twice, not even after deletion (S20). */
    nameKey: text('name_key').notNull(),
    /** Host with port; '' for ours. */
    host: text('host').notNull().default(''),
    displayName: text('display_name').notNull().default(''),
    /** Sanitised HTML; ours is made from `bioSource`. */
    bio: text('bio').notNull().default(''),
    bioSource: text('bio_source').notNull().default(''),
    role: text('role').notNull().default(''),
    affiliation: text('affiliation').$type<Affiliation>(),
    /** What they know, the languages they speak, and what one may ask them for. */
    skills: json('skills').$type<string[]>().notNull().default([]),
    languages: json('languages').$type<string[]>().notNull().default([]),
    helpsWith: text('helps_with').notNull().default(''),
    /** `verifiedAt`: since when the page that a link leads to points back (`rel=me`). */
    fields: json('fields')
      .$type<{ name: string; value: string; source?: string; verifiedAt?: number }[]>()
      .notNull()
      .default([]),
    url: text('url'),
    /** Media id of a picture of ours, or of the cached copy of a remote one. */
    avatarId: text('avatar_id'),
    bannerId: text('banner_id'),
    avatarUrl: text('avatar_url'),
    bannerUrl: text('banner_url'),
    inbox: text('inbox'),
    sharedInbox: text('shared_inbox'),
    outbox: text('outbox'),
    followersUri: text('followers_uri'),
    featuredUri: text('featured_uri'),
    alsoKnownAs: json('also_known_as').$type<string[]>().notNull().default([]),
    /** Where it moved to, its followers with it (FEP-7628). */
    movedToId: text('moved_to_id'),
    movedAt: timestamp('moved_at'),
    locked: boolean('locked').notNull().default(false),
    discoverable: boolean('discoverable').notNull().default(false),
    indexable: boolean('indexable').notNull().default(false),
    followers: integer('followers').notNull().default(0),
    following: integer('following').notNull().default(0),
    posts: integer('posts').notNull().default(0),
    /** Grows with each change of the actor document. */
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at').notNull(),
    updatedAt: timestamp('updated_at').notNull(),
    /** When a remote actor was last read from its server. */
    fetchedAt: timestamp('fetched_at'),
    /** Out of public timelines, search, and the notifications of who does not follow it. */
    limitedAt: timestamp('limited_at'),
    suspendedAt: timestamp('suspended_at'),
    /** The rule of its host that limited or suspended it: lifting the rule lifts this and nothing else. */
    hostRule: text('host_rule').$type<HostSeverity>(),
    deletedAt: timestamp('deleted_at'),
  },
  (t) => [uniqueIndex('accounts_uri').on(t.uri), uniqueIndex('accounts_name').on(t.host, t.nameKey)],
);

/**
 * `leaving`: hidden from everybody, and erased when the time to come back is over; `restricted`: hidden and kept as it is,
 * until the member comes back.
 */
export type MemberState = 'unconfirmed' | 'pending' | 'active' | 'suspended' | 'leaving' | 'restricted';
export type MemberRole = 'member' | 'communication' | 'moderator' | 'administrator';

/** Local people with a sign-in. */
export const members = table(
  'members',
  {
    accountId: text('account_id').primaryKey(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    state: text('state').$type<MemberState>().notNull(),
    role: text('role').$type<MemberRole>().notNull().default('member'),
    language: text('language').notNull(),
    theme: text('theme').$type<'light' | 'dark'>(),
    textSize: text('text_size').$type<'normal' | 'large'>().notNull().default('normal'),
    hideCounts: boolean('hide_counts').notNull().default(false),
    imagesOnDemand: boolean('images_on_demand').notNull().default(false),
    shortcuts: boolean('shortcuts').notNull().default(true),
    /** Language that the composer starts with; null: that of the pages. */
    postLanguage: text('post_language'),
    /** Languages that feeds of many people show; none: all. What has no language always shows. */
    readLanguages: json('read_languages').$type<string[]>().notNull().default([]),
    /** Who may tell this member of what; what is not named: everybody. */
    noticeLevels: json('notice_levels').$type<NoticeLevels>().notNull().default({}),
    /** Who finds what of this member in the directory. */
    nameFor: text('directory_name').$type<DirectoryLevel>().notNull().default('nobody'),
    roleFor: text('directory_role').$type<DirectoryLevel>().notNull().default('nobody'),
    affiliationFor: text('directory_affiliation').$type<DirectoryLevel>().notNull().default('nobody'),
    skillsFor: text('directory_skills').$type<DirectoryLevel>().notNull().default('nobody'),
    helpsWithFor: text('directory_helps').$type<DirectoryLevel>().notNull().default('nobody'),
    /** IANA name; null: that of the machine. */
    timeZone: text('time_zone'),
    quotePolicy: text('quote_policy').$type<QuotePolicy>().notNull().default('public'),
    defaultAudience: text('default_audience').$type<Audience>().notNull().default('organisation'),
    charterVersion: integer('charter_version').notNull(),
    charterAcceptedAt: timestamp('charter_accepted_at').notNull(),
    invitationId: integer('invitation_id'),
    /** What the person wrote to ask for approval. */
    request: text('request').notNull().default(''),
    /** First and last day of the affiliation, when the organisation has set them; the account outlives it. */
    affiliationFrom: timestamp('affiliation_from'),
    affiliationUntil: timestamp('affiliation_until'),
    /** When the account is erased, of who is `leaving`. */
    eraseAt: timestamp('erase_at'),
    onboardedAt: timestamp('onboarded_at'),
    homeSeenAt: timestamp('home_seen_at'),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [uniqueIndex('members_email').on(t.email)],
);

export const sessions = table(
  'sessions',
  {
    /** SHA-256 of the cookie: a stolen database opens no session. */
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    csrf: text('csrf').notNull(),
    agent: text('agent').notNull().default(''),
    /** Opened by a link in a mail: the password may be set anew without the present one, for a while. */
    byLink: boolean('by_link').notNull().default(false),
    /** Truncated: /24 or /48. */
    network: text('network').notNull().default(''),
    createdAt: timestamp('created_at').notNull(),
    seenAt: timestamp('seen_at').notNull(),
  },
  (t) => [index('sessions_account').on(t.accountId)],
);

export const invitations = table(
  'invitations',
  {
    id: serial('id'),
    code: text('code').notNull(),
    createdBy: text('created_by').notNull(),
    seats: integer('seats').notNull(),
    used: integer('used').notNull().default(0),
    affiliation: text('affiliation').$type<Affiliation>(),
    note: text('note').notNull().default(''),
    expiresAt: timestamp('expires_at').notNull(),
    revokedAt: timestamp('revoked_at'),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [uniqueIndex('invitations_code').on(t.code)],
);

/** People whom an administrator has named by a list, until they open their account themselves. */
export const expectedPeople = table(
  'expected_people',
  {
    id: serial('id'),
    email: text('email').notNull(),
    displayName: text('display_name').notNull(),
    /** The handle that is proposed; ''. */
    name: text('name').notNull(),
    title: text('title').notNull(),
    role: text('role').$type<MemberRole>().notNull(),
    affiliation: text('affiliation').$type<Affiliation>(),
    from: timestamp('affiliation_from'),
    until: timestamp('affiliation_until'),
    language: text('language').notNull(),
    /** SHA-256 of what the link carries. */
    token: text('token').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: timestamp('created_at').notNull(),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [uniqueIndex('expected_people_email').on(t.email), uniqueIndex('expected_people_token').on(t.token)],
);

/** One-time links: the first set-up, confirmation of an address, signing in by mail. */
export const oneTimeLinks = table('one_time_links', {
  /** SHA-256 of what the link carries. */
  id: text('id').primaryKey(),
  purpose: text('purpose').$type<'setup' | 'confirm-email' | 'change-email' | 'sign-in'>().notNull(),
  accountId: text('account_id'),
  /** The address that `change-email` confirms. */
  email: text('email'),
  expiresAt: timestamp('expires_at').notNull(),
});

/** Words of members' profiles, for search. */
export const profileWords = table(
  'profile_words',
  {
    word: text('word').notNull(),
    accountId: text('account_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.word, t.accountId] }), index('profile_words_account').on(t.accountId)],
);

export const follows = table(
  'follows',
  {
    id: serial('id'),
    followerId: text('follower_id').notNull(),
    followedId: text('followed_id').notNull(),
    accepted: boolean('accepted').notNull(),
    /** Id of the Follow activity. */
    uri: text('uri').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('follows_pair').on(t.followerId, t.followedId),
    index('follows_followed').on(t.followedId, t.accepted),
    index('follows_uri').on(t.uri),
  ],
);

export const blocks = table(
  'blocks',
  {
    id: serial('id'),
    accountId: text('account_id').notNull(),
    targetId: text('target_id').notNull(),
    uri: text('uri').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [uniqueIndex('blocks_pair').on(t.accountId, t.targetId), index('blocks_target').on(t.targetId)],
);

export const mutes = table(
  'mutes',
  {
    id: serial('id'),
    accountId: text('account_id').notNull(),
    targetId: text('target_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** null: until it is taken back. */
    expiresAt: timestamp('expires_at'),
  },
  (t) => [uniqueIndex('mutes_pair').on(t.accountId, t.targetId), index('mutes_expires').on(t.expiresAt)],
);

/** People whom a member reads together, under a name of their own; nobody else learns of it. */
export const lists = table(
  'lists',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [index('lists_account').on(t.accountId)],
);

export const listPeople = table(
  'list_people',
  {
    listId: text('list_id').notNull(),
    accountId: text('account_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.accountId] })],
);
