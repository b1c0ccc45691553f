import type { Instance } from '../instance.ts';
import { eq, inArray, isNotNull, or, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { wakeLines } from '../platform/jobs.ts';
import { write } from '../platform/write.ts';
import { perInstance } from './per-instance.ts';
import { hosts } from './tables.ts';

const dayMs = 86_400_000;
const daysUntilUnavailable = 7;
/** Hosts known to be failing, so that success costs a write only after failure. */
const failing = perInstance(() => ({ loaded: false, hosts: new Set<string>() }));

/** Line of the queue for what goes out to a host. */
export const outLine = (host: string) => `out ${host}`;

async function failingHosts(instance: Instance): Promise<Set<string>> {
  const state = failing(instance);
  if (!state.loaded) {
    const rows = await instance.db
      .select({ host: hosts.host })
      .from(hosts)
      .where(or(isNotNull(hosts.lastFailure), isNotNull(hosts.unavailableSince)));
    for (const { host } of rows) state.hosts.add(host);
    state.loaded = true;
  }
  return state.hosts;
}

/** A delivery failed. Seven different days of it, without a success between, make the host unavailable (F11). */
export async function hostFailed(instance: Instance, host: string, reason: string): Promise<void> {
  (await failingHosts(instance)).add(host);
  const now = instance.clock();
  await write(instance, async (tx) => {
    await tx.insert(hosts).values({ host }).onConflictDoNothing();
    const [row] = await tx.select().from(hosts).where(eq(hosts.host, host));
    const newDay = Math.floor((row!.lastFailure ?? 0) / dayMs) !== Math.floor(now / dayMs);
    const failingDays = row!.failingDays + (newDay ? 1 : 0);
    await tx
      .update(hosts)
      .set({
        failingDays,
        lastFailure: now,
        lastReason: reason.slice(0, 200),
        unavailableSince: row!.unavailableSince ?? (failingDays >= daysUntilUnavailable ? now : null),
      })
      .where(eq(hosts.host, host));
  });
}

/** A delivery arrived: the host is well again, and whatever waits for it is due. */
export async function hostAnswered(instance: Instance, host: string): Promise<void> {
  const known = await failingHosts(instance);
  if (!known.has(host)) return;
  await write(instance, (tx) => markWell(tx, host));
  known.delete(host);
}

/** It has spoken to us, so it is up: what waits for it is tried at once, within the hour it came back (F11). */
export async function hostWasHeard(instance: Instance, host: string): Promise<void> {
  const known = await failingHosts(instance);
  if (!known.has(host)) return;
  await write(instance, async (tx) => {
    await markWell(tx, host);
    await wakeLines(tx, outLine(host));
  });
  known.delete(host);
}

const markWell = (tx: Tx, host: string) =>
  tx
    .update(hosts)
    .set({ failingDays: 0, lastFailure: null, lastReason: null, unavailableSince: null, probedAt: null })
    .where(eq(hosts.host, host));

/** Of these hosts, those that something may be sent to: not unavailable, or due for the probe of the day. */
export async function reachable(instance: Instance, tx: Tx, wanted: string[]): Promise<Set<string>> {
  const open = new Set(wanted);
  const now = instance.clock();
  for (let from = 0; from < wanted.length; from += 500) {
    const rows = await tx
      .select()
      .from(hosts)
      .where(inArray(hosts.host, wanted.slice(from, from + 500)));
    for (const row of rows) {
      if (row.unavailableSince === null) continue;
      if ((row.probedAt ?? row.unavailableSince) > now - dayMs) open.delete(row.host);
      else await tx.update(hosts).set({ probedAt: now }).where(eq(hosts.host, row.host));
    }
  }
  return open;
}

/** For the administrator: hosts that fail or have failed, the worst first. */
export const failingHostList = (instance: Instance, most = 200) =>
  instance.db
    .select()
    .from(hosts)
    .where(sql`${hosts.lastFailure} is not null`)
    .orderBy(sql`${hosts.failingDays} desc`)
    .limit(most);

/** Everything known of other servers. */
export const hostRows = (instance: Instance) => instance.db.select().from(hosts);

export const countFailingHosts = async (instance: Instance): Promise<number> =>
  (await failingHostList(instance, 1000)).length;
