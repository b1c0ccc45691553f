import type { Account, Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { Refusal } from '../platform/refusal.ts';
import { visiblePost } from '../posts/post.ts';
import { accountOfAddress, accountOfHandle } from './actors.ts';
import { describeHost } from './describe-host.ts';
import { askForReplies } from './fetch-thread.ts';
import { canonicalId, originOf } from './ids.ts';
import { postAt } from './remote-posts.ts';

export type Found = { account: Account } | { postId: string } | null;

/**
 * What a text stands for: `@name@host`, the address of a profile or of a post, here or elsewhere. Other servers are
 * asked, so this is for signed-in people only. A post the viewer may not read is not found (S53).
 */
export async function lookUp(instance: Instance, viewer: Viewer, text: string): Promise<Found> {
  const wanted = text.trim();
  const address = canonicalId(wanted);
  const account = address ? null : await accountOfHandle(instance, wanted);
  if (account) return found(instance, account);
  if (!address) return null;
  const own = address.startsWith(`${instance.config.origin}/`) ? await ownPage(instance, address) : null;
  if (own) return own;
  const post = await postAt(instance, address);
  if (post) {
    await askForReplies(instance, post);
    return visiblePost(instance, viewer, post.id).then(
      ({ id }) => ({ postId: id }),
      (error) => {
        if (error instanceof Refusal) return null;
        throw error;
      },
    );
  }
  const byAddress = await accountOfAddress(instance, address);
  return byAddress && found(instance, byAddress);
}

async function found(instance: Instance, account: Account): Promise<Found> {
  if (account.host) await describeHost(instance, account.host, originOf(account.uri));
  return { account };
}

/** Pages of ours: `/@name`, `/@name@host`, `/@name/<id>`. */
async function ownPage(instance: Instance, address: string): Promise<Found> {
  const [, handle, postId] =
    /^\/(@[^/]+)(?:\/(\d{1,19}))?\/?$/.exec(decodeURIComponent(new URL(address).pathname)) ?? [];
  if (postId) return { postId };
  const account = handle ? await accountOfHandle(instance, handle) : null;
  return account && { account };
}
