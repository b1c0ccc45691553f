import { boolean, index, integer, json, primaryKey, serial, table, text, timestamp } from '../platform/columns.ts';
import type { Admission, CommunityAct, CommunityRole, Posting, Reach, TellLevel } from './view.ts';

/**
 * What makes an account of kind `group` a community: ours, or one of another server as its actor tells it. A member is
 * whoever it has accepted as a follower: there is no second list.
 */
export const communities = table(
  'communities',
  {
    accountId: text('account_id').primaryKey(),
    local: boolean('local').notNull(),
    reach: text('reach').$type<Reach>().notNull(),
    admission: text('admission').$type<Admission>().notNull(),
    posting: text('posting').$type<Posting>().notNull(),
    /** One a line. */
    rules: text('rules').notNull().default(''),
    language: text('language'),
    topics: json('topics').$type<string[]>().notNull().default([]),
    /** Collection of a remote one's moderators. */
    moderatorsUri: text('moderators_uri'),
    createdById: text('created_by_id'),
    createdAt: timestamp('created_at').notNull(),
    /** How many first posts of a newcomer wait for a host's yes; 0: none. */
    approveFirst: integer('approve_first').notNull().default(0),
    /** What somebody who asks to come in is asked, one a line. */
    questions: text('questions').notNull().default(''),
    /** What a new member reads first, Markdown. */
    welcome: text('welcome').notNull().default(''),
    /** An administrator has to say yes first: until then its founder alone knows of it. */
    pendingAt: timestamp('pending_at'),
    /** Nobody writes in it any more. */
    archivedAt: timestamp('archived_at'),
  },
  (t) => [index('communities_local').on(t.local, t.createdAt)],
);

/** Who answers for a community; they may be people of other servers. */
export const communityRoles = table(
  'community_roles',
  {
    communityId: text('community_id').notNull(),
    accountId: text('account_id').notNull(),
    role: text('role').$type<CommunityRole>().notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.accountId] }), index('community_roles_account').on(t.accountId)],
);

/** Who may not take part in a community, and until when. */
export const communityBans = table(
  'community_bans',
  {
    communityId: text('community_id').notNull(),
    accountId: text('account_id').notNull(),
    /** What the person is told. */
    reason: text('reason').notNull().default(''),
    byId: text('by_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** null: for good. */
    expiresAt: timestamp('expires_at'),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.accountId] })],
);

/** What was done to keep a community in order, and why; its readers read it too. Who reported stands nowhere in it. */
export const communityLog = table(
  'community_log',
  {
    id: serial('id'),
    communityId: text('community_id').notNull(),
    act: text('act').$type<CommunityAct>().notNull(),
    byId: text('by_id').notNull(),
    /** Whom it concerns. */
    aboutId: text('about_id'),
    postId: text('post_id'),
    reason: text('reason').notNull().default(''),
    /** Until when, for a ban with an end. */
    expiresAt: timestamp('expires_at'),
    at: timestamp('at').notNull(),
  },
  (t) => [index('community_log_community').on(t.communityId, t.id), index('community_log_post').on(t.postId)],
);

/** Who may come into a community that takes people by invitation. */
export const communityInvitations = table(
  'community_invitations',
  {
    communityId: text('community_id').notNull(),
    accountId: text('account_id').notNull(),
    byId: text('by_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.communityId, t.accountId] }),
    index('community_invitations_account').on(t.accountId),
  ],
);

/** What somebody answered to a community's questions; gone when they are let in or not. */
export const communityAnswers = table(
  'community_answers',
  {
    communityId: text('community_id').notNull(),
    accountId: text('account_id').notNull(),
    answers: json('answers').$type<{ question: string; answer: string }[]>().notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.accountId] })],
);

/** Of which news of a community a member is told; no row: mentions alone. */
export const communityLevels = table(
  'community_levels',
  {
    communityId: text('community_id').notNull(),
    accountId: text('account_id').notNull(),
    level: text('level').$type<TellLevel>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.communityId, t.accountId] }), index('community_levels_account').on(t.accountId)],
);
