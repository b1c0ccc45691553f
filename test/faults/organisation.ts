import { addMember } from '../../src/accounts/add-member.ts';
import { setUp } from '../../src/accounts/setup.ts';
import { cast, password } from '../../src/demo/cast.ts';
import type { Instance } from '../../src/instance.ts';
import { hashPassword } from '../../src/platform/password.ts';

/** Sets up the university of the cast with all its members, who sign in with the cast's password. */
export async function seedOrganisation(instance: Instance): Promise<void> {
  const university = cast[0]!;
  const [first, ...others] = university.members;
  const email = (name: string) => `${name}@valombre.example`;
  await setUp(instance, {
    ...university,
    signUp: 'invitation',
    emailDomains: [],
    administrator: { name: first!.name, displayName: first!.displayName, email: email(first!.name), password },
  });
  const passwordHash = await hashPassword(password);
  for (const member of others) await addMember(instance, { ...member, email: email(member.name), passwordHash });
}
