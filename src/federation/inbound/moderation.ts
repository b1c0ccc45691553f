import { type Account, accountByUri, accountsByIds } from '../../accounts/account.ts';
import { ban, unban } from '../../communities/ban.ts';
import { type Community, communityById } from '../../communities/community.ts';
import { giveRole } from '../../communities/hosts.ts';
import { roleOf } from '../../communities/membership.ts';
import type { Instance } from '../../instance.ts';
import { plainText } from '../../platform/sanitise.ts';
import { changeFault } from '../../posts/community-post.ts';
import { featurePost } from '../../posts/feature-post.ts';
import { hostedBy, lockThread, removeFromCommunity, restoreToCommunity } from '../../posts/moderate-post.ts';
import { postById, postByUri } from '../../posts/post.ts';
import { keepAnswer } from '../../posts/settle-question.ts';
import { ownId } from '../addresses.ts';
import { readModeratorsLater } from '../ask-moderators.ts';
import { documentId, refId } from '../ids.ts';
import { isObject, type Json, text, time } from '../json.ts';

import type { Effect } from './inbound.ts';

/** An act on a community, and the account behind its actor. */
export interface Acted {
  activity: Json;
  by: Account;
  /** The group elsewhere that passes it on; absent when it was sent to a community of ours. */
  vouchedBy?: string;
}

const reasonOf = ({ summary }: Json) => plainText(text(summary, 2000) ?? '').slice(0, 500);

/**
 * What somebody who looks after a community did: `Delete` and `Lock` of a post in it, `Block` of a person with the group
 * as target, `ChooseAnswer`, and their `Undo`. Honoured from those in the group's collection alone, and for what stands in that very
 * community (S69). Null: it is none of these.
 */
export async function moderationEffect(instance: Instance, acted: Acted): Promise<Effect | null> {
  const { activity, by } = acted;
  const undo = activity.type === 'Undo';
  const act = undo ? activity.object : activity;
  if (!isObject(act) || (undo && refId(act.actor) !== by.uri)) return null;
  if (act.type === 'Block') return blocked(instance, acted, act, undo);
  if (act.type === 'ChooseAnswer') return chosen(instance, acted, act, undo);
  if (act.type !== 'Delete' && act.type !== 'Lock') return null;
  const post = await postByUri(instance, documentId(refId(act.object)) ?? '');
  // An author who takes their own away does so as anybody.
  if (!post || (act.type === 'Delete' && post.accountId === by.id)) return null;
  const communityId = await hostedBy(instance, by.id, post);
  if (!communityId || !(await isPlaceOf(instance, communityId, acted))) return null;
  const doing = { byId: by.id, postId: post.id, reason: reasonOf(act), ...sentBy(acted) };
  if (act.type === 'Lock') return (inside) => lockThread(inside, doing, !undo);
  if (undo) return (inside) => restoreToCommunity(inside, doing);
  return post.deletedAt ? null : (inside) => removeFromCommunity(inside, doing);
}

async function blocked(instance: Instance, acted: Acted, act: Json, undo: boolean): Promise<Effect | null> {
  const group = await accountByUri(instance, refId(act.target) ?? '');
  const person = await accountByUri(instance, refId(act.object) ?? '');
  if (group?.kind !== 'group' || !person || !(await roleOf(instance, acted.by.id, group.id))) return null;
  if (!(await isPlaceOf(instance, group.id, acted))) return null;
  const who = { byId: acted.by.id, communityId: group.id, accountId: person.id, ...sentBy(acted) };
  if (undo) return (inside) => unban(inside, who);
  const expiresAt = time(act.endTime ?? act.expires);
  return (inside) => ban(inside, { ...who, reason: reasonOf(act), expiresAt });
}

/** PieFed's `ChooseAnswer`: who asked, or a host, says which answer settled the question; `Undo` of it, that none has. */
async function chosen(instance: Instance, acted: Acted, act: Json, undo: boolean): Promise<Effect | null> {
  const answer = await postByUri(instance, documentId(refId(act.object)) ?? '');
  if (!answer?.communityId || !answer.inReplyToUri || answer.deletedAt) return null;
  if (!(await isPlaceOf(instance, answer.communityId, acted))) return null;
  const root = await postById(instance, answer.threadId);
  if (root?.communityId !== answer.communityId) return null;
  const isHost = (await roleOf(instance, acted.by.id, answer.communityId)) !== null;
  if (!isHost && (root.accountId !== acted.by.id || (await changeFault(instance, root)))) return null;
  const { sent } = sentBy(acted) as { sent?: unknown };
  return (inside) => keepAnswer(inside, acted.by.id, answer, !undo, sent);
}

/** A community of ours hears its hosts; one of another server is its group's to tell of. */
async function isPlaceOf(instance: Instance, communityId: string, { vouchedBy }: Acted): Promise<boolean> {
  const community = await communityById(instance, communityId);
  return vouchedBy ? communityId === vouchedBy && !community?.local : community?.local === true;
}

/** Kept to be passed on as it came. */
const sentBy = ({ activity, vouchedBy }: Acted) =>
  vouchedBy || JSON.stringify(activity).length > 10_000 ? {} : { sent: activity };

/** A thread that hosts keep at the top: `Add` to and `Remove` from the group's `featured`. Null: the target is something else. */
export async function featuredEffect(instance: Instance, acted: Acted): Promise<Effect | null> {
  const { activity, by, vouchedBy } = acted;
  const post = await postByUri(instance, documentId(refId(activity.object)) ?? '');
  const communityId = post && !post.deletedAt ? await hostedBy(instance, by.id, post) : null;
  if (!post || !communityId || !(await isPlaceOf(instance, communityId, acted))) return null;
  const [group] = await accountsByIds(instance, [communityId]);
  const target = vouchedBy ? group?.featuredUri : `${group?.uri}/featured`;
  if (!target || refId(activity.target) !== target) return null;
  const { sent } = sentBy(acted) as { sent?: unknown };
  return (inside) => featurePost(inside, by.id, post.id, activity.type === 'Add', sent);
}

/**
 * `Add` to and `Remove` from the moderators of a community of ours, by one of its owners; anybody may take themselves out
 * (S69). Null: the target is something else.
 */
export async function moderatorsEffect(instance: Instance, { activity, by }: Acted): Promise<Effect | null> {
  const target = /^(.*)\/moderators$/.exec(refId(activity.target) ?? '')?.[1];
  const communityId = target && ownId(instance, 'accounts', target);
  const person = communityId ? await accountByUri(instance, refId(activity.object) ?? '') : null;
  if (!communityId || !person) return null;
  const role = await roleOf(instance, by.id, communityId);
  const adds = activity.type === 'Add';
  if (role !== 'owner' && (adds || person.id !== by.id || !role)) return null;
  const had = await roleOf(instance, person.id, communityId);
  if (adds && had) return null;
  return (inside) => giveRole(inside, by.id, communityId, person.id, adds ? 'moderator' : null, activity);
}

/** A group elsewhere tells that its moderators changed: who they are now is read from its own server. */
export async function moderatorsChanged(instance: Instance, group: Account, inner: Json): Promise<Effect | null> {
  const community: Community | null = await communityById(instance, group.id);
  if (!community?.moderatorsUri || refId(inner.target) !== community.moderatorsUri) return null;
  return (_, tx) => readModeratorsLater(tx, group.id, group.uri);
}
