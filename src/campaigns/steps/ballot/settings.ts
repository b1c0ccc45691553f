import type { Step } from '../../step.ts';

/** What one says of a clause; `chosen` and nothing else where one chooses among several. */
export const positions = ['for', 'consent', 'against', 'abstain'] as const;
export type Position = (typeof positions)[number];

export interface Vote {
  position: Position | 'chosen';
  /** Said to everybody after the end; empty without. */
  reason: string;
}

export const modes = ['clauses', 'single', 'multiple'] as const;
export const electorates = ['members', 'named'] as const;

export interface BallotSettings {
  /** A word on each clause, or one or several of them chosen. */
  mode: (typeof modes)[number];
  /** No link is kept between a person and a ballot. */
  secret: boolean;
  /** Percent of the electors, 0 for none. */
  quorum: number;
  /** Members on the day that the list is closed, or the people named. */
  electorate: (typeof electorates)[number];
  /** Ids of accounts, where they are named: chosen by the organisers or by a draw. */
  named: string[];
  /** When the list is closed; null: when the step begins. */
  listClosesAt: number | null;
  /** How many one may choose; 0: as many as one likes. */
  most: number;
}

export const firstSettings: BallotSettings = {
  mode: 'clauses',
  secret: true,
  quorum: 0,
  electorate: 'members',
  named: [],
  listClosesAt: null,
  most: 0,
};

export const ballotSettings = (step: Pick<Step, 'settings'>): BallotSettings => ({
  ...firstSettings,
  ...(step.settings as Partial<BallotSettings>),
});

/** Why these cannot be, as a translation key; null when they can. */
export function ballotFault(said: Record<string, unknown>): string | null {
  const { mode, quorum, electorate, named, most } = { ...firstSettings, ...said } as BallotSettings;
  if (!modes.includes(mode) || !electorates.includes(electorate)) return 'ballot.settingsFault';
  if (!Number.isInteger(quorum) || quorum < 0 || quorum > 100) return 'ballot.quorumFault';
  if (!Number.isInteger(most) || most < 0) return 'ballot.mostFault';
  return electorate === 'named' && !named.length ? 'ballot.namedFault' : null;
}

/** What every organisation that carries the campaign has to know to count its own people; who is named stays home. */
export function sharedSettings(said: Record<string, unknown>): Record<string, unknown> {
  const { mode, quorum, most, electorate, listClosesAt } = { ...firstSettings, ...said };
  const whole = (n: unknown, limit: number) => (Number.isInteger(n) ? Math.min(limit, Math.max(0, Number(n))) : 0);
  return {
    mode: modes.find((one) => one === mode) ?? 'clauses',
    secret: said.secret !== false,
    quorum: whole(quorum, 100),
    most: whole(most, 100),
    electorate: electorates.find((one) => one === electorate) ?? 'members',
    listClosesAt: Number.isSafeInteger(listClosesAt) ? listClosesAt : null,
  };
}
