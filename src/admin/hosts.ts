import type { HostView } from '../../views/admin/federation.ts';
import { accountsByHost } from '../accounts/remote-account.ts';
import { hostRows, outLine } from '../federation/hosts.ts';
import type { Instance } from '../instance.ts';
import { waitingByKey } from '../platform/jobs.ts';

/** Other servers as the administrator sees them: those that fail first, then by the accounts we know there. */
export async function hostViews(instance: Instance): Promise<HostView[]> {
  const known = new Map((await hostRows(instance)).map((row) => [row.host, row]));
  const accounts = await accountsByHost(instance);
  const waiting = await waitingByKey(instance.db);
  const hosts = [...new Set([...known.keys(), ...accounts.keys()])];
  const views = hosts.map((host): HostView => {
    const row = known.get(host);
    return {
      host,
      software: [row?.software, row?.softwareVersion].filter(Boolean).join(' '),
      accounts: accounts.get(host)?.accounts ?? 0,
      state: row?.unavailableSince ? 'unavailable' : row?.lastFailure ? 'failing' : 'ok',
      lastSeen: accounts.get(host)?.seenAt ?? null,
      waiting: waiting.get(outLine(host)) ?? 0,
    };
  });
  const order = { unavailable: 0, failing: 1, ok: 2 };
  return views.sort((a, b) => order[a.state] - order[b.state] || b.accounts - a.accounts).slice(0, 500);
}
