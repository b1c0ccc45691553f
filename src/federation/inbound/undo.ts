import { unblock } from '../../accounts/block.ts';
import { followByUri, unfollow } from '../../accounts/follow.ts';
import type { Instance } from '../../instance.ts';
import { attendanceByUri } from '../../posts/attend.ts';
import { unboost } from '../../posts/boost.ts';
import { addTombstone } from '../../posts/delete-post.ts';
import { likeByUri, unlike } from '../../posts/like.ts';
import { postByUri } from '../../posts/post.ts';
import { admitAgain } from '../../posts/receive-post.ts';
import { ownId } from '../addresses.ts';
import { refId, sameOrigin } from '../ids.ts';
import { isObject } from '../json.ts';
import { forgetReceived } from '../received.ts';
import type { Effect, Inbound, Received } from './inbound.ts';
import { leaving } from './join.ts';
import { moderationEffect } from './moderation.ts';

/**
 * Takes back what the actor itself did, and nobody else's (S67): found by the id of the first activity, or by what that
 * was about. When it has not come yet, its id is remembered so that it has no effect when it does (F18); when it has, the
 * id is free again: Misskey gives a second Follow the id of the first.
 */
export const receiveUndo: Inbound = async (instance, received) => {
  const moderated = await moderationEffect(instance, { activity: received.activity, by: received.actor });
  if (moderated) return moderated;
  const uri = refId(received.activity.object);
  if (!uri || !sameOrigin(uri, received.actor.uri)) return null;
  const first = await byId(instance, received, uri);
  if (first)
    return async (inside, tx) => {
      await first(inside, tx);
      await forgetReceived(tx, uri);
    };
  const meant = await byMeaning(instance, received);
  return async (inside, tx) => {
    await addTombstone(inside, tx, uri);
    await meant?.(inside, tx);
  };
};

async function byId(instance: Instance, { actor }: Received, uri: string): Promise<Effect | null> {
  const follow = await followByUri(instance, uri);
  if (follow) return follow.followerId === actor.id ? (inside) => unfollow(inside, actor.id, follow.followedId) : null;
  const like = await likeByUri(instance, uri);
  if (like) return like.accountId === actor.id ? (inside) => unlike(inside, actor.id, like.postId) : null;
  const coming = await attendanceByUri(instance, uri);
  if (coming) return coming.accountId === actor.id ? leaving(coming.postId, actor.id) : null;
  const boost = await postByUri(instance, uri);
  const boostOfId = boost?.accountId === actor.id ? boost.boostOfId : null;
  return boostOfId ? (inside) => unboost(inside, actor.id, boostOfId) : null;
}

/** Some servers give the Undo's object another id than the first activity had, or none that we kept. */
async function byMeaning(instance: Instance, { activity, actor }: Received): Promise<Effect | null> {
  const undone = activity.object;
  if (!isObject(undone) || refId(undone.actor) !== actor.uri) return null;
  const object = refId(undone.object) ?? '';
  if (undone.type === 'Delete')
    return sameOrigin(object, actor.uri) ? (inside) => admitAgain(inside, actor.id, object) : null;
  const accountId = ownId(instance, 'accounts', object);
  if (undone.type === 'Follow' && accountId) return (inside) => unfollow(inside, actor.id, accountId);
  if (undone.type === 'Block' && accountId && undone.target === undefined)
    return (inside) => unblock(inside, actor.id, accountId);
  const post = await postByUri(instance, object);
  if (!post) return null;
  if (undone.type === 'Join') return post.local ? leaving(post.id, actor.id) : null;
  if (undone.type === 'Like' || undone.type === 'EmojiReact') return (inside) => unlike(inside, actor.id, post.id);
  return undone.type === 'Announce' ? (inside) => unboost(inside, actor.id, post.id) : null;
}
