import type { Instance } from '../instance.ts';
import { and, eq, gt, inArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { enqueue, type Job, type JobHandlers } from '../platform/jobs.ts';
import { enqueueLetter } from '../platform/letters.ts';
import { notFound } from '../platform/refusal.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { emailKey } from './email.ts';
import { organisationOf } from './organisation.ts';
import { members, oneTimeLinks } from './tables.ts';

const linkLifeMs = 30 * 60_000;
const context = 'sign-in link';

/** Somebody asks for a link by mail. Does the same for an address that has an account and for one that has none (S109). */
export const askSignInLink = (instance: Instance, email: string): Promise<void> =>
  write(instance, (tx) =>
    enqueue(tx, {
      kind: 'accounts.mail-sign-in-link',
      lane: 'direct',
      key: 'sign-in links',
      payload: createSecretBox(instance.config.secretKey).seal(emailKey(email), context),
    }),
  );

export const signInJobs: JobHandlers = {
  'accounts.mail-sign-in-link': (instance, sealed: string, job) =>
    mailLink(instance, createSecretBox(instance.config.secretKey).open(sealed, context), job),
};

/** The link and its letter, when an active member has this address. */
async function mailLink(instance: Instance, email: string, job: Job) {
  const [member] = await instance.db
    .select()
    .from(members)
    .where(and(eq(members.email, email), inArray(members.state, ['active', 'leaving', 'restricted'])));
  if (!member) return;
  const token = newToken();
  const t = createTranslate(member.language as Language);
  const organisation = (await organisationOf(instance))?.name ?? '';
  const link = `${instance.config.origin}/sign-in/link/${token}`;
  await write(instance, async (tx) => {
    await job.finish(tx);
    await keepLink(instance, tx, member.accountId, token);
    await enqueueLetter(instance, tx, {
      to: member.email,
      subject: t('mail.signInSubject', { organisation }),
      text: t('mail.signIn', { organisation, link }),
    });
  });
}

/** The last link is the one that counts. */
async function keepLink(instance: Instance, tx: Tx, accountId: string, token: string) {
  await tx.delete(oneTimeLinks).where(and(eq(oneTimeLinks.accountId, accountId), eq(oneTimeLinks.purpose, 'sign-in')));
  const expiresAt = instance.clock() + linkLifeMs;
  await tx.insert(oneTimeLinks).values({ id: tokenHash(token), purpose: 'sign-in', accountId, expiresAt });
}

/** A link for who has lost the password and gets no mail: handed over by who runs the machine, it opens once. */
export async function makeSignInLink(instance: Instance, accountId: string): Promise<string> {
  const token = newToken();
  await write(instance, (tx) => keepLink(instance, tx, accountId, token));
  return `${instance.config.origin}/sign-in/link/${token}`;
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
