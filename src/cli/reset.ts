import { memberByIdentifier } from '../accounts/members.ts';
import { makeSignInLink } from '../accounts/sign-in-link.ts';
import type { Config } from '../config.ts';
import { audited } from '../moderation/audit.ts';
import { withInstance } from './with-instance.ts';

/** `maillon reset NAME`: a link that signs in once, for who has lost the password; a new one can be set behind it. */
export async function reset(config: Config, [name]: string[]): Promise<void> {
  if (!name) throw new Error('Write: maillon reset NAME');
  await withInstance(config, async (instance) => {
    const member = await memberByIdentifier(instance, name);
    if (member?.state !== 'active') throw new Error(`There is no active member ${name}.`);
    const about = member.accountId;
    const link = await audited(instance, { by: '', act: 'member.link', about }, (inside) =>
      makeSignInLink(inside, about),
    );
    console.log(`${link}\nIt opens once, for half an hour.`);
  });
}
