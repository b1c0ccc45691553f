import { accountsPerHost } from '../accounts/account.ts';
import { blockedAmong } from '../accounts/host-rule.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, desc, eq, gt, inArray, isNotNull, or, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { waitingByKey, wakeLines } from '../platform/jobs.ts';
import { write } from '../platform/write.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';
import { hosts } from './tables.ts';

const dayMs = 86_400_000;
const daysUntilUnavailable = 7;
/** Hosts known to be failing, so that success costs a write only after failure. */
const failing = perInstance(() => ({ loaded: false, hosts: new Set<string>() }));

const seen = perInstance(() => recent<true>(20_000, 3_600_000));

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

/** An exchange that worked: the host is well again. Written once an hour, and at once after failures. */
async function hostSeen(
  instance: Instance,
  host: string,
  more: (tx: Tx) => Promise<unknown>,
  skewMs?: number,
): Promise<void> {
  const known = await failingHosts(instance);
  const now = instance.clock();
  const wasFailing = known.has(host);
  if (!wasFailing && seen(instance).get(host, now)) return;
  seen(instance).set(host, true, now);
  await write(instance, async (tx) => {
    await tx.insert(hosts).values({ host }).onConflictDoNothing();
    await tx
      .update(hosts)
      .set({ seenAt: now, ...(skewMs !== undefined && { skewMs }), ...(wasFailing && well) })
      .where(eq(hosts.host, host));
    if (wasFailing) await more(tx);
  });
  known.delete(host);
}

/** A delivery arrived; `date` is the Date header of the answer, by which the machine's clock is compared (F10). */
export function hostAnswered(instance: Instance, host: string, date?: string): Promise<void> {
  const theirs = Date.parse(date ?? '');
  const skew = Number.isNaN(theirs) ? undefined : theirs - Date.now();
  return hostSeen(instance, host, async () => {}, skew);
}

/** It has spoken to us, so it is up: what waits for it is tried at once, within the hour it came back (F11). */
export const hostWasHeard = (instance: Instance, host: string): Promise<void> =>
  hostSeen(instance, host, (tx) => wakeLines(tx, outLine(host)));

const well = { failingDays: 0, lastFailure: null, lastReason: null, unavailableSince: null, probedAt: null };

/** Of these hosts, those that something may be sent to: not blocked, not unavailable, or due for the probe of the day. */
export async function reachable(instance: Instance, tx: Tx, wanted: string[]): Promise<Set<string>> {
  const blocked = await blockedAmong(instance, wanted);
  const open = new Set(wanted.filter((host) => !blocked.has(host)));
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

/** How far the clocks of the servers heard in the last week are ahead of ours, in the middle (ms); null without any. */
export async function medianSkew(instance: Instance): Promise<number | null> {
  const rows = await instance.db
    .select({ skew: hosts.skewMs })
    .from(hosts)
    .where(and(isNotNull(hosts.skewMs), gt(hosts.seenAt, instance.clock() - 7 * dayMs)))
    .orderBy(asc(hosts.skewMs))
    .limit(1000);
  return rows[Math.floor(rows.length / 2)]?.skew ?? null;
}

export async function countFailingHosts(instance: Instance): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(hosts).where(isNotNull(hosts.lastFailure));
  return row!.n;
}

/** Other servers for the administrator: the worst first, then those heard last; or only those that fail. */
export async function listHosts(instance: Instance, onlyFailing = false, most = 200) {
  const rows = await instance.db
    .select()
    .from(hosts)
    .where(onlyFailing ? isNotNull(hosts.lastFailure) : undefined)
    .orderBy(desc(hosts.failingDays), sql`${hosts.seenAt} is null`, desc(hosts.seenAt))
    .limit(most);
  const accounts = await accountsPerHost(
    instance,
    rows.map((row) => row.host),
  );
  const waiting = await waitingByKey(
    instance.db,
    rows.map((row) => outLine(row.host)),
  );
  return rows.map((row) => ({
    host: row.host,
    software: [row.software, row.softwareVersion].filter(Boolean).join(' '),
    accounts: accounts.get(row.host) ?? 0,
    state:
      row.unavailableSince !== null
        ? ('unavailable' as const)
        : row.lastFailure !== null
          ? ('failing' as const)
          : ('ok' as const),
    lastSeen: row.seenAt,
    reason: row.lastReason ?? '',
    waiting: waiting.get(outLine(row.host)) ?? 0,
  }));
}

export async function countHosts(instance: Instance): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(hosts);
  return row!.n;
}
