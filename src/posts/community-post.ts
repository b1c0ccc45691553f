import { accountsByIds, type Viewer } from '../accounts/account.ts';
import { communityById, findCommunityById } from '../communities/community.ts';
import { isBanned, roleOf, writingFault } from '../communities/membership.ts';
import type { Reach } from '../communities/view.ts';
import type { Instance } from '../instance.ts';
import { isPartner } from '../partners/scope.ts';
import { and, eq, isNull, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record, type Subscriber } from '../platform/events-log.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { mustWait } from './held-post.ts';
import { type Post, postById } from './post.ts';
import type { RemotePost } from './receive-post.ts';
import { posts } from './tables.ts';
import type { Audience, Draft } from './view.ts';

/** Where a post goes; `heldAt`: it waits there for a host. */
interface Place {
  communityId: string | null;
  audience: Audience;
  heldAt?: number;
}

/** Who reads what is written in a community of this reach. */
export const audienceIn = (reach: Reach): Audience =>
  (({ public: 'public', partners: 'partners', organisation: 'organisation', members: 'community' }) as const)[reach];

/** A post with a title is an Article, unless it is an event or stands in a community: there any Note may have one. */
export const isArticle = (post: Pick<Post, 'title' | 'communityId' | 'hasGathering'>) =>
  post.title !== null && post.communityId === null && !post.hasGathering;

/**
 * In which community a draft is written, and for whom: an answer stays in that of what it answers unless it turns aside
 * to fewer people. Throws 404, or 403 with what stands against it (membership, ban, lock).
 */
export async function placeOf(
  instance: Instance,
  author: NonNullable<Viewer>,
  draft: Pick<Draft, 'communityId' | 'audience'>,
  parent: Post | null,
): Promise<Place> {
  const inThread = parent && parent.audience === draft.audience ? parent.communityId : null;
  const wanted = parent ? inThread : (draft.communityId ?? null);
  // Without a community, « its members » are nobody.
  if (!wanted && draft.audience === 'community') throw new Invalid({ audience: 'community.which' });
  if (parent && !wanted) {
    // Turning aside to other readers is no way past a ban: what is not between people stands in the thread all the same.
    const aside = draft.audience === 'direct' ? null : await answerFault(instance, author.accountId, parent);
    if (aside) throw new Refusal(403, aside);
  }
  if (!wanted) return { communityId: null, audience: draft.audience };
  const community = await findCommunityById(instance, author, wanted);
  const fault =
    (await writingFault(instance, author.accountId, community, parent !== null)) ??
    (await lockFault(instance, author.accountId, parent));
  if (fault) throw new Refusal(403, fault);
  const waits = await mustWait(instance, author.accountId, community);
  return {
    communityId: wanted,
    audience: parent ? draft.audience : audienceIn(community.reach),
    ...(waits && { heldAt: instance.clock() }),
  };
}

/** Why somebody may not answer what stands in a community of ours; null for what stands elsewhere. */
export async function answerFault(instance: Instance, accountId: string, post: Post): Promise<string | null> {
  const community = post.communityId ? await communityById(instance, post.communityId) : null;
  return community?.local ? writingFault(instance, accountId, community, true) : null;
}

type Sent = Pick<RemotePost, 'accountId' | 'audience' | 'groupIds' | 'vouchedBy'>;

/**
 * Where a post of another server belongs. Communities of ours ask whether its author may write there, whoever passes it on;
 * a group elsewhere says by passing it on what stands in it (`vouchedBy`), of what names it or answers there. Null: it is
 * for nobody here (banned, or not a member, and written to the community alone).
 */
export async function placeReceived(inside: Instance, remote: Sent, parent: Post | null): Promise<Place | null> {
  const { audience, vouchedBy } = remote;
  const nowhere = { communityId: null, audience };
  // For the partners of an organisation that is none of ours: for nobody here (S60).
  if (audience === 'partners' && vouchedBy && (await isAmongPartners(inside, vouchedBy, parent))) return nowhere;
  if (audience === 'partners' && !(await isPartnersWord(inside, remote.accountId))) return null;
  const house = parent?.communityId ? await communityById(inside, parent.communityId) : null;
  if (parent && house?.local) return placeOfAnswer(inside, remote, parent);
  if (vouchedBy) {
    const names = remote.groupIds.includes(vouchedBy) || remote.accountId === vouchedBy;
    if (audience === 'public' && (names || parent?.communityId === vouchedBy))
      return { ...nowhere, communityId: vouchedBy };
    // A post that is not for everybody stands in the group that it was written to, and in no other.
    if (audience !== 'public') return names ? { communityId: vouchedBy, audience: 'community' } : null;
  }
  return house ? nowhere : placeNamed(inside, remote, parent);
}

/** In the first community of ours that it names and that takes it. `parent`: what it answers, which stands in none. */
async function placeNamed(inside: Instance, remote: Sent, parent: Post | null): Promise<Place | null> {
  const { audience } = remote;
  const open = audience === 'public';
  let refused = false;
  for (const communityId of remote.groupIds) {
    const community = await communityById(inside, communityId);
    if (!community?.local || open !== (community.reach === 'public')) continue;
    if (parent && open !== (parent.audience === 'public')) continue;
    const fault = await writingFault(inside, remote.accountId, community, parent !== null);
    const waits = !fault && (await mustWait(inside, remote.accountId, community));
    if (!fault) return { communityId, audience: audienceIn(community.reach), ...(waits && { heldAt: inside.clock() }) };
    inside.log.info({ code: fault }, 'post refused by a community');
    refused ||= fault === 'community.banned' || !open;
  }
  return refused ? null : { communityId: null, audience };
}

/** An answer in a community of ours. Between people it stays between them; what else is said there asks its door. */
async function placeOfAnswer(inside: Instance, remote: Sent, parent: Post): Promise<Place | null> {
  const communityId = parent.communityId!;
  const { audience } = remote;
  const named = remote.groupIds.includes(communityId);
  if (audience === 'direct' && !named) return { communityId: null, audience };
  const fault =
    (await answerFault(inside, remote.accountId, parent)) ?? (await lockFault(inside, remote.accountId, parent));
  const open = audience === 'public';
  const same = open ? parent.audience === 'public' : named && parent.audience !== 'public';
  if (!fault && !same) return { communityId: null, audience };
  if (!fault) {
    const waits = await mustWait(inside, remote.accountId, (await communityById(inside, communityId))!);
    return { communityId, audience: parent.audience, ...(waits && { heldAt: inside.clock() }) };
  }
  inside.log.info({ code: fault }, 'post refused by a community');
  // Who may merely not write there may still speak in public, beside it.
  return open && fault === 'community.membersOnly' ? { communityId: null, audience } : null;
}

/** Brought by a partner that opened the conversation in which it answers: its partners read it, as they do the rest. */
async function isAmongPartners(inside: Instance, byId: string, parent: Post | null): Promise<boolean> {
  const [by] = await accountsByIds(inside, [byId]);
  return by?.kind === 'organisation' && parent?.audience === 'partners' && isPartnersWord(inside, byId);
}

async function isPartnersWord(inside: Instance, accountId: string): Promise<boolean> {
  const [author] = await accountsByIds(inside, [accountId]);
  return Boolean(author?.host && (await isPartner(inside, author.host, 'communities')));
}

/** Why nothing is added to a thread: its hosts closed it. They alone still write there (S71). */
export async function lockFault(instance: Instance, accountId: string, parent: Post | null): Promise<string | null> {
  const root = parent?.communityId ? await postById(instance, parent.threadId) : null;
  if (!root?.lockedAt || !root.communityId) return null;
  return (await roleOf(instance, accountId, root.communityId)) ? null : 'community.locked';
}

/** Why a remote author's change of a post in a community of ours is not taken over: archived, banned, thread closed (S72). */
export async function changeFault(inside: Instance, post: Post): Promise<string | null> {
  const community = post.communityId ? await communityById(inside, post.communityId) : null;
  if (!community?.local) return null;
  if (community.archivedAt) return 'community.archived';
  if (await isBanned(inside, post.accountId, community.accountId)) return 'community.banned';
  return lockFault(inside, post.accountId, post);
}

/** What a community of ours has let in is passed on to its members by the group itself (FEP-1b12): threads, not answers. */
export const communitySubscriber: Subscriber = {
  name: 'community-posts',
  on: {
    'post.created': async (instance, { postId, communityId }) => {
      if (communityId === null) return;
      const post = await postById(instance, postId);
      if (!post?.communityId || post.boostOfId || post.inReplyToUri || post.deletedAt || post.heldAt) return;
      if (!(await communityById(instance, post.communityId))?.local) return;
      await write(instance, async (tx) => void (await passOn(within(instance, tx), tx, post)));
    },
  },
};

/** The group's relay of a post, in home timelines and on the wire; twice changes nothing. `remote`: a group elsewhere did. */
export async function passOn(
  inside: Instance,
  tx: Tx,
  post: Post,
  remote?: { uri: string; createdAt: number },
): Promise<void> {
  const communityId = post.communityId!;
  const [known] = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.boostOfId, post.id), eq(posts.accountId, communityId), isNull(posts.deletedAt)));
  if (known) return;
  const id = inside.ids(remote?.createdAt);
  const now = inside.clock();
  await tx.insert(posts).values({
    id,
    uri: remote?.uri ?? `${inside.config.origin}/ap/activities/${id}`,
    accountId: communityId,
    communityId,
    local: !remote,
    boostOfId: post.id,
    threadId: id,
    audience: post.audience,
    createdAt: Math.min(remote?.createdAt ?? now, now),
    receivedAt: remote ? now : null,
  });
  await record<PostEvent>(tx, { type: 'post.boosted', boostId: id, postId: post.id, accountId: communityId });
}

/** A post that came before its group's word is put in its community; that of others stays where it is. */
export const placeInCommunity = (tx: Tx, postId: string, communityId: string) =>
  tx
    .update(posts)
    .set({
      communityId,
      version: sql`${posts.version} + 1`,
      activeAt: sql`case when ${posts.inReplyToUri} is null then ${posts.createdAt} end`,
    })
    .where(and(eq(posts.id, postId), isNull(posts.communityId)));
