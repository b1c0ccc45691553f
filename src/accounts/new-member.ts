import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { Invalid } from '../platform/refusal.ts';
import { emailKey } from './email.ts';
import type { AccountEvent } from './events.ts';
import { newLocalAccount } from './local-account.ts';
import { type MemberRole, type MemberState, members } from './tables.ts';
import type { Affiliation } from './view.ts';

export interface NewMember {
  name: string;
  displayName: string;
  email: string;
  passwordHash: string;
  affiliation?: Affiliation | null;
  state: MemberState;
  role?: MemberRole;
  language: string;
  charterVersion: number;
  invitationId?: number | null;
  /** Why the person asks to join. */
  request?: string;
}

/** Makes an account with its sign-in; throws Invalid when the name was ever given or the address has an account. */
export async function newMember(instance: Instance, tx: Tx, wanted: NewMember): Promise<string> {
  const { name, displayName, affiliation = null, role = 'member', invitationId = null, request = '', ...row } = wanted;
  const email = emailKey(wanted.email);
  if (await hasAccount(tx, email)) throw new Invalid({ email: 'email.taken' });
  const accountId = instance.ids();
  const now = instance.clock();
  await newLocalAccount(instance, tx, { id: accountId, kind: 'person', name, displayName, affiliation });
  await tx
    .insert(members)
    .values({ ...row, accountId, email, role, invitationId, request, charterAcceptedAt: now, createdAt: now });
  const heard = { active: 'member.admitted', pending: 'member.requested' } as const;
  if (wanted.state === 'active' || wanted.state === 'pending')
    await record<AccountEvent>(tx, { type: heard[wanted.state], accountId });
  return accountId;
}

export async function hasAccount(tx: Pick<Tx, 'select'>, email: string): Promise<boolean> {
  const [known] = await tx
    .select({ id: members.accountId })
    .from(members)
    .where(eq(members.email, emailKey(email)));
  return Boolean(known);
}
