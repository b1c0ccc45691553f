import type { Instance } from '../instance.ts';
import { eq, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { keepCharters } from './charter.ts';
import type { AccountEvent } from './events.ts';
import { initialsOf } from './names.ts';
import { nearestHue, organisationOf } from './organisation.ts';
import { type FederationWish, organisation, type SignUpRule } from './organisation-tables.ts';
import { accounts } from './tables.ts';

export interface Identity {
  name: string;
  sentence: string;
  hue: number;
  charter: string;
  languages: string[];
  /** Media id of a picture of kind `logo`; null: none any more; left out: as it is. */
  logoId?: string | null;
}

/** Changes how the organisation presents itself; a new charter is a new version. Throws Invalid. */
export async function changeIdentity(instance: Instance, wanted: Identity): Promise<void> {
  const own = await organisationOf(instance);
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (!wanted.name.trim()) faults.name = 'form.required';
  if (wanted.name.length > 80) faults.name = { key: 'form.tooLong', args: { most: 80 } };
  if (wanted.sentence.length > 200) faults.sentence = { key: 'form.tooLong', args: { most: 200 } };
  if (wanted.charter.length > 20_000) faults.charter = { key: 'form.tooLong', args: { most: 20_000 } };
  if (!wanted.languages.length) faults['lang-fr'] = 'form.required';
  if (Object.keys(faults).length || !own) throw new Invalid(faults);
  const isNew = wanted.charter.trim() !== own.charter.trim();
  const charterVersion = own.charterVersion + (isNew ? 1 : 0);
  const { logoId, ...said } = wanted;
  const name = wanted.name.trim();
  await write(instance, async (tx) => {
    if (isNew) await keepCharters(tx, own, wanted.charter, instance.clock());
    await tx
      .update(organisation)
      .set({ ...said, name, hue: nearestHue(wanted.hue), monogram: initialsOf(name, name), charterVersion })
      .where(eq(organisation.id, 1));
    await tx
      .update(accounts)
      .set({
        displayName: name,
        bioSource: wanted.sentence,
        ...(logoId !== undefined && { avatarId: logoId }),
        updatedAt: instance.clock(),
        version: sql`${accounts.version} + 1`,
      })
      .where(eq(accounts.id, own.accountId));
    await record<AccountEvent>(tx, { type: 'account.updated', accountId: own.accountId });
  });
}

/** Changes who may become a member. Throws Invalid. */
export async function changeSignUp(instance: Instance, signUp: SignUpRule, emailDomains: string[]): Promise<void> {
  if (signUp === 'domain' && !emailDomains.length) throw new Invalid({ domains: 'setup.domainsNeeded' });
  await write(instance, (tx) => tx.update(organisation).set({ signUp, emailDomains }).where(eq(organisation.id, 1)));
}

/** Who may read here, and with whom the instance exchanges: nothing is lost by going back. */
export const changeFederation = (
  instance: Instance,
  wanted: { authorizedFetch: boolean; federation: FederationWish },
) => write(instance, (tx) => tx.update(organisation).set(wanted).where(eq(organisation.id, 1)));
