import type { Instance } from '../instance.ts';
import type { Reader } from './database.ts';
import { Invalid } from './refusal.ts';
import { readSetting, writeSetting } from './settings.ts';
import { write } from './write.ts';

/** What is forgotten after a while, in days: the program's own period and the bounds of another (architecture decision 4). */
export const periods = {
  /** The log of changes. */
  events: { days: 30, least: 7, most: 365 },
  /** Tombstones, ids of handled activities, what was sent, dead letters: never less than a delivery is tried (S12). */
  traces: { days: 90, least: 30, most: 730 },
  /** Copies of others' pictures since their last use. */
  copies: { days: 7, least: 1, most: 365 },
  notices: { days: 180, least: 30, most: 730 },
  signIns: { days: 365, least: 30, most: 730 },
  audit: { days: 365, least: 180, most: 1095 },
  /** Reports since their answer. */
  reports: { days: 365, least: 180, most: 1095 },
  /** Who somebody was who has left, sealed; 0: nothing is kept (L09). */
  identities: { days: 0, least: 0, most: 1826 },
} as const;
export type Period = keyof typeof periods;
export const periodNames = Object.keys(periods) as Period[];

/** Bounds of the age at which posts of other servers are forgotten. */
export const remoteBounds = { least: 7, most: 3650 } as const;

export type Retention = Record<Period, number> & {
  /** Days after which posts of other servers go; null: they stay. */
  remotePosts: number | null;
  /** Also those that somebody here answered, thanked, passed on or kept. */
  usedToo: boolean;
};

const name = 'retention';
const own: Retention = {
  ...(Object.fromEntries(periodNames.map((one) => [one, periods[one].days])) as Record<Period, number>),
  remotePosts: null,
  usedToo: false,
};

/** How long each kind of thing is kept here. */
export const retentionOf = async (db: Reader): Promise<Retention> => ({
  ...own,
  ...(await readSetting<Partial<Retention>>(db, name)),
});

/** Throws Invalid with a fault for each period out of its bounds. */
export function checkRetention(wanted: Retention): void {
  const faults: Record<string, { key: string; args: Record<string, number> }> = {};
  const check = (field: string, days: number, { least, most }: { least: number; most: number }) => {
    if (!Number.isInteger(days) || days < least || days > most)
      faults[field] = { key: 'retention.outside', args: { least, most } };
  };
  for (const one of periodNames) check(one, wanted[one], periods[one]);
  if (wanted.remotePosts !== null) check('remotePosts', wanted.remotePosts, remoteBounds);
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** Sets all periods at once. Throws Invalid. */
export async function saveRetention(instance: Instance, wanted: Retention): Promise<void> {
  checkRetention(wanted);
  await write(instance, (tx) => writeSetting(tx, name, wanted));
}
