import { localHost } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, eq } from '../platform/columns.ts';
import { Invalid } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { hiddenHosts } from './tables.ts';

const mostHosts = 200;

/** Nothing of this server is shown in the member's feeds, nor told to them; nobody else learns of it. Throws Invalid. */
export async function hideHost(instance: Instance, accountId: string, text: string): Promise<void> {
  const host = hostIn(text);
  if (!host || host === localHost(instance)) throw new Invalid({ host: 'hidden.noHost' });
  await write(instance, async (tx) => {
    const [own] = await tx.select({ n: count() }).from(hiddenHosts).where(eq(hiddenHosts.accountId, accountId));
    if (own!.n >= mostHosts) throw new Invalid({ host: { key: 'form.tooMany', args: { most: mostHosts } } });
    await tx.insert(hiddenHosts).values({ accountId, host, createdAt: instance.clock() }).onConflictDoNothing();
  });
}

/** `https://Exemple.org/@a`, `@a@exemple.org` and `exemple.org` are the same server. */
function hostIn(text: string): string | null {
  const written = text.trim();
  const name = /^https?:\/\//i.test(written) ? written : `https://${written.replace(/^.*@/, '')}`;
  return URL.canParse(name) ? new URL(name).host : null;
}

export const showHost = (instance: Instance, accountId: string, host: string): Promise<void> =>
  write(
    instance,
    async (tx) =>
      void (await tx.delete(hiddenHosts).where(and(eq(hiddenHosts.accountId, accountId), eq(hiddenHosts.host, host)))),
  );

export async function hiddenHostsOf(instance: Instance, accountId: string): Promise<string[]> {
  const rows = await instance.db
    .select({ host: hiddenHosts.host })
    .from(hiddenHosts)
    .where(eq(hiddenHosts.accountId, accountId))
    .orderBy(asc(hiddenHosts.host));
  return rows.map((row) => row.host);
}
