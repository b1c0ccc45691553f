import type { Instance } from '../instance.ts';
import { and, eq, gt } from '../platform/columns.ts';
import { hashPassword, passwordFault } from '../platform/password.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { newToken, tokenHash } from '../platform/tokens.ts';
import { write } from '../platform/write.ts';
import { emailFault } from './email.ts';
import { newLocalAccount } from './local-account.ts';
import { initialsOf, nameFault } from './names.ts';
import { newMember } from './new-member.ts';
import { nearestHue, organisationOf } from './organisation.ts';
import { organisation, type SignUpRule } from './organisation-tables.ts';
import { oneTimeLinks } from './tables.ts';

export interface SetUp {
  name: string;
  handle: string;
  hue: number;
  sentence: string;
  charter: string;
  languages: string[];
  signUp: SignUpRule;
  emailDomains: string[];
  administrator: { name: string; displayName: string; email: string; password: string };
}

const linkLifeMs = 7 * 86_400_000;

/** A one-time link for the first set-up; null when the instance already has its organisation. Earlier links end. */
export async function setUpLink(instance: Instance): Promise<string | null> {
  if (await organisationOf(instance)) return null;
  const token = newToken();
  await write(instance, async (tx) => {
    await tx.delete(oneTimeLinks).where(eq(oneTimeLinks.purpose, 'setup'));
    await tx
      .insert(oneTimeLinks)
      .values({ id: tokenHash(token), purpose: 'setup', expiresAt: instance.clock() + linkLifeMs });
  });
  return `${instance.config.origin}/setup/${token}`;
}

/** Throws the 404 of an absent page unless `token` opens the set-up. */
export async function checkSetUpToken(instance: Instance, token: string): Promise<void> {
  const [link] = await instance.db
    .select()
    .from(oneTimeLinks)
    .where(
      and(
        eq(oneTimeLinks.id, tokenHash(token)),
        eq(oneTimeLinks.purpose, 'setup'),
        gt(oneTimeLinks.expiresAt, instance.clock()),
      ),
    );
  if (!link) throw notFound();
}

/** Makes the organisation, its actor, the instance actor and the first administrator; once only. Throws Invalid. */
export async function setUp(instance: Instance, wanted: SetUp): Promise<{ administratorId: string }> {
  checkSetUp(wanted);
  const passwordHash = await hashPassword(wanted.administrator.password);
  return write(instance, async (tx) => {
    const [already] = await tx.select().from(organisation);
    if (already) throw new Refusal(409, 'setup.done');
    const organisationId = instance.ids();
    const now = instance.clock();
    await newLocalAccount(instance, tx, {
      id: organisationId,
      kind: 'organisation',
      name: wanted.handle,
      displayName: wanted.name,
      bio: wanted.sentence,
      discoverable: true,
    });
    await tx.insert(organisation).values({
      id: 1,
      origin: instance.config.origin,
      accountId: organisationId,
      name: wanted.name.trim(),
      monogram: initialsOf(wanted.name, wanted.handle),
      hue: nearestHue(wanted.hue),
      sentence: wanted.sentence,
      charter: wanted.charter,
      languages: wanted.languages,
      signUp: wanted.signUp,
      emailDomains: wanted.emailDomains,
      createdAt: now,
    });
    const { administrator } = wanted;
    const administratorId = await newMember(instance, tx, {
      name: administrator.name,
      displayName: administrator.displayName,
      email: administrator.email,
      passwordHash,
      state: 'active',
      role: 'administrator',
      language: wanted.languages[0]!,
      charterVersion: 1,
    });
    await tx.delete(oneTimeLinks).where(eq(oneTimeLinks.purpose, 'setup'));
    return { administratorId };
  });
}

function checkSetUp(wanted: SetUp) {
  const faults: Record<string, string> = {};
  if (!wanted.name.trim()) faults.name = 'form.required';
  const handleFault = nameFault(wanted.handle);
  if (handleFault) faults.handle = handleFault;
  if (!wanted.languages.length) faults['lang-fr'] = 'form.required';
  if (wanted.signUp === 'domain' && !wanted.emailDomains.length) faults.domains = 'setup.domainsNeeded';
  const administrator = wanted.administrator;
  const administratorFault =
    nameFault(administrator.name) ?? (administrator.name === wanted.handle ? 'name.taken' : null);
  if (administratorFault) faults.adminName = administratorFault;
  const mailFault = emailFault(administrator.email);
  if (mailFault) faults.email = mailFault;
  const weak = passwordFault(administrator.password);
  if (weak) faults.password = weak;
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** The public address cannot change: followers elsewhere know the old one. Throws with a sentence for the operator. */
export async function checkOrigin(instance: Instance): Promise<void> {
  const own = await organisationOf(instance);
  if (own && own.origin !== instance.config.origin)
    throw new Error(
      `ORIGIN is ${instance.config.origin}, but this instance was set up as ${own.origin}: its members are known elsewhere by that address. Start it with ORIGIN=${own.origin}.`,
    );
}
