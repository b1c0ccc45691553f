import type { Instance } from '../instance.ts';
import { and, eq, gt, inArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { emailFault, emailKey } from './email.ts';
import type { AccountEvent } from './events.ts';
import { hasAccount } from './new-member.ts';
import { members, oneTimeLinks } from './tables.ts';

const linkLifeMs = 2 * 86_400_000;

/**
 * Begins a change of address: gives what the link to the new one carries, or null when that address has an account;
 * its owner alone is told (S109). Throws Invalid.
 */
export async function askEmail(instance: Instance, accountId: string, wanted: string): Promise<string | null> {
  const email = emailKey(wanted);
  const fault = emailFault(email);
  if (fault) throw new Invalid({ email: fault });
  return write(instance, async (tx) => {
    await dropAsked(tx, accountId);
    if (await hasAccount(tx, email)) return null;
    const token = newToken();
    const expiresAt = instance.clock() + linkLifeMs;
    await tx
      .insert(oneTimeLinks)
      .values({ id: tokenHash(token), purpose: 'change-email', accountId, email, expiresAt });
    return token;
  });
}

/** Links sent to the old address, or to another new one, open nothing any more. */
const dropAsked = (tx: Tx, accountId: string) =>
  tx
    .delete(oneTimeLinks)
    .where(and(eq(oneTimeLinks.accountId, accountId), inArray(oneTimeLinks.purpose, ['change-email', 'sign-in'])));

/**
 * What the link in a letter confirms, once: it opens the account that was just made, or gives it its new address;
 * `was` is then the old one. Throws the 404 of an absent page.
 */
export const confirmEmail = (
  instance: Instance,
  token: string,
): Promise<{ accountId: string; was: string | null; language: string }> =>
  write(instance, async (tx) => {
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
    const { language } = member;
    if (link.purpose === 'confirm-email') {
      await tx
        .update(members)
        .set({ state: 'active' })
        .where(and(eq(members.accountId, accountId), eq(members.state, 'unconfirmed')));
      await record<AccountEvent>(tx, { type: 'member.admitted', accountId });
      return { accountId, was: null, language };
    }
    if (await hasAccount(tx, link.email!)) throw notFound();
    await tx.update(members).set({ email: link.email! }).where(eq(members.accountId, accountId));
    await dropAsked(tx, accountId);
    return { accountId, was: member.email, language };
  });
