import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { emailFault, emailKey } from './email.ts';
import type { AccountEvent } from './events.ts';
import { newLocalAccount } from './local-account.ts';
import { nameFault } from './names.ts';
import { type MemberRole, members } from './tables.ts';
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
  return write(instance, async (tx) => {
    const email = emailKey(wanted.email);
    const [known] = await tx.select({ id: members.accountId }).from(members).where(eq(members.email, email));
    if (known) throw new Invalid({ email: 'email.taken' });
    const accountId = instance.ids();
    const now = instance.clock();
    await newLocalAccount(instance, tx, {
      id: accountId,
      kind: 'person',
      name: wanted.name,
      displayName: wanted.displayName,
      affiliation: wanted.affiliation,
    });
    await tx.insert(members).values({
      accountId,
      email,
      passwordHash: wanted.passwordHash,
      state: 'active',
      role: wanted.memberRole ?? 'member',
      language: wanted.language,
      charterVersion: 1,
      charterAcceptedAt: now,
      createdAt: now,
    });
    await record<AccountEvent>(tx, { type: 'member.admitted', accountId });
    return accountId;
  });
}
