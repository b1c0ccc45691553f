import type { Instance } from '../instance.ts';
import { sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { campaignTraffic } from './report-tables.ts';

const waitMs = 10_000;

interface Counted {
  visits: number;
  bytes: number;
}

/** What this process has served and not yet written down: a write for each page would cost more than the page. */
const waiting = new WeakMap<Instance['config'], Map<string, Counted>>();

/** The day of a moment, UTC: `2027-03-01`. */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** Counts a page of a campaign that was served; written down some seconds later. */
export function countVisit(instance: Instance, campaignId: string, bytes: number): void {
  let mine = waiting.get(instance.config);
  if (!mine) {
    mine = new Map();
    waiting.set(instance.config, mine);
  }
  if (!mine.size)
    setTimeout(() => {
      flushTraffic(instance).catch((err) => instance.log.warn({ err }, 'visits of campaigns not written'));
    }, waitMs).unref();
  const known = mine.get(campaignId) ?? { visits: 0, bytes: 0 };
  mine.set(campaignId, { visits: known.visits + 1, bytes: known.bytes + bytes });
}

/** Writes down what waits. */
export async function flushTraffic(instance: Instance): Promise<void> {
  const mine = waiting.get(instance.config);
  const counted = mine ? [...mine] : [];
  mine?.clear();
  if (!counted.length) return;
  await write(instance, async (tx) => {
    for (const [campaignId, { visits, bytes }] of counted)
      await addTraffic(instance, tx, campaignId, { visits, bytes, messages: 0 });
  });
}

/** Adds to what a campaign weighed today. */
export const addTraffic = (
  instance: Pick<Instance, 'clock'>,
  tx: Tx,
  campaignId: string,
  more: { visits: number; bytes: number; messages: number },
) =>
  tx
    .insert(campaignTraffic)
    .values({ campaignId, day: dayOf(instance.clock()), ...more })
    .onConflictDoUpdate({
      target: [campaignTraffic.campaignId, campaignTraffic.day],
      set: {
        visits: sql`${campaignTraffic.visits} + ${more.visits}`,
        bytes: sql`${campaignTraffic.bytes} + ${more.bytes}`,
        messages: sql`${campaignTraffic.messages} + ${more.messages}`,
      },
    });
