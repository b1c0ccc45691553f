import type { Instance } from '../instance.ts';
import { and, desc, eq, isNull, ne, sql, sum } from '../platform/columns.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { readSetting, writeSetting } from '../platform/settings.ts';
import { write } from '../platform/write.ts';
import { media } from './tables.ts';

/** What administrators decide on what members may send. */
export interface MediaLimits {
  /** Bytes of all that one member keeps here. */
  memberBytes: number;
  /** Bytes of one audio or video file as it is sent. */
  filmBytes: number;
  /** How long it may last, in milliseconds. */
  filmMs: number;
}

const setting = 'media.limits';
const megabyte = 1_000_000;
const minute = 60_000;
export const usualLimits: MediaLimits = {
  memberBytes: 5000 * megabyte,
  filmBytes: 100 * megabyte,
  filmMs: 15 * minute,
};
/** Beyond these the server itself is at risk. */
export const bounds = { memberMegabytes: [1, 1_000_000], filmMegabytes: [1, 500], minutes: [1, 180] } as const;

export const mediaLimits = async ({ db }: Pick<Instance, 'db'>): Promise<MediaLimits> => ({
  ...usualLimits,
  ...(await readSetting<MediaLimits>(db, setting)),
});

/** Sets them, in megabytes and minutes as they are typed. Throws Invalid. */
export async function changeMediaLimits(
  instance: Instance,
  wanted: Record<keyof typeof bounds, number>,
): Promise<void> {
  const faults = Object.entries(bounds).flatMap(([name, [least, most]]) => {
    const value = wanted[name as keyof typeof bounds];
    const isGood = Number.isInteger(value) && value >= least && value <= most;
    return isGood ? [] : [[name, { key: 'form.between', args: { least, most } }] as const];
  });
  if (faults.length) throw new Invalid(Object.fromEntries(faults));
  const { memberMegabytes, filmMegabytes, minutes } = wanted;
  const limits: MediaLimits = {
    memberBytes: memberMegabytes * megabyte,
    filmBytes: filmMegabytes * megabyte,
    filmMs: minutes * minute,
  };
  await write(instance, (tx) => writeSetting(tx, setting, limits));
}

const isKept = and(isNull(media.remoteUrl), ne(media.state, 'gone'), ne(media.state, 'failed'));

/** Bytes of what an account has sent and keeps here. */
export async function usedBy({ db }: Pick<Instance, 'db'>, accountId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sum(media.bytes) })
    .from(media)
    .where(and(eq(media.accountId, accountId), isKept));
  return Number(row?.bytes ?? 0);
}

/** Throws 422 when so many bytes more would be too many. Inside a `write` nobody slips in between (S98). */
export async function requireRoom(instance: Pick<Instance, 'db'>, accountId: string, bytes: number): Promise<void> {
  const { memberBytes } = await mediaLimits(instance);
  const used = await usedBy(instance, accountId);
  if (used + bytes > memberBytes || used >= memberBytes)
    throw new Refusal(422, 'media.quota', { args: { most: Math.round(memberBytes / megabyte) } });
}

/** The accounts that keep most here, the largest first, and all of it together. */
export async function largestUses({ db }: Pick<Instance, 'db'>, most = 20) {
  const bytes = sum(media.bytes).mapWith(Number);
  const accounts = await db
    .select({ accountId: media.accountId, bytes })
    .from(media)
    .where(isKept)
    .groupBy(media.accountId)
    .orderBy(desc(sql`sum(${media.bytes})`))
    .limit(most);
  const [all] = await db.select({ bytes }).from(media).where(isKept);
  return { accounts, bytes: all?.bytes ?? 0 };
}
