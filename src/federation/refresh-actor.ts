import { accountsByIds, anyAccountByUri } from '../accounts/account.ts';
import { followersOf, followingOf, unfollow } from '../accounts/follow.ts';
import type { Instance } from '../instance.ts';
import { actorAccount } from './actors.ts';

/**
 * Reads an actor again from its server. When that says it is gone the account is marked so, and what tied it to
 * people here ends: nothing more is sent to it (F13).
 */
export async function refreshActor(instance: Instance, payload: { uri?: string; accountId?: string }): Promise<void> {
  const [named] = payload.accountId ? await accountsByIds(instance, [payload.accountId]) : [];
  const account = payload.uri ? await anyAccountByUri(instance, payload.uri) : (named ?? null);
  if (!account || account.host === '') return;
  if (await actorAccount(instance, account.uri, { fresh: true })) return;
  for (const follow of await followersOf(instance, account.id, undefined, 5_000))
    await unfollow(instance, follow.followerId, account.id);
  for (const follow of await followingOf(instance, account.id, undefined, 5_000))
    await unfollow(instance, account.id, follow.followedId);
}
