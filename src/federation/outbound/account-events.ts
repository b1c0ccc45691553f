import { type Account, accountById, accountsByIds } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { activityUri } from '../addresses.ts';
import type { Json } from '../json.ts';
import { publicCollection } from '../objects/context.ts';
import { toActor } from '../objects/to-actor.ts';
import { answerOf, deleteOf, followOf } from './activities.ts';
import type { Publication, Publications } from './publish.ts';
import { inboxesOf, oneEach, toEverybody, toFollowers } from './recipients.ts';

type Pair = { ours: Account; theirs: Account };

/** An account of ours and one elsewhere, or null when it is not so: then nobody has to be told. */
async function across(instance: Instance, ourId: string, theirId: string): Promise<Pair | null> {
  const ours = await accountById(instance, ourId);
  const theirs = await accountById(instance, theirId);
  return ours?.host === '' && theirs && theirs.host !== '' ? { ours, theirs } : null;
}

const only = (instance: Instance, { ours, theirs }: Pair, activity: Json): Publication[] => [
  { activity, accountId: ours.id, lane: 'follow', open: false, destinations: inboxesOf(instance, [theirs]) },
];
const newUri = (instance: Instance) => activityUri(instance, instance.ids());

type FollowEvent = { followerId: string; followedId: string; uri: string };

const requested: Publications = async (instance, event: FollowEvent) => {
  const pair = await across(instance, event.followerId, event.followedId);
  return pair ? only(instance, pair, followOf(event.uri, pair.ours.uri, pair.theirs.uri)) : [];
};

/** A follower elsewhere is told yes or no; the Follow stands inside, as it was sent. */
const answered =
  (type: 'Accept' | 'Reject'): Publications =>
  async (instance, event: FollowEvent) => {
    const pair = await across(instance, event.followedId, event.followerId);
    if (!pair) return [];
    const { ours, theirs } = pair;
    const follow = { id: event.uri, type: 'Follow', actor: theirs.uri, object: ours.uri };
    return only(instance, pair, answerOf(type, newUri(instance), ours.uri, [theirs.uri], follow));
  };

const ended: Publications = async (instance, event: FollowEvent) => {
  const pair = await across(instance, event.followerId, event.followedId);
  if (!pair) return [];
  const { ours, theirs } = pair;
  const follow = { id: event.uri, type: 'Follow', actor: ours.uri, object: theirs.uri };
  return only(instance, pair, answerOf('Undo', newUri(instance), ours.uri, [theirs.uri], follow));
};

const blocked =
  (undone: boolean): Publications =>
  async (instance, event: { accountId: string; targetId: string; uri: string }) => {
    const pair = await across(instance, event.accountId, event.targetId);
    if (!pair) return [];
    const { ours, theirs } = pair;
    const block = { id: event.uri, type: 'Block', actor: ours.uri, to: [theirs.uri], object: theirs.uri };
    return only(instance, pair, undone ? answerOf('Undo', newUri(instance), ours.uri, [theirs.uri], block) : block);
  };

const updated: Publications = async (instance, { accountId }) => {
  const account = await accountById(instance, accountId);
  if (account?.host !== '') return [];
  const { '@context': _, ...object } = await toActor(instance, account);
  const activity = { id: newUri(instance), type: 'Update', actor: account.uri, to: [publicCollection], object };
  const destinations = oneEach(instance, await toFollowers(instance, accountId));
  return [{ activity, accountId, lane: 'public', open: true, proved: account.kind === 'organisation', destinations }];
};

const moved: Publications = async (instance, { accountId }) => {
  const account = await accountById(instance, accountId);
  const [to] = account?.movedToId ? await accountsByIds(instance, [account.movedToId]) : [];
  if (account?.host !== '' || !to) return [];
  const activity = {
    id: newUri(instance),
    type: 'Move',
    actor: account.uri,
    to: [`${account.uri}/followers`],
    object: account.uri,
    target: to.uri,
  };
  const destinations = oneEach(instance, await toFollowers(instance, accountId));
  return [{ activity, accountId, lane: 'public', open: true, destinations }];
};

const deleted: Publications = async (instance, { accountId }) => {
  const [account] = await accountsByIds(instance, [accountId]);
  if (account?.host !== '') return [];
  const audience = { to: [publicCollection], cc: [] };
  const activity = deleteOf(newUri(instance), account.uri, account.uri, audience);
  // An actor is deleted by its bare id: some servers look no further into the object.
  const destinations = await toEverybody(instance);
  return [{ activity: { ...activity, object: account.uri }, accountId, lane: 'public', open: true, destinations }];
};

export const accountPublications: Record<string, Publications> = {
  'follow.requested': requested,
  'follow.accepted': answered('Accept'),
  'follow.rejected': answered('Reject'),
  'follow.ended': ended,
  'block.created': blocked(false),
  'block.ended': blocked(true),
  'account.updated': updated,
  'account.deleted': deleted,
  'account.moved': moved,
};
