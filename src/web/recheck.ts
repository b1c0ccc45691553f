import { checkPassword } from '../accounts/members.ts';
import { Invalid } from '../platform/refusal.ts';
import type { SignedIn } from './session.ts';
import type { Web } from './web.ts';

/**
 * Asks a member for the password once more, before what a session left open must not do alone. Tries count with those
 * of the sign-in (S108). Throws Invalid (`present`).
 */
export async function recheck({ limits }: Web, { member }: SignedIn, present: string | undefined): Promise<void> {
  await limits.signInByAccount.take(member.accountId);
  if (!(await checkPassword(member, present ?? ''))) throw new Invalid({ present: 'password.wrong' });
  await limits.signInByAccount.forget(member.accountId);
}
