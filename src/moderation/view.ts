import type { AccountView } from '../accounts/view.ts';

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

/** What is recorded of who administers and moderates: `subject.act`, each with its sentence in the texts. */
export const auditActs = [
  'member.role',
  'member.affiliation',
  'member.signOut',
  'member.admit',
  'member.refuse',
  'member.suspend',
  'member.restore',
  'report.close',
  'report.remove',
  'organisation.identity',
  'organisation.signUp',
  'organisation.invite',
  'organisation.revoke',
  'host.authorizedFetch',
  'job.replay',
] as const;
export type AuditAct = (typeof auditActs)[number];
export const auditSubjects = ['member', 'report', 'organisation', 'host', 'job'] as const;
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
