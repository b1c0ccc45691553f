import { saveOrganisation } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import { eq, lt, sql } from '../platform/columns.ts';
import { enqueue } from '../platform/jobs.ts';
import { write } from '../platform/write.ts';
import { mayFederate } from './host-policy.ts';
import { nodeInfo } from './node-info.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';
import { hosts } from './tables.ts';

const dayMs = 86_400_000;
const describing = perInstance(() => recent<true>(5_000, dayMs));

/** Asks a host, once a day at most, what it runs and what its organisation is called (NodeInfo 2.x). */
export async function describeHost(instance: Instance, host: string, origin: string): Promise<void> {
  if (describing(instance).get(host, instance.clock()) || !(await mayFederate(instance, origin))) return;
  describing(instance).set(host, true, instance.clock());
  const [row] = await instance.db.select().from(hosts).where(eq(hosts.host, host));
  if ((row?.describedAt ?? 0) > instance.clock() - dayMs) return;
  const said = await nodeInfo(instance, origin).catch(() => null);
  const described = {
    software: said?.software ?? row?.software ?? null,
    softwareVersion: said?.version ?? row?.softwareVersion ?? null,
    describedAt: instance.clock(),
  };
  await write(instance, async (tx) => {
    await tx
      .insert(hosts)
      .values({ host, ...described })
      .onConflictDoUpdate({ target: hosts.host, set: described });
    if (said?.name)
      await saveOrganisation(instance, tx, host, { name: said.name, ...(said.hue !== null && { hue: said.hue }) });
  });
}

/** The same, later: for the host of somebody met by what they sent, whose organisation is to stand beside their name. */
export async function describeLater(instance: Instance, host: string, origin: string): Promise<void> {
  if (!host || describing(instance).get(host, instance.clock())) return;
  await write(instance, (tx) =>
    enqueue(tx, {
      kind: 'federation.describe-host',
      lane: 'backfill',
      key: `describe ${host}`,
      payload: { host, origin },
    }),
  );
}

export const describeHostJob = (instance: Instance, { host, origin }: { host: string; origin: string }) =>
  describeHost(instance, host, origin);

/** Rows of hosts that never fail are of no use after 90 days. */
export const purgeHosts = (instance: Instance): Promise<void> =>
  write(instance, async (tx) => {
    const before = instance.clock() - 90 * dayMs;
    await tx
      .delete(hosts)
      .where(
        sql`(${hosts.lastFailure} is null and ${lt(hosts.describedAt, before)}) or ${lt(hosts.lastFailure, before)}`,
      );
  });
