import { accountById } from '../../accounts/account.ts';
import { hasLocalFollower } from '../../accounts/follow.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import { communityById } from '../../communities/community.ts';
import type { Instance } from '../../instance.ts';
import type { Subscriber } from '../../platform/events-log.ts';
import { enqueue, type Lane } from '../../platform/jobs.ts';
import { write } from '../../platform/write.ts';
import { type Post, postById, postByUri } from '../../posts/post.ts';
import { hostOf } from '../ids.ts';
import { instanceOwner } from '../local-keys.ts';
import { ownerOfThread } from '../partner-thread.ts';
import { askForDirectory } from '../read-directory.ts';

type Event = {
  type: string;
  act?: string;
  postId?: string;
  accountId?: string;
  followerId?: string;
  followedId?: string;
  host?: string;
  communityId?: string;
  byId?: string;
  removed?: boolean;
};

/** Puts what one of ours has done in its author's line: told to others in the order it was done. */
async function publishLater(instance: Instance, event: Event, accountId: string, lane: Lane, dueInMs = 0) {
  if (instance.config.federationMode === 'closed') return;
  const account = await accountById(instance, accountId);
  if (account?.host !== '' && event.type !== 'account.deleted') return;
  await write(instance, (tx) =>
    enqueue(tx, {
      kind: 'federation.publish',
      lane,
      key: dueInMs ? `tally ${event.postId}` : `publish ${accountId}`,
      payload: event,
      ...(dueInMs && { due: instance.clock() + dueInMs }),
    }),
  );
}

/** What is to be told of one post: it is read once for all of them. */
type OfPost = (instance: Instance, event: Event, post: Post) => Promise<void>;
const withPost =
  (...tells: OfPost[]) =>
  async (instance: Instance, event: Event) => {
    const post = await postById(instance, event.postId!);
    if (post) for (const tell of tells) await tell(instance, event, post);
  };

/** A post of ours that leaves the instance at all. */
const toReaders: OfPost = async (instance, event, post) => {
  // What its hosts took out of a community is told by the group, not by the author.
  if (event.removed || !post.local || post.audience === 'organisation') return;
  await publishLater(instance, event, post.accountId, post.audience === 'direct' ? 'direct' : 'public');
};

/** What is done to a post in a community of ours is passed on by its group; threads go out with the group's relay. */
const inCommunity =
  (act: 'Create' | 'Update' | 'Delete' | 'Like' | 'Unlike'): OfPost =>
  async (instance, event, post) => {
    if (event.removed || !post.communityId || post.boostOfId || (act === 'Create' && !post.inReplyToUri)) return;
    if (post.audience === 'organisation' || !(await communityById(instance, post.communityId))?.local) return;
    await publishLater(instance, { ...event, type: 'community.passed', act }, post.communityId, 'public');
  };

/** What a post of another server quotes is fetched where somebody here reads it: nobody makes us climb from quote to quote. */
const lookAtQuote: OfPost = async (instance, _event, post) => {
  if (post.local || !post.quoteUri || post.quoteState !== 'pending' || post.boostOfId) return;
  if (!(await hasLocalFollower(instance, post.accountId)) && !(await isOurs(instance, post.quoteUri))) return;
  await write(instance, (tx) =>
    enqueue(tx, {
      kind: 'federation.quote',
      lane: 'backfill',
      key: `quote ${hostOf(post.quoteUri!)}`,
      payload: { postId: post.id },
    }),
  );
};

const isOurs = async (instance: Instance, uri: string) => Boolean((await postByUri(instance, uri))?.local);

const ofActor = (lane: Lane) => (instance: Instance, event: Event) =>
  publishLater(instance, event, event.accountId!, lane);
const ofCommunity = (instance: Instance, event: Event) => publishLater(instance, event, event.communityId!, 'public');
const ofFollower = (instance: Instance, event: Event) => publishLater(instance, event, event.followerId!, 'follow');
const ofFollowed = (instance: Instance, event: Event) => publishLater(instance, event, event.followedId!, 'follow');

/** Figures of a poll of ours go out at most once a minute; a vote of ours elsewhere goes at once. */
async function ofVote(instance: Instance, event: Event) {
  const post = await postById(instance, event.postId!);
  if (!post || post.audience === 'organisation') return;
  if (post.local) await publishLater(instance, { ...event, type: 'poll.tally' }, post.accountId, 'backfill', 60_000);
  else await publishLater(instance, event, event.accountId!, 'direct');
}

/** An answer to an event of ours goes to who asked; its new figures to all readers, at most once a minute. */
async function ofAnswer(instance: Instance, event: Event) {
  const post = await postById(instance, event.postId!);
  if (!post?.local || post.audience === 'organisation') return;
  const guest = await accountById(instance, event.accountId!);
  if (guest && guest.host !== '') await publishLater(instance, event, post.accountId, 'follow');
  if (event.type !== 'gathering.refused')
    await publishLater(instance, { ...event, type: 'gathering.tally' }, post.accountId, 'backfill', 60_000);
}

/** What was read in a community of ours is counted by its group, at most once a minute; elsewhere by its server. */
async function ofReading(instance: Instance, event: Event) {
  const post = await postById(instance, event.postId!);
  const community = post?.communityId ? await communityById(instance, post.communityId) : null;
  if (!community || community.reach === 'organisation') return;
  if (!community.local) await publishLater(instance, event, event.accountId!, 'public');
  else
    await publishLater(instance, { ...event, type: 'announcement.readers' }, community.accountId, 'backfill', 60_000);
}

/** The server's own word, in a line of its own. */
async function ofServer(instance: Instance, event: Event) {
  if (instance.config.federationMode === 'closed') return;
  const job = { kind: 'federation.publish', lane: 'follow', key: `publish ${instanceOwner}`, payload: event } as const;
  await write(instance, (tx) => enqueue(tx, job));
}

/** The organisation's word, in its own line. */
async function ofOrganisation(instance: Instance, event: Event) {
  const own = await organisationOf(instance);
  if (own) await publishLater(instance, event, own.accountId, 'follow');
}

/** What a partner answers to what ours said to all of them. */
const ofPartner =
  (act: 'Create' | 'Update' | 'Delete'): OfPost =>
  async (instance, event, post) => {
    if (post.local || !post.inReplyToUri || (await ownerOfThread(instance, post))?.host !== '') return;
    await ofOrganisation(instance, { ...event, type: 'partner.answered', act });
  };

/** What both have said may open their directory: read soon, when they have heard it too. */
const readDirectoryLater = (instance: Instance, event: Event) => askForDirectory(instance, event.host!, 60_000);

type Tell = (instance: Instance, event: Event) => Promise<void>;
const both =
  (first: Tell, second: Tell): Tell =>
  async (instance, event) => {
    await first(instance, event);
    await second(instance, event);
  };

/** Hears what happens here and tells the servers it concerns. */
export const federationSubscriber: Subscriber = {
  name: 'federation',
  on: {
    'post.created': withPost(toReaders, inCommunity('Create'), ofPartner('Create'), lookAtQuote),
    'quote.offered': withPost(lookAtQuote),
    'quote.requested': withPost(toReaders),
    'quote.settled': withPost(toReaders),
    'quote.allowed': withPost(toReaders),
    'quote.answered': async (instance, event) => {
      const quoted = await postById(instance, event.quotedId);
      if (quoted) await publishLater(instance, event, quoted.accountId, 'follow');
    },
    'quote.revoked': async (instance, event) => {
      const quoting = await postById(instance, event.postId);
      const quoted = quoting?.quoteOfId ? await postById(instance, quoting.quoteOfId) : null;
      if (quoted) await publishLater(instance, event, quoted.accountId, 'public');
    },
    'post.edited': withPost(toReaders, inCommunity('Update'), ofPartner('Update')),
    'post.deleted': withPost(toReaders, inCommunity('Delete'), ofPartner('Delete')),
    'post.restored': withPost(toReaders),
    'post.pinned': withPost(toReaders),
    'post.unpinned': withPost(toReaders),
    'poll.closed': withPost(toReaders),
    'poll.voted': ofVote,
    'gathering.asked': ofActor('follow'),
    'gathering.left': ofActor('follow'),
    'gathering.answered': ofAnswer,
    'gathering.moved-up': ofAnswer,
    'gathering.refused': ofAnswer,
    'post.liked': both(ofActor('public'), withPost(inCommunity('Like'))),
    'post.unliked': both(ofActor('public'), withPost(inCommunity('Unlike'))),
    'post.boosted': ofActor('public'),
    'post.unboosted': ofActor('public'),
    'announcement.read': ofReading,
    'community.role': ofCommunity,
    'community.moderated': ofCommunity,
    'community.asked': (instance, event: Event) => publishLater(instance, event, event.byId!, 'follow'),
    'follow.requested': ofFollower,
    'follow.accepted': ofFollowed,
    'follow.rejected': ofFollowed,
    'follow.ended': ofFollower,
    'block.created': ofActor('follow'),
    'block.ended': ofActor('follow'),
    'account.updated': ofActor('public'),
    'account.deleted': ofActor('public'),
    'account.moved': ofActor('public'),
    'report.forwarded': ofServer,
    'partner.said': both(ofOrganisation, readDirectoryLater),
    'partner.heard': readDirectoryLater,
    'campaign.invited': ofOrganisation,
    'campaign.answered': ofOrganisation,
  },
};
