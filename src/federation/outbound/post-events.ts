import { type Account, accountById, accountsByIds } from '../../accounts/account.ts';
import type { Instance } from '../../instance.ts';
import { pollOf, votersOf } from '../../posts/poll.ts';
import { namedIn, type Post, postById } from '../../posts/post.ts';
import { activityUri } from '../addresses.ts';
import { defined } from '../json.ts';
import { audienceOf, groupOf, toNote } from '../objects/to-note.ts';
import { circleOf } from '../partner-thread.ts';
import { perInstance } from '../per-instance.ts';
import { recent } from '../recent.ts';
import { announceOf, answerOf, createOf, deleteOf } from './activities.ts';
import { groupAnnounces, groupPublications } from './group-events.ts';
import type { Publication, Publications } from './publish.ts';
import { quotePublications } from './quote-events.ts';
import { inboxesOf, oneEach, readersOf, toFollowers, toPartnersEver, touchedBy } from './recipients.ts';

type Of = { post: Post; author: Account };

async function ownPost(instance: Instance, postId: string): Promise<Of | null> {
  const post = await postById(instance, postId);
  const author = post?.local && (await accountById(instance, post.accountId));
  return author ? { post: post!, author } : null;
}

const laneOf = (post: Post) => (post.audience === 'direct' ? 'direct' : 'public');
const isOpen = (post: Post) => post.audience === 'public' || post.audience === 'unlisted';
const about = ({ post, author }: Of) => ({
  accountId: author.id,
  lane: laneOf(post) as Publication['lane'],
  open: isOpen(post),
  proved: author.kind === 'organisation' || post.communityId !== null || post.audience === 'partners',
});

const created: Publications = async (instance, { postId }) => {
  const own = await ownPost(instance, postId);
  if (!own || own.post.deletedAt) return [];
  const activity = await createOf(instance, own.post, own.author);
  return [{ ...about(own), activity, destinations: await readersOf(instance, own.post) }];
};

export const edited: Publications = async (instance, { postId }) => {
  const own = await ownPost(instance, postId);
  if (!own || own.post.deletedAt) return [];
  const object = await toNote(instance, own.post, own.author);
  const id = activityUri(instance, instance.ids());
  const { to, cc, audience } = object;
  const activity = defined({ id, type: 'Update', actor: own.author.uri, to, cc, audience, object });
  const voters = own.post.hasPoll ? await accountsByIds(instance, await votersOf(instance, postId)) : [];
  const destinations = oneEach(instance, [
    ...(await readersOf(instance, own.post)),
    ...(await touchedBy(instance, own.post)),
    ...inboxesOf(instance, voters),
  ]);
  return [{ ...about(own), activity, destinations }];
};

const deleted: Publications = async (instance, { postId }) => {
  const own = await ownPost(instance, postId);
  if (!own) return [];
  const named = await accountsByIds(instance, await namedIn(instance, postId));
  const id = activityUri(instance, instance.ids());
  const activity = deleteOf(
    id,
    own.author.uri,
    own.post.uri,
    audienceOf(own.post, own.author, named, await groupOf(instance, own.post), await circleOf(instance, own.post)),
  );
  const destinations = oneEach(instance, [
    ...(await readersOf(instance, own.post)),
    ...(await touchedBy(instance, own.post)),
    ...(await toPartnersEver(instance, own.post)),
  ]);
  return [{ ...about(own), activity, destinations }];
};

/**
 * What moderation had taken away is given back: the Delete is undone, then the post is told anew. Servers that keep no
 * tombstone take the Create alone; Mastodon keeps one and takes neither.
 */
const restored: Publications = async (instance, { postId }) => {
  const own = await ownPost(instance, postId);
  if (!own || own.post.deletedAt) return [];
  const { post, author } = own;
  const named = await accountsByIds(instance, await namedIn(instance, postId));
  const audience = audienceOf(post, author, named, null, await circleOf(instance, post));
  const gone = deleteOf(`${post.uri}#delete`, author.uri, post.uri, audience);
  const undo = { ...answerOf('Undo', activityUri(instance, instance.ids()), author.uri, [], gone), ...audience };
  // An id of its own: that of the first Create has been handled.
  const create = { ...(await createOf(instance, post, author)), id: activityUri(instance, instance.ids()) };
  const destinations = oneEach(instance, [...(await readersOf(instance, post)), ...(await touchedBy(instance, post))]);
  return [undo, create].map((activity) => ({ ...about(own), activity, destinations }));
};

const told = perInstance(() => recent<number>(1_000, 3_600_000));

/** New figures of a poll; several votes within the minute make one Update. */
const tally: Publications = async (instance, event) => {
  const post = await postById(instance, event.postId);
  if (!post || told(instance).get(post.id, instance.clock()) === post.version) return [];
  told(instance).set(post.id, post.version, instance.clock());
  return edited(instance, event);
};

/** A vote of ours in a poll elsewhere: one Note per choice, to its author alone (FEP-9967). */
const voted: Publications = async (instance, event: { postId: string; accountId: string; choices: number[] }) => {
  const post = await postById(instance, event.postId);
  const poll = await pollOf(instance, event.postId);
  const [voter, author] = [
    await accountById(instance, event.accountId),
    post && (await accountById(instance, post.accountId)),
  ];
  if (!post || !poll || !voter || !author) return [];
  return event.choices.map((choice): Publication => {
    const id = instance.ids();
    const object = {
      id: `${activityUri(instance, id)}#vote`,
      type: 'Note',
      attributedTo: voter.uri,
      to: [author.uri],
      name: poll.options[choice]!.title,
      inReplyTo: post.uri,
      published: new Date(instance.clock()).toISOString(),
    };
    const activity = { id: activityUri(instance, id), type: 'Create', actor: voter.uri, to: [author.uri], object };
    return { accountId: voter.id, lane: 'direct', open: false, activity, destinations: inboxesOf(instance, [author]) };
  });
};

/** Somebody of ours thanks, or takes it back; only the author's server is told. */
const liked =
  (undone: boolean): Publications =>
  async (instance, event: { postId: string; accountId: string; uri: string }) => {
    const post = await postById(instance, event.postId);
    const liker = await accountById(instance, event.accountId);
    const author = post && !post.local && (await accountById(instance, post.accountId));
    if (!author || !liker) return [];
    const like = { id: event.uri, type: 'Like', actor: liker.uri, to: [author.uri], object: post.uri };
    const group = await groupOf(instance, post!);
    const told = group ? [author, group] : [author];
    const id = activityUri(instance, instance.ids());
    const activity = undone ? answerOf('Undo', id, liker.uri, [author.uri], like) : like;
    return [{ accountId: liker.id, lane: 'public', open: false, activity, destinations: inboxesOf(instance, told) }];
  };

const boosted: Publications = async (instance, event: { boostId: string; postId: string }) => {
  const boost = await postById(instance, event.boostId);
  if (boost?.communityId) return groupAnnounces(instance, boost, event.postId);
  const found = boost && (await boostParts(instance, event.postId, boost.accountId));
  if (!found) return [];
  const activity = announceOf(boost, found.post, found.booster, found.author.uri);
  return [{ accountId: found.booster.id, lane: 'public', open: true, activity, destinations: found.destinations }];
};

const unboosted: Publications = async (instance, event: { postId: string; accountId: string; uri: string }) => {
  const found = await boostParts(instance, event.postId, event.accountId);
  if (!found) return [];
  const { booster, post, author, destinations } = found;
  const to = [`${booster.uri}/followers`, author.uri];
  const announce = { id: event.uri, type: 'Announce', actor: booster.uri, to, object: post.uri };
  const activity = answerOf('Undo', activityUri(instance, instance.ids()), booster.uri, to, announce);
  return [{ accountId: booster.id, lane: 'public', open: true, activity, destinations }];
};

async function boostParts(instance: Instance, postId: string, boosterId: string) {
  const post = await postById(instance, postId);
  const booster = await accountById(instance, boosterId);
  const author = post && (await accountById(instance, post.accountId));
  if (!post || !author || !booster) return null;
  const destinations = oneEach(instance, [
    ...(await toFollowers(instance, boosterId)),
    ...inboxesOf(instance, [author]),
  ]);
  return { post, booster, author, destinations };
}

const featured =
  (type: 'Add' | 'Remove'): Publications =>
  async (instance, { postId }) => {
    const own = await ownPost(instance, postId);
    if (!own || !isOpen(own.post)) return [];
    const { author, post } = own;
    const activity = {
      id: activityUri(instance, instance.ids()),
      type,
      actor: author.uri,
      to: [`${author.uri}/followers`],
      object: post.uri,
      target: `${author.uri}/featured`,
    };
    return [{ ...about(own), activity, destinations: oneEach(instance, await toFollowers(instance, author.id)) }];
  };

export const postPublications: Record<string, Publications> = {
  'post.created': created,
  'post.edited': edited,
  'post.deleted': deleted,
  'post.restored': restored,
  'post.liked': liked(false),
  'post.unliked': liked(true),
  'post.boosted': boosted,
  'post.unboosted': unboosted,
  'post.pinned': featured('Add'),
  'post.unpinned': featured('Remove'),
  'poll.voted': voted,
  'poll.tally': tally,
  'poll.closed': edited,
  'quote.settled': edited,
  'quote.allowed': edited,
  ...quotePublications,
  ...groupPublications,
};
