import type { Account } from '../accounts/account.ts';
import { communityById } from '../communities/community.ts';
import { hasMemberFrom, isAnybodyInvited } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { isPartner } from '../partners/scope.ts';
import { hostOf } from './ids.ts';
import type { Reader } from './reader.ts';

/**
 * Whether a server that asks may learn that a community of ours is there (S53): everybody of a public one, nobody of one
 * that stays in the organisation. Of the rest, whoever signs and may ask to join, partners, and servers with a member:
 * servers read with an actor of their own, so it is the host that counts.
 */
export async function mayKnow(instance: Instance, account: Account, { signer }: Reader): Promise<boolean> {
  const community = account.kind === 'group' ? await communityById(instance, account.id) : null;
  if (community?.pendingAt) return false;
  if (!community || community.reach === 'public') return true;
  if (community.reach === 'organisation' || !signer) return false;
  const host = hostOf(signer);
  if (community.reach === 'partners' && (await isPartner(instance, host, 'communities'))) return true;
  if (community.reach === 'members' && community.admission !== 'invitation') return true;
  return (await hasMemberFrom(instance, account.id, host)) || isAnybodyInvited(instance, account.id, host);
}
