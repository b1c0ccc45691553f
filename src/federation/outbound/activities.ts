import type { Account } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import type { Post } from '../../posts/post.ts';
import { activityUri } from '../addresses.ts';
import type { Json } from '../json.ts';
import { publicCollection } from '../objects/context.ts';
import { toNote } from '../objects/to-note.ts';

/** The Create of a post: its id is made of the post's, so the outbox can name it without keeping it. */
export async function createOf(instance: Instance, post: Post, author: Account): Promise<Json> {
  const object = await toNote(instance, post, author);
  return {
    id: activityUri(instance, post.id),
    type: 'Create',
    actor: author.uri,
    published: object.published,
    to: object.to,
    cc: object.cc,
    object,
  };
}

/** The Announce of a boost; `post` is what is passed on. */
export const announceOf = (boost: Post, post: Post, author: Account, postAuthor: string): Json => ({
  id: boost.uri,
  type: 'Announce',
  actor: author.uri,
  published: new Date(boost.createdAt).toISOString(),
  ...(boost.audience === 'public'
    ? { to: [publicCollection], cc: [`${author.uri}/followers`, postAuthor] }
    : { to: [`${author.uri}/followers`], cc: [publicCollection, postAuthor] }),
  object: post.uri,
});

/** What is deleted leaves its address and nothing else; readers are those the post had. */
export const deleteOf = (id: string, actor: string, uri: string, audience: { to: string[]; cc: string[] }): Json => ({
  id,
  type: 'Delete',
  actor,
  ...audience,
  object: { id: uri, type: 'Tombstone' },
});

export const followOf = (id: string, actor: string, object: string): Json => ({
  id,
  type: 'Follow',
  actor,
  to: [object],
  object,
});

/** Accept, Reject, Undo: an answer to another activity, which stands inside in short. */
export const answerOf = (
  type: 'Accept' | 'Reject' | 'Undo',
  id: string,
  actor: string,
  to: string[],
  object: Json,
): Json => ({
  id,
  type,
  actor,
  to,
  object,
});
