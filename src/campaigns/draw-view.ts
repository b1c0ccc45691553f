import type { AccountView } from '../accounts/view.ts';

/** Places kept for some: so many at least, where so many stand on the list. */
export interface Quota {
  by: 'organisation' | 'affiliation';
  /** Host of the organisation, or name of the affiliation. */
  value: string;
  places: number;
}

/** A line of the list, as it is published. */
export interface CandidateLine {
  n: number;
  token: string;
  organisation: string;
  affiliation: string;
}

/** A seed as it is published: its hash first, itself from the draw on; null: not revealed. */
export interface SeedLine {
  name: string;
  commitment: string;
  seed: string | null;
}

/** Everything that a draw is made of: what the page offers as JSON, and what its script recomputes. */
export interface DrawRecord {
  title: string;
  campaign: string;
  places: number;
  quotas: Quota[];
  candidates: CandidateLine[];
  seeds: SeedLine[];
  publicSource: string;
  /** ISO 8601; the value was not known before. */
  publicAt: string;
  publicValue: string | null;
  publishedAt: string;
  drawnAt: string | null;
  fingerprint: string;
  entropy: string | null;
  /** Numbers, in the order drawn. */
  order: number[] | null;
  drawn: number[] | null;
  reserves: number[] | null;
}

export interface DrawView {
  id: string;
  path: string;
  stepId: string;
  record: DrawRecord;
  /** The session whose places are drawn. */
  session: { path: string; title: string } | null;
  by: AccountView | null;
  /** Numbers whose people the viewer may see, in a draw whose list has names, and for who looks after it. */
  people: Map<number, AccountView>;
  named: boolean;
  /** The viewer's own line. */
  mine: { n: number; salt: string; uri: string } | null;
  /** Seeds of others that are still to come, by the ids of their rows. */
  awaited: { id: number; name: string }[];
  /** What hinders the draw now, for who looks after it. */
  fault: string | null;
  facilitates: boolean;
}

/** A draw as a step lists it. */
export interface DrawLine {
  id: string;
  path: string;
  title: string;
  candidates: number;
  places: number;
  publicAt: number;
  publicSource: string;
  drawnAt: number | null;
}
