import type { AccountView } from '../accounts/view.ts';
import type { Admission, CommunityView, Reach } from '../communities/view.ts';
import type { MediaView } from '../posts/view.ts';

/** The life of a campaign, in its order; one that is abandoned says so, and why. */
export const campaignStates = [
  'draft',
  'announced',
  'open',
  'deciding',
  'answered',
  'closed',
  'remembered',
  'abandoned',
] as const;
export type CampaignState = (typeof campaignStates)[number];

/** What a step is: each is a module of `steps/`. */
export const stepKinds = [
  'questions',
  'ideas',
  'visits',
  'exchange',
  'pledges',
  'ballot',
  'draw',
  'statement',
] as const;
export type StepKindName = (typeof stepKinds)[number];

/** What somebody brings to a step. */
export type ContributionKind =
  | 'question'
  | 'claim'
  | 'finding'
  | 'idea'
  | 'visit'
  | 'offer'
  | 'request'
  | 'pledge'
  | 'clause';

/** What became of it; each kind has some of these. */
export type ContributionState =
  | 'open'
  | 'answered'
  | 'refused'
  | 'studied'
  | 'kept'
  | 'realised'
  | 'aside'
  | 'merged'
  | 'settled'
  | 'withdrawn';

/** A partner that carries a campaign with its host, or was asked to. */
export type HostState = 'invited' | 'active' | 'declined' | 'withdrawn';

/** What a campaign is planned to cost; null: not said. */
export interface Budget {
  hours: number | null;
  /** Euros. */
  money: number | null;
  /** Messages sent to each participant. */
  messages: number | null;
  /** Kilobytes of a visit of its pages. */
  weight: number | null;
}

/** What the organisers say of it. */
export interface CampaignSettings {
  displayName: string;
  /** What it is for, one or two sentences. */
  purpose: string;
  /** What the organisers promise, one sentence. */
  promise: string;
  /** Days within which each question is answered. */
  answerDays: number;
  /** Rules of this campaign, frozen when it opens. */
  charter: string;
  reach: Exclude<Reach, 'members'>;
  admission: Exclude<Admission, 'invitation'>;
  language: string | null;
  opensAt: number | null;
  closesAt: number | null;
  budget: Budget;
}

export interface StepView {
  id: string;
  kind: StepKindName;
  title: string;
  text: string;
  startsAt: number | null;
  endsAt: number | null;
  /** `now`: one takes part in it. */
  state: 'past' | 'now' | 'coming';
  path: string;
  /** One line under its name in the chain, as a sentence of the texts. */
  line: { key: string; args?: Record<string, string | number> } | null;
}

export interface CarrierView {
  name: string;
  monogram: string;
  hue: number;
  host: string;
  state: HostState | 'opener';
}

export interface CampaignView {
  community: CommunityView;
  path: string;
  state: CampaignState;
  promise: string;
  answerDays: number;
  charter: string;
  opensAt: number | null;
  closesAt: number | null;
  budget: Budget;
  abandonedFor: string;
  carriers: CarrierView[];
  steps: StepView[];
  /** How our organisation stands to a campaign of another server; null: not asked, or it is ours. */
  carrying: HostState | null;
  /** The viewer looks after it. */
  facilitates: boolean;
}

/** Proof that comes with an answer. */
export interface EvidenceView {
  kind: 'link' | 'picture';
  title: string;
  url: string;
}

/** What somebody brought, as a step shows it. */
export interface ContributionView {
  id: string;
  kind: ContributionKind;
  state: ContributionState;
  /** Page of the post. */
  path: string;
  author: AccountView;
  title: string;
  /** Sanitised HTML of what stands under the title; empty without. */
  html: string;
  language: string | null;
  createdAt: number;
  /** Until when an answer is owed; null: none is. */
  dueAt: number | null;
  /** Why it was refused, set aside, or into what it was merged. */
  reason: string;
  /** How many support it, or want to know too. */
  supports: number;
  supported: boolean;
  mine: boolean;
  comments: number;
  /** 0 to 100 for what is being done. */
  progress: number;
  coAuthors: AccountView[];
  mergedInto: { id: string; title: string } | null;
  answer: {
    author: AccountView;
    html: string;
    at: number;
    media: MediaView[];
    evidence: EvidenceView[];
  } | null;
  /** What its kind keeps of it. */
  facts: Record<string, unknown>;
  /** Findings about it: how many say each. */
  findings: { confirmed: number; refuted: number; unsure: number };
}
