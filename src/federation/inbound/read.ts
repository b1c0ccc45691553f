import { hasLocalFollower } from '../../accounts/follow.ts';
import { communityById } from '../../communities/community.ts';
import { isMember } from '../../communities/membership.ts';
import type { Instance } from '../../instance.ts';
import { acknowledge, keepReadFigure } from '../../posts/acknowledge.ts';
import { postByUri } from '../../posts/post.ts';
import { documentId, refId } from '../ids.ts';
import { isObject } from '../json.ts';
import { type Effect, type Inbound, type Received, viewerOf } from './inbound.ts';

const mostReaders = 10_000_000;

/** A member elsewhere has read an announcement of a community of ours. Who is no member counts for nothing. */
export const receiveRead: Inbound = async (instance, { activity, actor }) => {
  const post = await postByUri(instance, documentId(refId(activity.object)) ?? '');
  if (post?.threadKind !== 'announcement' || !post.communityId) return null;
  if (!(await communityById(instance, post.communityId))?.local) return null;
  if (!(await isMember(instance, actor.id, post.communityId))) return null;
  return (inside) => acknowledge(inside, viewerOf(actor), post.id);
};

/**
 * A group elsewhere says how many have read an announcement that stands in it: an `Update` of a collection of its readers,
 * of which it tells the number alone. Null: it is something else, or not this group's to tell.
 */
export async function readFigure(instance: Instance, { activity, actor }: Received): Promise<Effect | null> {
  const told = activity.object;
  if (actor.kind !== 'group' || !isObject(told) || told.type !== 'Collection') return null;
  const post = await postByUri(instance, documentId(refId(told.readersOf)) ?? '');
  const n = Number(told.totalItems);
  if (post?.threadKind !== 'announcement' || post.communityId !== actor.id) return null;
  if (!Number.isInteger(n) || n < 0 || n > mostReaders) return null;
  return (await hasLocalFollower(instance, actor.id)) ? (inside) => keepReadFigure(inside, post.id, n) : null;
}
