import type { SharedLine } from './measures.ts';
import type { Tally } from './steps/ballot/tally.ts';
import type { Budget, CampaignState, ContributionKind, ContributionState } from './view.ts';

/** What people have to write before a report is published; `closing` alone may stay empty. */
export const sentenceNames = ['learnt', 'truth', 'technology', 'frugality', 'innovation', 'closing'] as const;
export type SentenceName = (typeof sentenceNames)[number];
export type Sentences = Partial<Record<SentenceName, string>>;

/** People of a group, or of several that have fewer than {@link floor} each. */
export interface Group {
  /** Server of the organisation, or an affiliation; `elsewhere`: of other servers; `merged`: groups that are too small. */
  name: string;
  n: number;
}

/** Groups under this many are merged: a figure names nobody. */
export const floor = 5;

/** One thing that was brought, by the address of its post: each figure can be followed to what it counts. */
export interface CountedThing {
  uri: string;
  kind: ContributionKind;
  state: ContributionState;
  /** Server of its author. */
  host: string;
  at: number;
  dueAt: number | null;
  answeredAt: number | null;
  /** Links and pictures that stand with the answer. */
  proofs: number;
  /** The answer was changed after it was published. */
  corrected: boolean;
  verdict: string | null;
  /** Of a statement: a dissent that stays with it. */
  dissent: boolean;
}

/** All that the figures of a report come from, as it is exported: every figure can be computed again from it alone. */
export interface ReportRows {
  /** When they were read. */
  at: number;
  campaign: {
    uri: string;
    name: string;
    state: CampaignState;
    answerDays: number;
    openedAt: number | null;
    closedAt: number | null;
    budget: Budget;
    spent: Budget | null;
  };
  things: CountedThing[];
  people: { organisations: Group[]; affiliations: Group[]; carriers: number };
  /** Of receipts that both sides confirmed; nothing else is « shared ». */
  shared: SharedLine[];
  /** Ballots that are over, and whether each reached its quorum. */
  ballots: { step: string; quorumMet: boolean; parts: Tally[] }[];
  pictures: { all: number; described: number };
  traffic: { day: string; visits: number; bytes: number; messages: number }[];
  /** People who met in it, two by two, and those of them who had no community in common before; null: fewer than five. */
  links: { pairs: number | null; fresh: number | null };
  recalls: { days: number; answeredAt: number | null; alive: boolean | null; copies: number }[];
}

/**
 * Merges groups of fewer than {@link floor} people. Where what is merged would still be that small, the smallest of the
 * others goes along, so that no subtraction tells it.
 */
export function mergeSmall(groups: readonly Group[]): Group[] {
  const sorted = groups
    .filter(({ n }) => n > 0)
    .sort((one, other) => other.n - one.n || (one.name < other.name ? -1 : 1));
  const large = sorted.filter(({ n }) => n >= floor);
  let merged = sorted.filter(({ n }) => n < floor).reduce((sum, { n }) => sum + n, 0);
  if (merged > 0) while (merged < floor && large.length) merged += large.pop()!.n;
  return merged > 0 ? [...large, { name: 'merged', n: merged }] : large;
}
