import type { Account } from '../accounts/account.ts';
import type { Discover, Instance } from '../instance.ts';
import { postById } from '../posts/post.ts';
import { accountOfAddress, accountOfHandle } from './actors.ts';
import { ownId } from './addresses.ts';
import { describeHost } from './describe-host.ts';
import { askForReplies } from './fetch-thread.ts';
import { canonicalId, originOf } from './ids.ts';
import { postAt } from './remote-posts.ts';

/**
 * Finds what a handle or an address stands for, here or elsewhere. Other servers are asked, so it is for signed-in
 * people only; whether they may read what is found, the caller asks (S53).
 */
export const createDiscover = (instance: Instance): Discover => ({
  account: async (handle) => {
    const account = await accountOfHandle(instance, handle);
    return account && (await found(instance, account)).accountId;
  },
  address: async (text) => {
    const address = canonicalId(text.trim());
    if (!address) return null;
    if (originOf(address) === instance.config.origin) return ownPage(instance, address);
    const post = await postAt(instance, address);
    if (post) {
      await askForReplies(instance, post);
      return { postId: post.id };
    }
    const account = await accountOfAddress(instance, address);
    return account && found(instance, account);
  },
});

async function found(instance: Instance, account: Account): Promise<{ accountId: string }> {
  if (account.host) await describeHost(instance, account.host, originOf(account.uri));
  return { accountId: account.id };
}

/** Addresses of ours: `/@name`, `/@name@host`, `/@name/<id>`, and the ActivityPub ones. */
async function ownPage(instance: Instance, address: string): Promise<Awaited<ReturnType<Discover['address']>>> {
  const accountId = ownId(instance, 'accounts', address);
  if (accountId) return { accountId };
  const [, handle, pageId] = /^\/(@[^/]+)(?:\/(\d{1,19}))?\/?$/.exec(new URL(address).pathname) ?? [];
  const postId = pageId ?? ownId(instance, 'posts', address);
  if (postId) return (await postById(instance, postId)) ? { postId } : null;
  const account = handle ? await accountOfHandle(instance, handle) : null;
  return account && { accountId: account.id };
}
