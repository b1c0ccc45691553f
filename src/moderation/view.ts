import type { AccountView } from '../accounts/view.ts';
import type { PostView } from '../posts/view.ts';

/** What may be decided about a report or an account, the mildest first; `lift` gives back what was restricted. */
export const decisionActs = ['none', 'notice', 'hide', 'limit', 'suspend', 'lift'] as const;
export type DecisionAct = (typeof decisionActs)[number];

/** On what ground: the charter of the place, or the law (DSA 17, 3, d and e). `child` may be reported without a name. */
export const grounds = [
  'charter',
  'spam',
  'harassment',
  'hate',
  'privacy',
  'rights',
  'terror',
  'child',
  'otherLaw',
] as const;
export type Ground = (typeof grounds)[number];

/** A decision as its person and the moderators read it. */
export interface DecisionView {
  id: number;
  act: DecisionAct;
  ground: Ground;
  statement: string;
  at: number;
  /** Whom it concerns; null when they are gone. */
  about: AccountView | null;
  /** Who decided: for moderators alone. */
  by: AccountView | null;
  /** The post it is about, as it was, as long as it is kept. */
  post: PostView | null;
  liftedAt: number | null;
  /** Until when its person may appeal; null when they may not, or no more. */
  appealUntil: number | null;
  appeal: { text: string; at: number; answer: { text: string; upheld: boolean; at: number } | null } | null;
}

export interface ReportView {
  id: number;
  /** A member. */
  by: AccountView | null;
  /** Host of another server. */
  from: string | null;
  /** What somebody without an account says of themselves; null when a member or a server reports. */
  sender: { name: string; email: string } | null;
  /** Whoever it was has left since. */
  left: boolean;
  /** null: the address leads to nothing here, or the account is gone. */
  target: AccountView | null;
  /** The name of an account that is gone, as it was when it was reported; ''. */
  gone: string;
  /** Those of the reported posts that are still kept. */
  posts: PostView[];
  url: string;
  comment: string;
  ground: Ground | null;
  at: number;
  takenBy: AccountView | null;
  forwardedAt: number | null;
  decision: DecisionView | null;
}

export interface NoteView {
  id: number;
  by: AccountView | null;
  text: string;
  at: number;
}

/** What is recorded of who administers and moderates: `subject.act`, each with its sentence in the texts. */
export const auditActs = [
  'member.role',
  'member.affiliation',
  'member.signOut',
  'member.revokeAll',
  'member.link',
  'member.identity',
  'member.secondStep',
  'member.admit',
  'member.expect',
  'member.expectNoMore',
  'member.refuse',
  'report.decide',
  'report.forward',
  'report.answer',
  'organisation.identity',
  'organisation.imprint',
  'organisation.legal',
  'organisation.retention',
  'organisation.communityApproval',
  'organisation.communityAllow',
  'organisation.communityRefuse',
  'organisation.signUp',
  'organisation.invite',
  'organisation.revoke',
  'organisation.limits',
  'host.authorizedFetch',
  'host.federation',
  'host.rule',
  'host.removeRule',
  'host.import',
  'partner.invite',
  'partner.accept',
  'partner.refuse',
  'partner.change',
  'partner.pause',
  'partner.resume',
  'partner.end',
  'partner.block',
  'partner.unblock',
  'job.replay',
  'job.discard',
] as const;
export type AuditAct = (typeof auditActs)[number];
export const auditSubjects = ['member', 'report', 'organisation', 'host', 'partner', 'job'] as const;
export type AuditSubject = (typeof auditSubjects)[number];

export interface AuditView {
  id: number;
  /** null: the command line, or somebody who is gone. */
  by: AccountView | null;
  act: AuditAct;
  about: AccountView | null;
  detail: string;
  at: number;
}

/** The public log: figures of the last twelve months, then the decisions, then the servers kept at a distance. */
export interface PublicLogView {
  figures: {
    byMembers: number;
    byServers: number;
    byOthers: number;
    waiting: number;
    /** Hours from a report to its answer; null before the first. */
    medianHours: number | null;
    byAct: { act: DecisionAct; n: number }[];
    appeals: number;
    upheld: number;
  };
  /** Newest first; `host` is null for an account of ours. */
  acts: { id: number; at: number; act: DecisionAct; ground: Ground; host: string | null; liftedAt: number | null }[];
  rules: { host: string; severity: 'none' | 'limit' | 'block'; comment: string }[];
}
