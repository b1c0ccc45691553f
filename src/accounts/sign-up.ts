import type { Instance } from '../instance.ts';
import { and, eq, lt } from '../platform/columns.ts';
import { enqueueLetter } from '../platform/letters.ts';
import { hashPassword, passwordFault } from '../platform/password.ts';
import { forbidden, Invalid, notFound } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { addressLetter } from './confirm-email.ts';
import { emailDomain, emailFault } from './email.ts';
import { openInvitation, takeSeat } from './invitations.ts';
import { checkNameFree } from './local-account.ts';
import { nameFault } from './names.ts';
import { hasAccount, newMember } from './new-member.ts';
import { type Organisation, organisationOf } from './organisation.ts';
import { accounts, type MemberState, members, oneTimeLinks } from './tables.ts';
import { type Affiliation, affiliations } from './view.ts';

export interface SignUp {
  /** From an invitation link; null otherwise. */
  invitation: string | null;
  name: string;
  displayName: string;
  email: string;
  password: string;
  affiliation: string;
  language: string;
  acceptsCharter: boolean;
  /** Why the person asks to join, for `approval`. */
  request: string;
}

export interface SignedUp {
  /** null: the address has an account already; its owner is told by mail, the page says what it always says (S109). */
  accountId: string | null;
  state: MemberState;
}

const linkLifeMs = 2 * 86_400_000;

/**
 * Makes an account by the organisation's rule: an invitation opens it at once; `domain` asks to confirm the address,
 * `approval` waits for an administrator, `open` confirms the address and no more. Throws Invalid, or 403/404.
 */
export async function signUp(instance: Instance, wanted: SignUp): Promise<SignedUp> {
  const own = await organisationOf(instance);
  if (!own) throw notFound();
  if (wanted.invitation) await openInvitation(instance, wanted.invitation);
  else if (own.signUp === 'invitation') throw forbidden('signUp.invitationOnly');
  checkSignUp(wanted, own);

  const passwordHash = await hashPassword(wanted.password);
  const state: MemberState = wanted.invitation ? 'active' : own.signUp === 'approval' ? 'pending' : 'unconfirmed';
  const confirmation = state === 'unconfirmed' ? newToken() : null;
  return write(instance, async (tx) => {
    if (state !== 'active' && (await hasAccount(tx, wanted.email))) {
      await checkNameFree(tx, wanted.name);
      if (confirmation) await enqueueLetter(instance, tx, addressLetter(instance, wanted, own.name, null));
      return { accountId: null, state };
    }
    const invitation = wanted.invitation ? await takeSeat(instance, tx, wanted.invitation) : null;
    const accountId = await newMember(instance, tx, {
      name: wanted.name,
      displayName: wanted.displayName,
      email: wanted.email,
      passwordHash,
      affiliation: invitation?.affiliation ?? (wanted.affiliation as Affiliation),
      state,
      language: wanted.language,
      charterVersion: own.charterVersion,
      invitationId: invitation?.id ?? null,
      request: wanted.request.slice(0, 1000),
    });
    const expiresAt = instance.clock() + linkLifeMs;
    if (confirmation) {
      await tx
        .insert(oneTimeLinks)
        .values({ id: tokenHash(confirmation), purpose: 'confirm-email', accountId, expiresAt });
      await enqueueLetter(instance, tx, addressLetter(instance, wanted, own.name, confirmation));
    }
    return { accountId, state };
  });
}

function checkSignUp(wanted: SignUp, own: Organisation) {
  const faults: Record<string, string> = {};
  const name = nameFault(wanted.name);
  if (name) faults.name = name;
  if (!wanted.displayName.trim() || wanted.displayName.length > 60) faults.displayName = 'form.required';
  const mail = emailFault(wanted.email);
  if (mail) faults.email = mail;
  else if (!wanted.invitation && own.signUp === 'domain' && !own.emailDomains.includes(emailDomain(wanted.email)))
    faults.email = 'signUp.otherDomain';
  const weak = passwordFault(wanted.password);
  if (weak) faults.password = weak;
  if (!(affiliations as readonly string[]).includes(wanted.affiliation)) faults.affiliation = 'form.required';
  if (!wanted.acceptsCharter) faults.charter = 'signUp.charterNeeded';
  if (!wanted.invitation && own.signUp === 'approval' && !wanted.request.trim()) faults.reason = 'form.required';
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** Forgets links that no longer open anything, and those who never confirmed their address: nobody has seen them. */
export const purgeLinks = (instance: Instance) =>
  write(instance, async (tx) => {
    const now = instance.clock();
    await tx.delete(oneTimeLinks).where(lt(oneTimeLinks.expiresAt, now));
    const gone = await tx
      .delete(members)
      .where(and(eq(members.state, 'unconfirmed'), lt(members.createdAt, now - linkLifeMs)))
      .returning({ id: members.accountId });
    for (const { id } of gone) await tx.delete(accounts).where(eq(accounts.id, id));
  });
