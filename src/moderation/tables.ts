import { boolean, index, integer, json, serial, sql, table, text, timestamp } from '../platform/columns.ts';
import type { DecisionAct, Ground } from './view.ts';

export const reports = table(
  'reports',
  {
    id: serial('id'),
    /**
     * Who reports: a member, the account of a remote server for a Flag, '' for somebody without an account. Never told
     * to the person reported (S119).
     */
    reporterId: text('reporter_id').notNull(),
    /** They had an account and it is gone: `reporterId` is '' since. */
    reporterLeft: boolean('reporter_left').notNull().default(false),
    /** '' when the address that was reported leads to nothing here. */
    targetId: text('target_id').notNull(),
    /** Its name and handle when it was reported: a case outlives the account. */
    targetName: text('target_name').notNull().default(''),
    postIds: json('post_ids').$type<string[]>().notNull(),
    comment: text('comment').notNull().default(''),
    uri: text('uri'),
    /** What somebody without an account says of themselves, and the address they report. */
    reporterName: text('reporter_name').notNull().default(''),
    reporterEmail: text('reporter_email').notNull().default(''),
    url: text('url').notNull().default(''),
    ground: text('ground').$type<Ground>(),
    /** Of the letters to the reporter. */
    language: text('language').notNull().default(''),
    /** The moderator who has taken it. */
    assignedTo: text('assigned_to'),
    /** When it was passed on to the server of the reported account. */
    forwardedAt: timestamp('forwarded_at'),
    createdAt: timestamp('created_at').notNull(),
    resolvedAt: timestamp('resolved_at'),
    resolvedBy: text('resolved_by'),
    decisionId: integer('decision_id'),
    /** The community of ours that the reported posts stand in: its hosts read the report too. */
    communityId: text('community_id'),
    /** When they answered it, and what they did. */
    hostsResolvedAt: timestamp('hosts_resolved_at'),
    hostsOutcome: text('hosts_outcome').$type<'removed' | 'banned' | 'none'>(),
  },
  (t) => [
    index('reports_open').on(t.resolvedAt, t.id),
    index('reports_target').on(t.targetId),
    index('reports_community').on(t.communityId, t.id).where(sql`community_id is not null`),
  ],
);

/** What moderators write to each other about a report. */
export const reportNotes = table(
  'report_notes',
  {
    id: serial('id'),
    reportId: integer('report_id').notNull(),
    authorId: text('author_id').notNull(),
    text: text('text').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [index('report_notes_report').on(t.reportId)],
);

/** What moderation decided, why, and what the person answered (DSA 17 and 20). */
export const decisions = table(
  'decisions',
  {
    id: serial('id'),
    reportId: integer('report_id'),
    /** Whom it concerns. */
    accountId: text('account_id').notNull(),
    postId: text('post_id'),
    act: text('act').$type<DecisionAct>().notNull(),
    ground: text('ground').$type<Ground>().notNull(),
    /** The facts, as they are told to the person. */
    statement: text('statement').notNull(),
    decidedBy: text('decided_by').notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** When what it restricted was given back. */
    liftedAt: timestamp('lifted_at'),
    appeal: text('appeal').notNull().default(''),
    appealedAt: timestamp('appealed_at'),
    answer: text('answer').notNull().default(''),
    upheld: boolean('upheld'),
    answeredBy: text('answered_by'),
    answeredAt: timestamp('answered_at'),
  },
  (t) => [index('decisions_account').on(t.accountId), index('decisions_post').on(t.postId)],
);

/** Every act of who administers or moderates, recorded with what it changed. */
export const auditLog = table(
  'audit_log',
  {
    id: serial('id'),
    /** '' for the command line. */
    byId: text('by_id').notNull(),
    act: text('act').notNull(),
    /** The account it was done to. */
    aboutId: text('about_id'),
    /** What tells the act from another of its kind: a name, a number, never a secret. */
    detail: text('detail').notNull().default(''),
    at: timestamp('at').notNull(),
  },
  (t) => [index('audit_log_by').on(t.byId, t.id), index('audit_log_at').on(t.at)],
);
