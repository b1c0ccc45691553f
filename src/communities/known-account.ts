import type { Account, Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { notFound } from '../platform/refusal.ts';
import { findCommunityById } from './community.ts';

/** The account, unless it is nobody's or a community this reader may not know of (S53): those two look the same. */
export async function knownAccount(instance: Instance, viewer: Viewer, account: Account | null): Promise<Account> {
  if (!account) throw notFound();
  if (account.kind === 'group') await findCommunityById(instance, viewer, account.id);
  return account;
}
