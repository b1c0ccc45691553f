import type { Instance } from '../instance.ts';
import { and, eq, gt } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { emailKey } from './email.ts';
import { members, oneTimeLinks } from './tables.ts';

const linkLifeMs = 30 * 60_000;

/** What a letter with a sign-in link says and to whom; null when no active member has this address. */
export async function signInLink(
  instance: Instance,
  email: string,
): Promise<{ token: string; email: string; language: string } | null> {
  const [member] = await instance.db
    .select()
    .from(members)
    .where(and(eq(members.email, emailKey(email)), eq(members.state, 'active')));
  if (!member) return null;
  const token = newToken();
  await write(instance, async (tx) => {
    // The last letter is the one that counts.
    await tx
      .delete(oneTimeLinks)
      .where(and(eq(oneTimeLinks.accountId, member.accountId), eq(oneTimeLinks.purpose, 'sign-in')));
    await tx.insert(oneTimeLinks).values({
      id: tokenHash(token),
      purpose: 'sign-in',
      accountId: member.accountId,
      expiresAt: instance.clock() + linkLifeMs,
    });
  });
  return { token, email: member.email, language: member.language };
}

/** The account that a link opens; a link opens once. Throws the 404 of an absent page. */
export const useSignInLink = (instance: Instance, token: string): Promise<string> =>
  write(instance, async (tx) => {
    const [link] = await tx
      .delete(oneTimeLinks)
      .where(
        and(
          eq(oneTimeLinks.id, tokenHash(token)),
          eq(oneTimeLinks.purpose, 'sign-in'),
          gt(oneTimeLinks.expiresAt, instance.clock()),
        ),
      )
      .returning();
    if (!link?.accountId) throw notFound();
    return link.accountId;
  });
