import { type Account, accountByUri } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { actorAccount } from './actors.ts';
import { isOwn } from './addresses.ts';
import { FetchFault, fetchDocument } from './fetch-document.ts';

/**
 * The account that somebody moves to, as its own server tells it now; null when it is not there or has moved on itself
 * (S68). Not for use inside a transaction.
 */
export async function moveTarget(instance: Instance, uri: string): Promise<Account | null> {
  if (isOwn(instance, uri)) return accountByUri(instance, uri);
  try {
    const account = await actorAccount(instance, uri, { fresh: true });
    if (!account) return null;
    const document = await fetchDocument(instance, account.uri);
    return document.movedTo ? null : account;
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}
