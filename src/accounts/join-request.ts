import type { Instance } from '../instance.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { enqueueLetter } from '../platform/letters.ts';
import { notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { AccountEvent } from './events.ts';
import { organisationOf } from './organisation.ts';
import type { Member } from './sessions.ts';
import { accounts, members } from './tables.ts';

/** Lets somebody in who waited for approval; a letter tells them. Throws 404 when nobody waits under this id. */
export const admit = (instance: Instance, accountId: string) =>
  write(instance, async (tx) => {
    const [admitted] = await tx
      .update(members)
      .set({ state: 'active' })
      .where(and(eq(members.accountId, accountId), eq(members.state, 'pending')))
      .returning();
    if (!admitted) throw notFound();
    await record<AccountEvent>(tx, { type: 'member.admitted', accountId });
    await enqueueLetter(instance, tx, await answer(instance, admitted, 'mail.admitted'));
  });

/** Refuses somebody who waited: the request and its data go, a letter says so; the name stays taken, as all names do. */
export const refuse = (instance: Instance, accountId: string) =>
  write(instance, async (tx) => {
    const [gone] = await tx
      .delete(members)
      .where(and(eq(members.accountId, accountId), inArray(members.state, ['pending', 'unconfirmed'])))
      .returning();
    if (!gone) throw notFound();
    await tx
      .update(accounts)
      .set({ deletedAt: instance.clock(), displayName: '', affiliation: null })
      .where(eq(accounts.id, accountId));
    await enqueueLetter(instance, tx, await answer(instance, gone, 'mail.refused'));
  });

async function answer(instance: Instance, member: Member, said: 'mail.admitted' | 'mail.refused') {
  const t = createTranslate(member.language as Language);
  const organisation = (await organisationOf(instance))?.name ?? '';
  const link = `${instance.config.origin}/sign-in`;
  return {
    to: member.email,
    subject: t('mail.requestSubject', { organisation }),
    text: t(said, { organisation, link }),
  };
}
