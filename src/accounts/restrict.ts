import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { AccountEvent } from './events.ts';
import { isLastAdministrator } from './roles.ts';
import { endSessions } from './sessions.ts';
import { accounts, members } from './tables.ts';

/**
 * The member has the processing of their data restricted (GDPR 18): everything is kept, nothing is shown, sent, told or
 * erased, until they sign in again (`comeBack`). 404 unless the account is active, 409 for the last administrator.
 */
export const restrict = (instance: Instance, accountId: string): Promise<void> =>
  write(instance, async (tx) => {
    if (await isLastAdministrator(tx, accountId)) throw new Refusal(409, 'member.lastAdministrator');
    const changed = await tx
      .update(members)
      .set({ state: 'restricted' })
      .where(and(eq(members.accountId, accountId), eq(members.state, 'active')))
      .returning({ id: members.accountId });
    if (!changed.length) throw notFound();
    await tx.update(accounts).set({ suspendedAt: instance.clock() }).where(eq(accounts.id, accountId));
    await endSessions(tx, accountId);
    await record<AccountEvent>(tx, { type: 'account.suspended', accountId });
  });
