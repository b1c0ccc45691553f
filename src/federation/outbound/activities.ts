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
    ...(object.audience !== undefined && { audience: object.audience }),
    object,
  };
}

/** The Announce of a boost; `post` is what is passed on. */
export const announceOf = (boost: Post, post: Post, author: Account, postAuthor: string): Json => ({
  id: boost.uri,
  type: 'Announce',
  actor: author.uri,
  published: new Date(boost.createdAt).toISOString(),
  ...announcedTo(boost, author, postAuthor),
  object: post.uri,
});

/** Relays of what everybody may read say so; a group's relay of the rest is for its members alone. */
function announcedTo({ audience }: Pick<Post, 'audience'>, { uri }: Account, postAuthor: string) {
  const followers = `${uri}/followers`;
  if (audience === 'public') return { to: [publicCollection], cc: [followers, postAuthor] };
  if (audience === 'unlisted') return { to: [followers], cc: [publicCollection, postAuthor] };
  return { to: [followers], cc: [] };
}

/** A group passes on word for word what was done in it (FEP-1b12). */
export const passOnOf = (id: string, group: Account, audience: Post['audience'], activity: Json): Json => ({
  id,
  type: 'Announce',
  actor: group.uri,
  ...announcedTo({ audience }, group, String(activity.actor)),
  object: activity,
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
  type: 'Accept' | 'TentativeAccept' | 'Reject' | 'Undo',
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
