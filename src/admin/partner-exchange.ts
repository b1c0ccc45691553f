import type { ExchangeView } from '../../views/admin/partner.ts';
import { accountsPerHost } from '../accounts/account.ts';
import { outLine } from '../federation/hosts.ts';
import { hosts, received } from '../federation/tables.ts';
import type { Instance } from '../instance.ts';
import { and, count, eq, gt, inArray, sql } from '../platform/columns.ts';
import { waitingByKey } from '../platform/jobs.ts';
import { deadJobs } from '../platform/tables.ts';
import { countForPartners } from '../posts/published.ts';

const monthMs = 30 * 86_400_000;

/** Of these hosts: when they were last heard, and deliveries that wait or were given up. */
export async function exchangesWith(instance: Instance, wanted: string[]) {
  const lines = wanted.map(outLine);
  const rows = wanted.length ? await instance.db.select().from(hosts).where(inArray(hosts.host, wanted)) : [];
  const dead = wanted.length
    ? await instance.db
        .select({ key: deadJobs.key, n: count() })
        .from(deadJobs)
        .where(inArray(deadJobs.key, lines))
        .groupBy(deadJobs.key)
    : [];
  const waiting = await waitingByKey(instance.db, lines);
  return (host: string) => {
    const known = rows.find((row) => row.host === host);
    return {
      lastSeen: known?.seenAt ?? null,
      skewMs: known?.skewMs ?? null,
      lastFault: known?.lastReason ?? '',
      waiting: waiting.get(outLine(host)) ?? 0,
      dead: dead.find((row) => row.key === outLine(host))?.n ?? 0,
    };
  };
}

/** What passes between us and one partner. `origin`: of its organisation's actor. */
export async function exchangeWith(instance: Instance, host: string, origin: string): Promise<ExchangeView> {
  const since = instance.clock() - monthMs;
  const [heard] = await instance.db
    .select({ n: count() })
    .from(received)
    .where(
      and(
        gt(received.receivedAt, since),
        eq(received.forwarded, false),
        sql`substr(${received.actor}, 1, ${origin.length + 1}) = ${`${origin}/`}`,
      ),
    );
  return {
    ...(await exchangesWith(instance, [host]))(host),
    received: heard!.n,
    sent: await countForPartners(instance, since),
    people: (await accountsPerHost(instance, [host])).get(host) ?? 0,
  };
}
