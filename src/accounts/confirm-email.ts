import type { Instance } from '../instance.ts';
import { and, eq, gt, inArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { enqueueLetter } from '../platform/letters.ts';
import type { Letter } from '../platform/mail.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { emailFault, emailKey } from './email.ts';
import type { AccountEvent } from './events.ts';
import type { Member } from './members.ts';
import { hasAccount } from './new-member.ts';
import { organisationOf } from './organisation.ts';
import { members, oneTimeLinks } from './tables.ts';

const linkLifeMs = 2 * 86_400_000;

/** The link that confirms; or, to who has an account already, where to sign in. As long for one as for the other. */
export function addressLetter(
  { config }: Instance,
  { email, language }: { email: string; language: string },
  organisation: string,
  confirmation: string | null,
  text: 'mail.confirm' | 'mail.change' = 'mail.confirm',
): Letter {
  const t = createTranslate(language as Language);
  const link = `${config.origin}/${confirmation ? `confirm/${confirmation}` : 'sign-in/link'}`;
  return confirmation
    ? { to: email, subject: t('mail.confirmSubject', { organisation }), text: t(text, { organisation, link }) }
    : { to: email, subject: t('mail.knownSubject', { organisation }), text: t('mail.known', { organisation, link }) };
}

/**
 * Begins a change of address with a letter to the new one; when that has an account, its owner alone learns of it
 * (S109). Throws Invalid.
 */
export async function askEmail(instance: Instance, member: Member, wanted: string): Promise<void> {
  const { accountId, language } = member;
  const email = emailKey(wanted);
  const fault = email === member.email ? 'email.same' : emailFault(email);
  if (fault) throw new Invalid({ email: fault });
  const organisation = (await organisationOf(instance))?.name ?? '';
  await write(instance, async (tx) => {
    await dropAsked(tx, accountId);
    const token = (await hasAccount(tx, email)) ? null : newToken();
    const expiresAt = instance.clock() + linkLifeMs;
    if (token)
      await tx
        .insert(oneTimeLinks)
        .values({ id: tokenHash(token), purpose: 'change-email', accountId, email, expiresAt });
    await enqueueLetter(instance, tx, addressLetter(instance, { email, language }, organisation, token, 'mail.change'));
  });
}

/** Links sent to the old address, or to another new one, open nothing any more. */
const dropAsked = (tx: Tx, accountId: string) =>
  tx
    .delete(oneTimeLinks)
    .where(and(eq(oneTimeLinks.accountId, accountId), inArray(oneTimeLinks.purpose, ['change-email', 'sign-in'])));

/**
 * What the link in a letter confirms, once: it opens the account that was just made, or gives it its new address and
 * tells the old one; true is then given. Throws the 404 of an absent page.
 */
export async function confirmEmail(instance: Instance, token: string): Promise<boolean> {
  const organisation = (await organisationOf(instance))?.name ?? '';
  return write(instance, async (tx) => {
    const [link] = await tx
      .delete(oneTimeLinks)
      .where(
        and(
          eq(oneTimeLinks.id, tokenHash(token)),
          inArray(oneTimeLinks.purpose, ['confirm-email', 'change-email']),
          gt(oneTimeLinks.expiresAt, instance.clock()),
        ),
      )
      .returning();
    const accountId = link?.accountId;
    const [member] = accountId ? await tx.select().from(members).where(eq(members.accountId, accountId)) : [];
    if (!accountId || !member) throw notFound();
    if (link.purpose === 'confirm-email') {
      await tx
        .update(members)
        .set({ state: 'active' })
        .where(and(eq(members.accountId, accountId), eq(members.state, 'unconfirmed')));
      await record<AccountEvent>(tx, { type: 'member.admitted', accountId });
      return false;
    }
    if (await hasAccount(tx, link.email!)) throw notFound();
    await tx.update(members).set({ email: link.email! }).where(eq(members.accountId, accountId));
    await dropAsked(tx, accountId);
    const t = createTranslate(member.language as Language);
    await enqueueLetter(instance, tx, {
      to: member.email,
      subject: t('mail.movedSubject', { organisation }),
      text: t('mail.moved', { organisation, link: `${instance.config.origin}/about` }),
    });
    return true;
  });
}
