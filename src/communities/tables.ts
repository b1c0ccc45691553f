import { boolean, index, json, primaryKey, table, text, timestamp } from '../platform/columns.ts';
import type { Admission, CommunityRole, Posting, Reach } from './view.ts';

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
