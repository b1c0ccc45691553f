import { type Account, accountById } from '../../accounts/account.ts';
import type { AccountEvent } from '../../accounts/events.ts';
import { acceptFollow, follow, followBetween, followByUri, rejectFollow } from '../../accounts/follow.ts';
import { findCommunityById } from '../../communities/community.ts';
import { join } from '../../communities/membership.ts';
import type { Instance } from '../../instance.ts';
import type { Tx } from '../../platform/database.ts';
import { record } from '../../platform/events-log.ts';
import { Refusal } from '../../platform/refusal.ts';
import { takeTombstone } from '../../posts/delete-post.ts';
import { ownId } from '../addresses.ts';
import { refId } from '../ids.ts';
import { isObject } from '../json.ts';
import { type Inbound, type Received, viewerOf } from './inbound.ts';
import { attendanceAnswer } from './join.ts';
import { acceptQuote, quoteAnswered, rejectQuote } from './quote.ts';

/** Somebody elsewhere asks to follow an account of ours. */
export const receiveFollow: Inbound = async (instance, { id, activity, actor }) => {
  const followedId = ownId(instance, 'accounts', refId(activity.object) ?? '');
  const followed = followedId ? await accountById(instance, followedId) : null;
  if (!followedId || !followed) return null;
  return async (inside, tx) => {
    // Its Undo was faster (F18).
    if (await takeTombstone(tx, id)) return;
    if (followed.kind === 'group') await askToJoin(inside, tx, actor, followedId, id);
    else await follow(inside, actor.id, followedId, id);
  };
};

/** Whom a community does not take is told so: a Follow without an answer would stay a question for ever. */
async function askToJoin(inside: Instance, tx: Tx, actor: Account, communityId: string, uri: string) {
  try {
    await findCommunityById(inside, viewerOf(actor), communityId);
    await join(inside, actor.id, communityId, uri);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    await record<AccountEvent>(tx, { type: 'follow.rejected', followerId: actor.id, followedId: communityId, uri });
  }
}

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
  const coming = await attendanceAnswer(instance, received, 'going');
  if (coming) return coming;
  const followerId = await followAnswered(instance, received);
  return followerId ? (inside) => acceptFollow(inside, received.actor.id, followerId) : null;
};

export const receiveReject: Inbound = async (instance, received) => {
  const quoting = await quoteAnswered(instance, received);
  if (quoting) return rejectQuote(quoting);
  const refused = await attendanceAnswer(instance, received, 'refused');
  if (refused) return refused;
  const followerId = await followAnswered(instance, received);
  return followerId ? (inside) => rejectFollow(inside, received.actor.id, followerId) : null;
};
