import { parseArgs } from 'node:util';
import { addMember } from '../accounts/add-member.ts';
import { memberByIdentifier } from '../accounts/members.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { resetSecondStep, secondStepOf } from '../accounts/second-step.ts';
import { type Affiliation, affiliations } from '../accounts/view.ts';
import type { Config } from '../config.ts';
import { hashPassword, passwordFault } from '../platform/password.ts';
import { Invalid } from '../platform/refusal.ts';
import { readPassword } from './read-password.ts';
import { withInstance } from './with-instance.ts';

/** `maillon user add NAME --email …`, `maillon user reset-second-factor NAME`. */
export async function user(config: Config, args: string[]): Promise<void> {
  const [what, ...rest] = args;
  if (what === 'add') return add(config, rest);
  if (what === 'reset-second-factor') return reset(config, rest[0]);
  throw new Error('Write: maillon user add NAME --email ADDRESS, or maillon user reset-second-factor NAME');
}

/** For who has lost phone and recovery codes; every session of theirs ends. */
async function reset(config: Config, name: string | undefined): Promise<void> {
  if (!name) throw new Error('Write: maillon user reset-second-factor NAME');
  await withInstance(config, async (instance) => {
    const member = await memberByIdentifier(instance, name);
    if (!member || (await secondStepOf(instance, member.accountId)).since === null)
      throw new Error(`${name} has no second step here.`);
    await resetSecondStep(instance, member.accountId, null);
  });
  console.log(`${name} signs in with the password alone now, and is signed out everywhere.`);
}

async function add(config: Config, args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      'display-name': { type: 'string' },
      affiliation: { type: 'string', default: 'affiliate' },
      language: { type: 'string' },
      admin: { type: 'boolean', default: false },
    },
  });
  const [name] = positionals;
  if (!name || !values.email) throw new Error('Write: maillon user add NAME --email ADDRESS');
  if (!(affiliations as readonly string[]).includes(values.affiliation))
    throw new Error(`--affiliation takes ${affiliations.join(', ')}.`);
  const password = await readPassword();
  const weak = passwordFault(password);
  if (weak) throw new Invalid({ password: weak });
  const passwordHash = await hashPassword(password);
  await withInstance(config, async (instance) => {
    const own = await organisationOf(instance);
    if (!own) throw new Error('This instance has no organisation yet: run maillon setup first.');
    await addMember(instance, {
      name,
      displayName: values['display-name'] ?? name,
      email: values.email!,
      passwordHash,
      affiliation: values.affiliation as Affiliation,
      memberRole: values.admin ? 'administrator' : 'member',
      language: values.language ?? own.languages[0] ?? 'fr',
    });
  });
  console.log(`@${name} can sign in at ${config.origin}/sign-in.`);
}
