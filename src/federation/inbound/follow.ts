import { accountById } from '../../accounts/account.ts';
import { acceptFollow, follow, followBetween, followByUri, rejectFollow } from '../../accounts/follow.ts';
import type { Instance } from '../../instance.ts';
import { takeTombstone } from '../../posts/delete-post.ts';
import { ownId } from '../addresses.ts';
import { refId } from '../ids.ts';
import { isObject } from '../json.ts';
import type { Inbound, Received } from './inbound.ts';
import { acceptQuote, quoteAnswered, rejectQuote } from './quote.ts';

/** Somebody elsewhere asks to follow an account of ours. */
export const receiveFollow: Inbound = async (instance, { id, activity, actor }) => {
  const followedId = ownId(instance, 'accounts', refId(activity.object) ?? '');
  if (!followedId || !(await accountById(instance, followedId))) return null;
  return async (inside, tx) => {
    // Its Undo was faster (F18).
    if (!(await takeTombstone(tx, id))) await follow(inside, actor.id, followedId, id);
  };
};

/** The answer to a Follow of ours, and of nobody else's: only the one who was asked may give it (S67). */
async function followAnswered(instance: Instance, { activity, actor }: Received): Promise<string | null> {
  const byUri = await followByUri(instance, refId(activity.object) ?? '');
  const embedded = isObject(activity.object) ? refId(activity.object.actor) : null;
  const followerId = byUri?.followerId ?? ownId(instance, 'accounts', embedded ?? '');
  if (!followerId || (byUri && byUri.followedId !== actor.id)) return null;
  const follower = await accountById(instance, followerId);
  if (follower?.host !== '') return null;
  return (await followBetween(instance, followerId, actor.id)) ? followerId : null;
}

export const receiveAccept: Inbound = async (instance, received) => {
  const quoting = await quoteAnswered(instance, received);
  if (quoting) return acceptQuote(quoting, received);
  const followerId = await followAnswered(instance, received);
  return followerId ? (inside) => acceptFollow(inside, received.actor.id, followerId) : null;
};

export const receiveReject: Inbound = async (instance, received) => {
  const quoting = await quoteAnswered(instance, received);
  if (quoting) return rejectQuote(quoting);
  const followerId = await followAnswered(instance, received);
  return followerId ? (inside) => rejectFollow(inside, received.actor.id, followerId) : null;
};
