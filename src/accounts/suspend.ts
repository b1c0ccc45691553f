import type { Instance } from '../instance.ts';
import { and, eq, inArray, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { AccountEvent } from './events.ts';
import type { HostSeverity } from './organisation-tables.ts';
import { endSessions } from './sessions.ts';
import { accounts, members } from './tables.ts';

/** What the rule of its server had done to it is now a decision about the account itself: lifting the rule leaves it. */
const ownNow = (rule: HostSeverity) => ({
  hostRule: sql<HostSeverity | null>`case when ${accounts.hostRule} = ${rule} then null else ${accounts.hostRule} end`,
});

/** Hides an account and all it wrote from everybody (S58); a member is signed out everywhere at once. */
export const suspend = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    const [member] = await tx.select().from(members).where(eq(members.accountId, accountId));
    if (member?.role === 'administrator') throw new Refusal(409, 'member.isAdministrator');
    const [changed] = await tx
      .update(accounts)
      .set({ suspendedAt: instance.clock(), ...ownNow('block') })
      .where(eq(accounts.id, accountId))
      .returning({ id: accounts.id });
    if (!changed) throw notFound();
    await tx
      .update(members)
      .set({ state: 'suspended' })
      .where(and(eq(members.accountId, accountId), inArray(members.state, ['active', 'leaving', 'restricted'])));
    await endSessions(tx, accountId);
    await record<AccountEvent>(tx, { type: 'account.suspended', accountId });
  });

export const unsuspend = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    const [member] = await tx.select().from(members).where(eq(members.accountId, accountId));
    // Hidden by their own wish: nobody else shows them again.
    if (member?.state === 'leaving' || member?.state === 'restricted') return;
    await tx.update(accounts).set({ suspendedAt: null }).where(eq(accounts.id, accountId));
    await tx
      .update(members)
      .set({ state: 'active', eraseAt: null })
      .where(and(eq(members.accountId, accountId), eq(members.state, 'suspended')));
    await record<AccountEvent>(tx, { type: 'account.updated', accountId });
  });

/** Keeps an account out of public timelines, of search, and of the notifications of who does not follow it. */
export const limitAccount = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    const [changed] = await tx
      .update(accounts)
      .set({ limitedAt: instance.clock(), ...ownNow('limit') })
      .where(eq(accounts.id, accountId))
      .returning({ id: accounts.id });
    if (!changed) throw notFound();
  });

export const unlimitAccount = (instance: Instance, accountId: string) =>
  write(instance, (tx) => tx.update(accounts).set({ limitedAt: null }).where(eq(accounts.id, accountId)));
