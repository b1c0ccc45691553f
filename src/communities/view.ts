import type { AccountView } from '../accounts/view.ts';

/** How far what is written in a community goes. */
export const reaches = ['public', 'partners', 'organisation', 'members'] as const;
export type Reach = (typeof reaches)[number];
/** How one becomes a member. */
export const admissions = ['open', 'request', 'invitation'] as const;
export type Admission = (typeof admissions)[number];
/** Who may open a thread; everybody who is a member may answer. */
export const postings = ['members', 'moderators'] as const;
export type Posting = (typeof postings)[number];
export type CommunityRole = 'owner' | 'moderator';
/** Of what a member is told: each post, each new thread, what names them, or nothing. */
export const tellLevels = ['all', 'threads', 'mentions', 'none'] as const;
export type TellLevel = (typeof tellLevels)[number];
/** What the log of a community tells. */
export type CommunityAct =
  | 'remove'
  | 'restore'
  | 'lock'
  | 'unlock'
  | 'ban'
  | 'unban'
  | 'refuse'
  | 'role'
  | 'inherit'
  | 'archive'
  | 'reopen'
  | 'adopt'
  | 'feature'
  | 'unfeature';

/** What an owner may change. */
export interface CommunitySettings {
  displayName: string;
  /** One or two sentences, Markdown. */
  purpose: string;
  /** One a line. */
  rules: string;
  reach: Reach;
  admission: Admission;
  posting: Posting;
  /** BCP 47. */
  language: string | null;
  topics: string[];
  /** How many first posts of a newcomer wait for a host's yes; 0 when not said. */
  approveFirst?: number;
  /** What who asks to come in is asked, one a line. */
  questions?: string;
  /** What a new member reads first, Markdown. */
  welcome?: string;
  /** Ids of pictures that are here; null takes one away, undefined leaves it. */
  avatarId?: string | null | undefined;
  bannerId?: string | null | undefined;
}

/** What ties the viewer to a community. */
export interface Membership {
  /** `asked`: waits for a moderator's yes. */
  state: 'member' | 'asked' | 'stranger';
  role: CommunityRole | null;
  mayWrite: boolean;
  /** A host has invited them. */
  invited?: boolean;
}

/** A word that communities say they are about, and how many do. */
export interface Topic {
  name: string;
  n: number;
}

/** A way to a community. */
export interface CommunityLink {
  path: string;
  name: string;
}

export interface CommunityView extends AccountView {
  /** Sanitised HTML. */
  purpose: string;
  rules: string[];
  reach: Reach;
  admission: Admission;
  posting: Posting;
  topics: string[];
  banner: string | null;
  members: number;
  createdAt: number;
  archived: boolean;
  /** Waits for an administrator. */
  pending: boolean;
  /** null without an account. */
  membership: Membership | null;
  /** Before coming in one reads rules, or answers questions: on a page of its own. */
  asksFirst: boolean;
}
