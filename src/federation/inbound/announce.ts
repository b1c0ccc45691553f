import { type Account, accountByUri } from '../../accounts/account.ts';
import { hasLocalFollower } from '../../accounts/follow.ts';
import type { Instance } from '../../instance.ts';
import type { Tx } from '../../platform/database.ts';
import { boost } from '../../posts/boost.ts';
import { passOn, placeInCommunity } from '../../posts/community-post.ts';
import { takeTombstone } from '../../posts/delete-post.ts';
import { type Post, postById, postByUri } from '../../posts/post.ts';
import type { RemotePost } from '../../posts/receive-post.ts';
import { tellLike } from '../../posts/told-like.ts';
import { isProved } from '../accept-activity.ts';
import { actorAccount } from '../actors.ts';
import { isOwn } from '../addresses.ts';
import { FetchFault, fetchDocument } from '../fetch-document.ts';
import { authorOf, type Envelope, embedded, readEnvelope } from '../guard.ts';
import { mayExchange } from '../host-policy.ts';
import { documentId, refId } from '../ids.ts';
import { isObject, type Json, time } from '../json.ts';
import { isPost, readNote } from '../objects/read-note.ts';
import { postAt, remotePostOf, toRemotePost } from '../remote-posts.ts';
import { keep } from './create.ts';
import { goneAtOrigin } from './delete.ts';
import { type Effect, type Inbound, type Received, viewerOf } from './inbound.ts';
import { featuredEffect, moderationEffect, moderatorsChanged } from './moderation.ts';
import { partnerAnswer } from './partner-answer.ts';
import { refetchPost, updated } from './update.ts';

/**
 * Somebody passes a post on. The copy inside is read only with its author's own proof; else the post comes from its own
 * server or not at all (S66). Groups announce what is done in them (FEP-1b12), and are heard when somebody here follows
 * them.
 */
export const receiveAnnounce: Inbound = async (instance, received) => {
  if (received.actor.kind === 'group') return groupAnnounce(instance, received);
  const answer = await partnerAnswer(instance, received);
  if (answer) return answer;
  const uri = refId(received.activity.object);
  const known = uri ? await postByUri(instance, uri) : null;
  const heard = known?.local || (await hasLocalFollower(instance, received.actor.id));
  const post = uri && heard ? (known ?? (await postAt(instance, uri))) : null;
  return post ? relayed(received, post.id, instance.clock()) : null;
};

/** The relay of somebody, or of a group that relays like anybody. */
const relayed =
  ({ id, activity, actor }: Received, postId: string, now: number): Effect =>
  async (inside, tx) => {
    if (await takeTombstone(tx, id)) return;
    await boost(inside, viewerOf(actor), postId, { uri: id, createdAt: time(activity.published) ?? now });
  };

async function groupAnnounce(instance: Instance, received: Received): Promise<Effect | null> {
  const { activity, actor } = received;
  const inner = isObject(activity.object) ? activity.object : null;
  const type = inner && !isPost(inner) ? String(inner.type) : 'Create';
  const told = type === 'Undo' && isObject(inner!.object) ? inner!.object : inner;
  const ownWord = isOwn(instance, refId(told && type !== 'Create' ? told.object : activity.object) ?? '');
  const isHeard = ownWord || (await hasLocalFollower(instance, actor.id));
  const moderated = isHeard && inner ? await moderationPassedOn(instance, actor, inner) : null;
  if (moderated) return moderated;
  const thanks = inner && told && (await thanksPassedOn(instance, actor, told, type === 'Undo'));
  if (thanks) return thanks;
  const uri = documentId(refId(inner && !isPost(inner) ? inner.object : activity.object));
  if (!uri) return null;
  // Of a post of ours any group may tell; what it says of others is heard when somebody here is in it.
  const own = isOwn(instance, uri);
  if (!own && !(await hasLocalFollower(instance, actor.id))) return null;
  if (type === 'Update') return own ? null : groupUpdates(instance, inner!);
  if (type === 'Delete') return own ? null : goneAtOrigin(instance, uri);
  if (type !== 'Create') return null;
  const known = await postByUri(instance, uri);
  if (known?.deletedAt || known?.boostOfId) return null;
  if (known) return passes(received, known, await standsIn(instance, known, inner, actor), instance.clock());
  const post = own ? null : await vouchedPost(instance, inner, uri, actor);
  if (!post) return null;
  return async (inside, tx) => {
    await keep(inside, tx, { ...post, vouchedBy: actor.id });
    const kept = await postByUri(inside, post.uri);
    if (kept) await passes(received, kept, kept.communityId === actor.id, inside.clock())?.(inside, tx);
  };
}

/** What stands in the group is put there; a thread that does not is passed on as by anybody, an answer not at all. */
const passes = (received: Received, post: Post, belongs: boolean, now: number): Effect | null =>
  belongs ? stands(received, post.uri) : post.inReplyToUri ? null : relayed(received, post.id, now);

/**
 * Whether a post that is here belongs in the group, by its author's own word: it was written there, answers there, or names
 * it. Else the group merely passes it on like anybody; it puts nobody's post in its community.
 */
async function standsIn(instance: Instance, post: Post, inner: Json | null, group: Account): Promise<boolean> {
  if (post.communityId) return post.communityId === group.id;
  if (post.local || post.audience !== 'public') return false;
  const parent = post.inReplyToId ? await postById(instance, post.inReplyToId) : null;
  if (parent) return parent.communityId === group.id;
  if (post.accountId === group.id) return true;
  return (await vouchedPost(instance, inner, post.uri, group))?.groupIds.includes(group.id) ?? false;
}

/** A group tells what those who look after it did; they have to be in its collection, as its own server gave it (S69). */
async function moderationPassedOn(instance: Instance, group: Account, inner: Json): Promise<Effect | null> {
  if (!moderating.has(String(inner.type))) return null;
  const by = await accountByUri(instance, documentId(refId(inner.actor)) ?? '');
  if (inner.type === 'Add' || inner.type === 'Remove') {
    const acted = { activity: inner, by: by ?? group, vouchedBy: group.id };
    return (await moderatorsChanged(instance, group, inner)) ?? featuredEffect(instance, acted);
  }
  return by && moderationEffect(instance, { activity: inner, by, vouchedBy: group.id });
}

const moderating = new Set(['Add', 'Remove', 'Delete', 'Lock', 'Block', 'ChooseAnswer', 'Undo']);

/**
 * A group tells who thanked for what stands in it. That is no proof of anybody's word, so the number alone is kept; ours
 * thank for themselves, and who is kept out of here is not counted.
 */
async function thanksPassedOn(instance: Instance, group: Account, told: Json, undone: boolean): Promise<Effect | null> {
  if (told.type !== 'Like' && told.type !== 'EmojiReact') return null;
  const [by, uri] = [documentId(refId(told.actor)), documentId(refId(told.object))];
  const post = by && uri && !isOwn(instance, by) ? await postByUri(instance, uri) : null;
  if (!by || !post || post.communityId !== group.id || post.deletedAt || post.boostOfId) return null;
  if (!(await mayExchange(instance, by)) || !(await hasLocalFollower(instance, group.id))) return null;
  return (inside) => tellLike(inside, post.id, by, !undone);
}

/** The post that a group passes on: as its author proved it, or as its own server tells it. */
async function vouchedPost(
  instance: Instance,
  inner: Json | null,
  uri: string,
  group: Account,
): Promise<RemotePost | null> {
  const proved = inner && !isPost(inner) ? await provedEnvelope(instance, inner) : null;
  if (proved) {
    const author = await actorAccount(instance, proved.actor);
    const object = author && embedded(inner!.object, author.uri);
    const note = object && authorOf(object) === author.uri ? readNote(object, author.followersUri) : null;
    return note && author ? toRemotePost(instance, note, author) : null;
  }
  try {
    const post = await remotePostOf(instance, await fetchDocument(instance, uri));
    // What its server shows us alone is not the group's to spread.
    return post && (post.audience === 'public' || post.groupIds.includes(group.id)) ? post : null;
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}

async function provedEnvelope(instance: Instance, inner: Json): Promise<Envelope | null> {
  const envelope = readEnvelope(inner);
  return envelope && !isOwn(instance, envelope.actor) && (await isProved(instance, envelope)) ? envelope : null;
}

/** Puts a post that is here in the group's community; a thread also goes to the homes of who follows the group. */
const stands =
  ({ id, activity, actor }: Received, uri: string): Effect =>
  async (inside, tx: Tx) => {
    if (await takeTombstone(tx, id)) return;
    const post = await postByUri(inside, uri);
    if (!post || post.deletedAt) return;
    if (!post.communityId && post.audience === 'public') await placeInCommunity(tx, post.id, actor.id);
    const placed = await postByUri(inside, uri);
    if (placed?.communityId !== actor.id || placed.inReplyToUri) return;
    await passOn(inside, tx, placed, { uri: id, createdAt: time(activity.published) ?? inside.clock() });
  };

/** A changed post: by its author's proof, or as its server tells it now. */
async function groupUpdates(instance: Instance, inner: Json): Promise<Effect | null> {
  const proved = await provedEnvelope(instance, inner);
  const author = proved && (await actorAccount(instance, proved.actor));
  if (!author) return refetchPost(instance, refId(inner.object) ?? '');
  return updated(instance, { id: proved.id, activity: inner, actor: author });
}
