import type { Viewer } from '../accounts/account.ts';
import { communityById, findCommunityById } from '../communities/community.ts';
import { isBanned, roleOf, writingFault } from '../communities/membership.ts';
import type { Reach } from '../communities/view.ts';
import type { Instance } from '../instance.ts';
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

/** A post with a title is an Article, unless it stands in a community: there any Note may have one. */
export const isArticle = (post: Pick<Post, 'title' | 'communityId'>) =>
  post.title !== null && post.communityId === null;

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

/**
 * Where a post of another server belongs. Communities of ours ask whether its author may write there; a group elsewhere
 * says by passing it on what stands in it (`vouchedBy`). Null: it is for nobody here (banned, or not a member, and written
 * to the community alone).
 */
export async function placeReceived(
  inside: Instance,
  remote: Pick<RemotePost, 'accountId' | 'audience' | 'groupIds' | 'vouchedBy'>,
  parent: Post | null,
): Promise<Place | null> {
  const { audience, vouchedBy } = remote;
  const open = audience === 'public';
  const nowhere = { communityId: null, audience };
  if (vouchedBy) {
    const named = remote.groupIds.includes(vouchedBy) || parent?.communityId === vouchedBy;
    if (open) return { communityId: vouchedBy, audience };
    return named ? { communityId: vouchedBy, audience: 'community' } : null;
  }
  for (const communityId of parent?.communityId ? [parent.communityId] : remote.groupIds) {
    const community = await communityById(inside, communityId);
    if (!community?.local || open !== (community.reach === 'public')) continue;
    if (parent && open !== (parent.audience === 'public')) continue;
    const fault =
      (await writingFault(inside, remote.accountId, community, parent !== null)) ??
      (await lockFault(inside, remote.accountId, parent));
    const waits = !fault && (await mustWait(inside, remote.accountId, community));
    if (!fault) return { communityId, audience: audienceIn(community.reach), ...(waits && { heldAt: inside.clock() }) };
    inside.log.info({ code: fault }, 'post refused by a community');
    if (fault === 'community.banned' || fault === 'community.locked' || !open) return null;
  }
  return nowhere;
}

/** Why nothing is added to a thread: its hosts closed it. They alone still write there (S71). */
export async function lockFault(instance: Instance, accountId: string, parent: Post | null): Promise<string | null> {
  const root = parent?.communityId ? await postById(instance, parent.threadId) : null;
  if (!root?.lockedAt || !root.communityId) return null;
  return (await roleOf(instance, accountId, root.communityId)) ? null : 'community.locked';
}

/** Why a remote author's change of a post in a community of ours is not taken over: banned, or its thread is closed (S72). */
export async function changeFault(inside: Instance, post: Post): Promise<string | null> {
  const community = post.communityId ? await communityById(inside, post.communityId) : null;
  if (!community?.local) return null;
  if (await isBanned(inside, post.accountId, community.accountId)) return 'community.banned';
  return lockFault(inside, post.accountId, post);
}

/** What a community of ours has let in is passed on to its members by the group itself (FEP-1b12): threads, not answers. */
export const communitySubscriber: Subscriber = {
  name: 'community-posts',
  on: {
    'post.created': async (instance, { postId }) => {
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
