import { type Account, accountById, accountsByIds } from '../../accounts/account.ts';
import { communityById } from '../../communities/community.ts';
import type { CommunityEvent, Moderated } from '../../communities/events.ts';
import type { Instance } from '../../instance.ts';
import { readCounts } from '../../posts/acknowledge.ts';
import { postsByIds } from '../../posts/post.ts';
import { activityUri } from '../addresses.ts';
import { defined, isObject, type Json } from '../json.ts';
import { signingKey } from '../local-keys.ts';
import { publicCollection, withContext } from '../objects/context.ts';
import { perInstance } from '../per-instance.ts';
import { recent } from '../recent.ts';
import { addProof } from '../signatures/proof.ts';
import { passOnOf } from './activities.ts';
import { memberInboxes } from './group-events.ts';
import type { Publication, Publications } from './publish.ts';
import { inboxesOf, oneEach } from './recipients.ts';

interface Scene {
  group: Account;
  by: Account;
  /** Everybody may know of it. */
  open: boolean;
}

/** The community and who acts in it; null when nothing of it leaves the instance. */
async function sceneOf(instance: Instance, communityId: string, byId: string): Promise<Scene | null> {
  const community = await communityById(instance, communityId);
  if (!community || community.reach === 'organisation') return null;
  const [group, by] = [await accountById(instance, communityId), (await accountsByIds(instance, [byId]))[0]];
  return group && by ? { group, by, open: community.reach === 'public' } : null;
}

/** What stands around each act of who looks after a community, as Lemmy has it. */
const head = (instance: Instance, { group, by, open }: Scene): Json => ({
  id: activityUri(instance, instance.ids()),
  actor: by.uri,
  to: open ? [publicCollection] : [`${group.uri}/followers`],
  cc: [group.uri],
  audience: group.uri,
});

/** Owners and moderators come and go: `Add` and `Remove` on the group's collection of them (FEP-1b12). */
const roleChanged: Publications = async (instance, event: CommunityEvent & { type: 'community.role' }) => {
  const scene = await sceneOf(instance, event.communityId, event.byId);
  const [person] = await accountsByIds(instance, [event.accountId]);
  if (!scene || !person || event.listed === undefined) return [];
  const type = event.listed ? 'Add' : 'Remove';
  const target = `${scene.group.uri}/moderators`;
  const own = { ...head(instance, scene), type, object: person.uri, target };
  return passedOn(instance, scene, event.sent ?? own, inboxesOf(instance, [person]));
};

const undone: Partial<Record<Moderated['act'], Moderated['act']>> = {
  ...{ restore: 'remove', unlock: 'lock', unban: 'ban', unsettle: 'settle' },
};

/** Delete, Lock and Block with the community as `target` (Lemmy's shapes), ChooseAnswer (PieFed's), and their Undo. */
async function actOf(instance: Instance, scene: Scene, event: Moderated | Asked): Promise<Json | null> {
  const [post] = event.postId ? await postsByIds(instance, [event.postId]) : [];
  const [person] = event.accountId ? await accountsByIds(instance, [event.accountId]) : [];
  const summary = event.reason || undefined;
  const type = event.act === 'feature' ? 'Add' : event.act === 'unfeature' ? 'Remove' : null;
  const target = `${scene.group.uri}/featured`;
  if (type) return post ? { ...head(instance, scene), type, object: post.uri, target } : null;
  const first = undone[event.act];
  if (first) {
    const object = await actOf(instance, scene, { ...event, act: first, reason: '' });
    return object && { ...head(instance, scene), type: 'Undo', object };
  }
  if (event.act === 'remove')
    return post ? defined({ ...head(instance, scene), type: 'Delete', object: post.uri, summary }) : null;
  if (event.act === 'lock')
    return post ? defined({ ...head(instance, scene), type: 'Lock', object: post.uri, summary }) : null;
  if (event.act === 'settle') return post ? { ...head(instance, scene), type: 'ChooseAnswer', object: post.uri } : null;
  if (event.act !== 'ban' || !person) return null;
  const endTime = event.expiresAt ? new Date(event.expiresAt).toISOString() : undefined;
  const block = { type: 'Block', object: person.uri, target: scene.group.uri, removeData: false };
  return defined({ ...head(instance, scene), ...block, summary, endTime });
}

type Asked = CommunityEvent & { type: 'community.asked' };

/** What a host did in a community of ours, told by its group to the servers that know groups, and to whom it concerns. */
const moderated: Publications = async (instance, event: Moderated) => {
  const scene = await sceneOf(instance, event.communityId, event.byId);
  const activity = scene && (event.sent ?? (await actOf(instance, scene, event)));
  if (!scene || !activity) return [];
  const concerned = event.accountId ? await accountsByIds(instance, [event.accountId]) : [];
  return passedOn(instance, scene, activity, inboxesOf(instance, concerned));
};

/** One of ours looks after a community elsewhere: its server does what they ask, or not. */
const asked: Publications = async (instance, event: Asked) => {
  const scene = await sceneOf(instance, event.communityId, event.byId);
  const activity = scene && (await actOf(instance, scene, event));
  if (!scene || !activity) return [];
  const destinations = inboxesOf(instance, [scene.group]);
  return [{ accountId: event.byId, lane: 'follow', open: false, proved: true, activity, destinations }];
};

/** A member of ours has read what was announced in a community elsewhere: its server alone counts. */
const read: Publications = async (instance, event: { postId: string; accountId: string }) => {
  const [post] = await postsByIds(instance, [event.postId]);
  const [by, group] = [
    await accountById(instance, event.accountId),
    post?.communityId ? await accountById(instance, post.communityId) : null,
  ];
  if (!post || by?.host !== '' || !group || group.host === '') return [];
  const id = activityUri(instance, instance.ids());
  const activity = { id, type: 'Read', actor: by.uri, to: [group.uri], object: post.uri, audience: group.uri };
  return [{ accountId: by.id, lane: 'public', open: false, activity, destinations: inboxesOf(instance, [group]) }];
};

const counted = perInstance(() => recent<number>(1_000, 3_600_000));

/**
 * How many have read an announcement of a community of ours, to the servers that show it; who they are is told to nobody.
 * Several within the minute make one.
 */
const readers: Publications = async (instance, { postId }: { postId: string }) => {
  const [post] = await postsByIds(instance, [postId]);
  const scene = post?.communityId ? await sceneOf(instance, post.communityId, post.communityId) : null;
  const n = (await readCounts(instance, null, [postId])).get(postId)?.n ?? 0;
  if (!post || post.deletedAt || !scene || counted(instance).get(postId, instance.clock()) === n) return [];
  counted(instance).set(postId, n, instance.clock());
  const { group, open } = scene;
  const object = { type: 'Collection', readersOf: post.uri, totalItems: n };
  const activity = { ...head(instance, scene), type: 'Update', cc: [], object };
  const { kin } = await memberInboxes(instance, group);
  return [{ accountId: group.id, lane: 'backfill', open, activity, destinations: kin }];
};

async function passedOn(
  instance: Instance,
  { group, by, open }: Scene,
  inner: unknown,
  more: ReturnType<typeof oneEach>,
): Promise<Publication[]> {
  if (group.host !== '' || !isObject(inner)) return [];
  const ours = by.host === '' && inner.actor === by.uri;
  const act = ours
    ? addProof(withContext(inner), await signingKey(instance, by.id, 'ed25519'), instance.clock())
    : inner;
  const id = activityUri(instance, instance.ids());
  const activity = passOnOf(id, group, open ? 'public' : 'community', act);
  const destinations = oneEach(instance, [...(await memberInboxes(instance, group)).aware, ...more]);
  return [{ accountId: group.id, lane: 'public', open, activity, destinations }];
}

export const communityPublications: Record<string, Publications> = {
  'community.role': roleChanged,
  'community.moderated': moderated,
  'community.asked': asked,
  'announcement.read': read,
  'announcement.readers': readers,
};
