import { accountById } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { record } from '../../platform/events-log.ts';
import { Refusal } from '../../platform/refusal.ts';
import {
  type AttendanceRow,
  attend,
  attendanceByUri,
  attendanceOf,
  decline,
  settleAttendance,
} from '../../posts/attend.ts';
import { takeTombstone } from '../../posts/delete-post.ts';
import type { PostEvent } from '../../posts/events.ts';
import { type Post, postById, postByUri } from '../../posts/post.ts';
import type { Attendance } from '../../posts/view.ts';
import { ownId } from '../addresses.ts';
import { refId, sameOrigin } from '../ids.ts';
import { isObject } from '../json.ts';
import { type Effect, type Inbound, type Received, viewerOf } from './inbound.ts';

/** An event of ours. */
async function hostedAt(instance: Instance, object: unknown): Promise<Post | null> {
  const post = await postByUri(instance, refId(object) ?? '');
  return post?.local && post.hasGathering && !post.deletedAt ? post : null;
}

/**
 * Somebody elsewhere comes to an event of ours (FEP-8a8e): a place, the waiting list, or a Reject that says there is none.
 * Who may not read it gets no answer at all (S53).
 */
export const receiveJoin: Inbound = async (instance, { id, activity, actor }) => {
  const post = await hostedAt(instance, activity.object);
  if (!post) return null;
  return async (inside, tx) => {
    // Its Undo was faster (F18).
    if (await takeTombstone(tx, id)) return;
    try {
      await attend(inside, viewerOf(actor), post.id, id);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 404 || error.status >= 500) throw error;
      await record<PostEvent>(tx, { type: 'gathering.refused', postId: post.id, accountId: actor.id, uri: id });
    }
  };
};

/** They no longer come; of who never came nothing is kept. */
export const receiveLeave: Inbound = async (instance, { activity, actor }) => {
  const post = await hostedAt(instance, activity.object);
  return post ? leaving(post.id, actor.id) : null;
};

export const leaving =
  (postId: string, accountId: string): Effect =>
  async (inside) => {
    if (await attendanceOf(inside, postId, accountId)) await decline(inside, { accountId, local: false }, postId);
  };

/**
 * The answer to a Join of ours. Mobilizon answers by the organiser though the event is a group's: it is the event's own
 * server that counts, and no other (S67).
 */
async function joinAnswered(instance: Instance, { activity, actor }: Received): Promise<AttendanceRow | null> {
  const { object } = activity;
  const known = (await attendanceByUri(instance, refId(object) ?? '')) ?? (await byMeaning(instance, object));
  const post = known && (await postById(instance, known.postId));
  if (!known || !post || post.local || !sameOrigin(post.uri, actor.uri)) return null;
  return (await accountById(instance, known.accountId))?.host === '' ? known : null;
}

async function byMeaning(instance: Instance, object: unknown): Promise<AttendanceRow | null> {
  if (!isObject(object) || object.type !== 'Join') return null;
  const accountId = ownId(instance, 'accounts', refId(object.actor) ?? '');
  const post = await postByUri(instance, refId(object.object) ?? '');
  return accountId && post ? attendanceOf(instance, post.id, accountId) : null;
}

/** Accept, Reject; TentativeAccept and Ignore leave one waiting. Null when it answers no Join of ours. */
export async function attendanceAnswer(
  instance: Instance,
  received: Received,
  state: Extract<Attendance, 'going' | 'waiting' | 'refused'>,
): Promise<Effect | null> {
  const known = await joinAnswered(instance, received);
  return known && ((inside) => settleAttendance(inside, known, state));
}

export const receiveWait: Inbound = (instance, received) => attendanceAnswer(instance, received, 'waiting');
