import { type Account, accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { collectionOf } from '../partners/partners.ts';
import { type Post, postById } from '../posts/post.ts';
import { partnersUri } from './addresses.ts';

/**
 * Who opened the conversation that a post for partners stands in: its organisation's partners read it, those of who answers
 * do not. Null: it stands in none, or its first post is not here.
 */
export async function ownerOfThread(
  instance: Instance,
  post: Pick<Post, 'audience' | 'communityId' | 'threadId'>,
): Promise<Account | null> {
  if (post.audience !== 'partners' || post.communityId) return null;
  const root = await postById(instance, post.threadId);
  return root?.audience === 'partners' && !root.communityId ? accountById(instance, root.accountId) : null;
}

/** The collection that an answer in another organisation's conversation is addressed to; null where that is ours. */
export async function circleOf(instance: Instance, post: Post): Promise<string | null> {
  const owner = await ownerOfThread(instance, post);
  if (!owner?.host) return null;
  return (await collectionOf(instance, owner.host)) ?? partnersUri(new URL(owner.uri).origin);
}
