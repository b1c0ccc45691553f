import type { Instance } from '../instance.ts';
import { Invalid } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { emailFault } from './email.ts';
import { nameFault } from './names.ts';
import { newMember } from './new-member.ts';
import type { MemberRole } from './tables.ts';
import type { Affiliation } from './view.ts';

/** An account opened by who runs the server (`npx maillon user add`): active at once. Throws Invalid. Gives its id. */
export async function addMember(
  instance: Instance,
  wanted: {
    name: string;
    displayName: string;
    email: string;
    passwordHash: string;
    affiliation: Affiliation;
    memberRole?: MemberRole;
    language: string;
  },
): Promise<string> {
  const fault = nameFault(wanted.name);
  if (fault) throw new Invalid({ name: fault });
  const mail = emailFault(wanted.email);
  if (mail) throw new Invalid({ email: mail });
  const { memberRole: role = 'member', ...member } = wanted;
  return write(instance, (tx) => newMember(instance, tx, { ...member, role, state: 'active', charterVersion: 1 }));
}
