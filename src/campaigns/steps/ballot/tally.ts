import { createHash } from 'node:crypto';
import { type BallotSettings, positions, type Vote } from './settings.ts';

/** What one organisation counted among its own people: sums alone, so that it may be shown and added to others. */
export interface Tally {
  /** Uris. */
  campaign: string;
  step: string;
  /** Who counted. */
  host: string;
  /** How many may vote there, and did. */
  electors: number;
  turnout: number;
  /** Uri of the clause → position → how many. */
  counts: Record<string, Record<string, number>>;
}

export type Counts = Tally['counts'];

/** Counts ballots: `names` are the clauses, id → uri. What is voted on a clause that is gone counts no more. */
export function countBallots(ballots: Iterable<Record<string, Vote>>, names: ReadonlyMap<string, string>): Counts {
  const counts: Counts = Object.fromEntries([...names.values()].map((uri) => [uri, {}]));
  for (const votes of ballots)
    for (const [id, { position }] of Object.entries(votes)) {
      const uri = names.get(id);
      if (uri) counts[uri]![position] = (counts[uri]![position] ?? 0) + 1;
    }
  return counts;
}

/** The sum of several: of electors, of those who voted, of each position. Their parts stay to be seen. */
export function addTallies(tallies: readonly Tally[]): Pick<Tally, 'electors' | 'turnout' | 'counts'> {
  const sum = { electors: 0, turnout: 0, counts: {} as Counts };
  for (const { electors, turnout, counts } of tallies) {
    sum.electors += electors;
    sum.turnout += turnout;
    for (const [uri, said] of Object.entries(counts))
      for (const [position, n] of Object.entries(said)) {
        sum.counts[uri] ??= {};
        sum.counts[uri][position] = (sum.counts[uri][position] ?? 0) + n;
      }
  }
  return sum;
}

const whole = (n: unknown): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n >= 0;

export type TallyFault = 'shape' | 'elsewhere' | 'stranger' | 'sum' | 'electors';

/**
 * Why a tally is not taken; null when it is. `known`: what it has to be about, who may count, and how many members of
 * each host were there when the list was closed: a host has no more electors than members (ballot stuffing).
 */
export function tallyFault(
  tally: Tally,
  known: {
    campaign: string;
    step: string;
    mode: BallotSettings['mode'];
    clauses: readonly string[];
    members: ReadonlyMap<string, number>;
  },
): TallyFault | null {
  const { campaign, step, host, electors, turnout, counts } = tally;
  if (!whole(electors) || !whole(turnout) || typeof counts !== 'object' || counts === null) return 'shape';
  if (campaign !== known.campaign || step !== known.step) return 'elsewhere';
  const most = known.members.get(host);
  if (most === undefined) return 'stranger';
  if (turnout > electors || electors > most) return 'electors';
  const allowed: readonly string[] = known.mode === 'clauses' ? positions : ['chosen'];
  let all = 0;
  for (const [uri, said] of Object.entries(counts)) {
    if (!known.clauses.includes(uri) || typeof said !== 'object' || said === null) return 'shape';
    for (const [position, n] of Object.entries(said)) if (!allowed.includes(position) || !whole(n)) return 'shape';
    const votes = Object.values(said).reduce((sum, n) => sum + n, 0);
    if (votes > turnout) return 'sum';
    // Each ballot has a word on each clause, if only that it abstains.
    if (known.mode === 'clauses' && votes !== turnout) return 'sum';
    all += votes;
  }
  if (known.mode === 'clauses' && Object.keys(counts).length !== known.clauses.length) return 'sum';
  return known.mode === 'single' && all !== turnout ? 'sum' : null;
}

/** The bytes that are signed: members sorted by name, so that the same sums are the same bytes. */
export const tallyBytes = ({ campaign, step, host, electors, turnout, counts }: Tally): Buffer =>
  Buffer.from(sorted({ campaign, step, host, electors, turnout, counts }));

export const tallyDigest = (tally: Tally): string => createHash('sha256').update(tallyBytes(tally)).digest('hex');

/** A signature over a tally, by a key that only the federation layer knows. */
export const signTally = (tally: Tally, sign: (bytes: Buffer) => Buffer): string =>
  sign(tallyBytes(tally)).toString('base64url');
export const verifyTally = (
  tally: Tally,
  signature: string,
  verify: (bytes: Buffer, signature: Buffer) => boolean,
): boolean => verify(tallyBytes(tally), Buffer.from(signature, 'base64url'));

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_name, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
