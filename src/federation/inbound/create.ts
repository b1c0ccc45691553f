import { accountsByIds } from '../../accounts/account.ts';
import { hasLocalFollower } from '../../accounts/follow.ts';
import { takeOffered } from '../../campaigns/take-part.ts';
import { communityById } from '../../communities/community.ts';
import { writingFault } from '../../communities/membership.ts';
import type { Instance } from '../../instance.ts';
import type { Tx } from '../../platform/database.ts';
import { enqueue } from '../../platform/jobs.ts';
import { pollOf, vote } from '../../posts/poll.ts';
import { postByUri } from '../../posts/post.ts';
import { type RemotePost, receivePost } from '../../posts/receive-post.ts';
import { FetchFault, fetchDocument } from '../fetch-document.ts';
import { authorOf, embedded } from '../guard.ts';
import { hostOf, refId } from '../ids.ts';
import { isObject, type Json } from '../json.ts';
import { isPost, readNote, voteIn } from '../objects/read-note.ts';
import { keepToPassOn } from '../passed-on.ts';
import { toRemotePost } from '../remote-posts.ts';
import { type Effect, type Inbound, type Received, viewerOf } from './inbound.ts';

/** A new post, or a vote in a poll of ours. */
export const receiveCreate: Inbound = async (instance, received) => {
  const voted = await voteEffect(instance, received);
  if (voted) return voted;
  const object = await objectOf(instance, received);
  if (!object || authorOf(object) !== received.actor.uri) return null;
  const note = readNote(object, received.actor.followersUri);
  const post = note && (await toRemotePost(instance, note, received.actor));
  return post && (await isWanted(instance, post)) ? (inside, tx) => keep(inside, tx, post, received.activity) : null;
};

/** The object as its author sent it; on another origin than the actor's it is fetched there (S03, S06). */
export async function objectOf(instance: Instance, { activity, actor }: Received): Promise<Json | null> {
  const sent = embedded(activity.object, actor.uri);
  if (sent && isPost(sent)) return sent;
  const uri = refId(activity.object);
  if (!uri) return null;
  try {
    const document = await fetchDocument(instance, uri);
    return isPost(document) ? document : null;
  } catch (error) {
    if (error instanceof FetchFault) return null;
    throw error;
  }
}

/** Something here asked for it: a follower, somebody it names, or a conversation that we have. */
export async function isWanted(instance: Instance, post: RemotePost): Promise<boolean> {
  for (const groupId of post.groupIds) if (await isLetIn(instance, post, groupId)) return true;
  // What a partner says to its partners was sent to the organisation, not to one of its people.
  if (post.audience === 'partners' || (await hasLocalFollower(instance, post.accountId))) return true;
  const named = await accountsByIds(instance, post.mentions);
  if (named.some((account) => account.host === '')) return true;
  return Boolean(post.inReplyToUri && (await postByUri(instance, post.inReplyToUri)));
}

/** Whether its author may write in this community of ours: who may not brings nothing here by naming it. */
async function isLetIn(instance: Instance, post: RemotePost, groupId: string): Promise<boolean> {
  const community = await communityById(instance, groupId);
  if (!community?.local) return false;
  return (await writingFault(instance, post.accountId, community, post.inReplyToUri !== null)) === null;
}

/** Keeps the post, and asks for what it answers when we do not have that. `activity`: as its author's server sent it. */
export async function keep(inside: Instance, tx: Tx, post: RemotePost, activity?: Json): Promise<void> {
  const id = await receivePost(inside, post);
  if (id && post.offered) await takeOffered(inside, tx, id, post.offered);
  if (id && activity) await keepToPassOn(inside, tx, id, activity);
  if (!id || !post.inReplyToUri || (await postByUri(inside, post.inReplyToUri))) return;
  await enqueue(tx, {
    kind: 'federation.ancestors',
    lane: 'backfill',
    key: `thread ${hostOf(post.inReplyToUri)}`,
    payload: { uri: post.inReplyToUri, steps: 0 },
  });
}

/** A vote in a poll of ours. It is no document, so its id may be a fragment of the voter's (Mastodon's are). */
async function voteEffect(instance: Instance, { activity, actor }: Received): Promise<Effect | null> {
  const object = activity.object;
  const choice = isObject(object) ? voteIn(object) : null;
  if (choice === null || !isObject(object) || refId(object.attributedTo) !== actor.uri) return null;
  const post = await postByUri(instance, refId(object.inReplyTo) ?? '');
  const poll = post?.local ? await pollOf(instance, post.id) : null;
  if (!post || !poll) return null;
  const place = poll.options.findIndex((option) => option.title === choice);
  return place < 0 ? null : (inside) => vote(inside, viewerOf(actor), post.id, [place]);
}
