import type { Viewer } from '../accounts/account.ts';
import { accountViews } from '../accounts/account-view.ts';
import type { AccountView } from '../accounts/view.ts';
import { hostedAmong } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { mediaOf } from '../media/media.ts';
import { and, count, eq, inArray, isNull } from '../platform/columns.ts';
import { readCounts } from './acknowledge.ts';
import { cardsOf } from './card.ts';
import { isArticle } from './community-post.ts';
import { gatheringViews } from './gathering-views.ts';
import { imagePlaces } from './image-places.ts';
import { isClosed, type Poll } from './poll.ts';
import { type Post, postsByIds } from './post.ts';
import { quotable, quotesOf } from './quote.ts';
import { bookmarks, likes, mentions, polls, posts, votes } from './tables.ts';
import type { PollView, PostView } from './view.ts';
import { mayBoost, readable } from './visibility.ts';

/**
 * Posts as pages show them, in the order of `entries` (posts or boosts that the caller found readable). The number of
 * queries does not depend on how many there are.
 */
export async function postViews(instance: Instance, viewer: Viewer, entries: Post[]): Promise<PostView[]> {
  if (!entries.length) return [];
  const boosted = await postsByIds(
    instance,
    entries.flatMap((entry) => entry.boostOfId ?? []),
  );
  const byId = new Map([...entries, ...boosted].map((post) => [post.id, post]));
  const shown = [...new Set(entries.flatMap((entry) => byId.get(entry.boostOfId ?? entry.id) ?? []))];
  const ids = shown.map((post) => post.id);
  const parents = await parentsOf(instance, viewer, shown, byId);
  const people = await accountViews(
    instance,
    [...entries, ...shown, ...parents.values()].flatMap((post) => [
      post.accountId,
      post.writtenById ?? post.accountId,
      post.communityId ?? post.accountId,
    ]),
  );
  const media = await mediaOf(instance, ids);
  const cards = await cardsOf(
    instance,
    shown.filter((post) => !media.has(post.id)),
  );
  const quotes = await quotesOf(instance, viewer, shown);
  const mayQuote = await quotable(instance, viewer, shown);
  const pollsById = await pollViews(instance, viewer, shown);
  const gatherings = await gatheringViews(instance, viewer, shown);
  const readers = await readerCounts(instance, shown);
  const hosts = await hostedAmong(
    instance,
    viewer,
    shown.flatMap((post) => post.communityId ?? []),
  );
  const read = await readCounts(
    instance,
    viewer,
    shown.filter((post) => post.threadKind === 'announcement').map((post) => post.id),
  );
  const mine = await actsOf(instance, viewer, ids);

  return entries.flatMap((entry): PostView[] => {
    const post = byId.get(entry.boostOfId ?? entry.id);
    const author = post && people.get(post.accountId);
    if (!post || !author) return [];
    const parent = post.inReplyToId ? parents.get(post.inReplyToId) : undefined;
    const parentAuthor = parent && people.get(parent.accountId);
    return [
      {
        id: post.id,
        entryId: entry.id,
        path: postPath(author, post.id),
        remoteUrl: post.local ? null : (post.url ?? post.uri),
        author,
        writtenBy: (post.writtenById && people.get(post.writtenById)?.displayName) || null,
        createdAt: post.createdAt,
        editedAt: post.editedAt,
        receivedAt: post.receivedAt,
        title: post.title,
        isArticle: isArticle(post),
        community: communityOf(people, post),
        summary: post.summary,
        notice: post.notice,
        html: post.html,
        parts: !isArticle(post) ? null : imagePlaces(post.html, media.get(post.id)?.length ?? 0),
        language: post.language,
        audience: post.audience,
        readers: post.audience === 'direct' ? (readers.get(post.id) ?? 0) : null,
        sensitive: post.sensitive,
        media: media.get(post.id) ?? [],
        poll: pollsById.get(post.id) ?? null,
        gathering: gatherings.get(post.id) ?? null,
        card: cards.get(post.id) ?? null,
        quote: quotes.get(post.id) ?? null,
        inReplyTo:
          parent && parentAuthor
            ? { id: parent.id, path: postPath(parentAuthor, parent.id), author: parentAuthor }
            : null,
        replies: post.replies,
        likes: post.likes,
        boosts: post.boosts,
        boostedBy:
          entry.boostOfId && entry.accountId !== post.communityId ? (people.get(entry.accountId) ?? null) : null,
        folded: null,
        pinned: post.pinnedAt !== null,
        held: post.heldAt !== null,
        locked: post.lockedAt !== null,
        threadKind: post.threadKind,
        settled: post.answerId !== null,
        read: post.threadKind === 'announcement' ? (read.get(post.id) ?? { n: 0, mine: false }) : null,
        viewer: {
          mine: isMine(viewer, post),
          liked: mine.liked.has(post.id),
          boosted: mine.boosted.has(post.id),
          bookmarked: mine.bookmarked.has(post.id),
          mayReply: viewer !== null,
          mayBoost: viewer !== null && mayBoost(post.audience),
          mayQuote: mayQuote.has(post.id),
          mayModerate: post.communityId !== null && hosts.has(post.communityId),
          mayPin: isMine(viewer, post) && mayBoost(post.audience),
        },
      },
    ];
  });
}

const communityOf = (people: Map<string, AccountView>, { communityId }: Post): AccountView | null =>
  (communityId && people.get(communityId)) || null;

const isMine = (viewer: Viewer, post: Post) =>
  viewer !== null && (viewer.accountId === post.accountId || viewer.accountId === post.writtenById);

export const postPath = (author: Pick<AccountView, 'path'>, id: string) => `${author.path}/${id}`;

/** What they answer, as far as the viewer may read it: else an answer would tell of a post that is not for them (S53). */
async function parentsOf(
  instance: Instance,
  viewer: Viewer,
  shown: Post[],
  known: Map<string, Post>,
): Promise<Map<string, Post>> {
  const missing = shown.flatMap((post) => (post.inReplyToId && !known.has(post.inReplyToId) ? [post.inReplyToId] : []));
  const found = missing.length
    ? await instance.db
        .select()
        .from(posts)
        .where(and(inArray(posts.id, missing), readable(viewer)))
    : [];
  return new Map([...known, ...found.map((post) => [post.id, post] as const)]);
}

async function pollViews(instance: Instance, viewer: Viewer, shown: Post[]): Promise<Map<string, PollView>> {
  const ids = shown.filter((post) => post.hasPoll).map((post) => post.id);
  if (!ids.length) return new Map();
  const rows = await instance.db.select().from(polls).where(inArray(polls.postId, ids));
  const chosen = viewer
    ? await instance.db
        .select({ postId: votes.postId, choice: votes.choice })
        .from(votes)
        .where(and(eq(votes.accountId, viewer.accountId), inArray(votes.postId, ids)))
    : [];
  const authors = new Map(shown.map((post) => [post.id, post.accountId]));
  return new Map(
    rows.map((poll) => {
      const mine = new Set(chosen.filter((row) => row.postId === poll.postId).map((row) => row.choice));
      const voted = mine.size > 0 || (viewer !== null && authors.get(poll.postId) === viewer.accountId);
      return [poll.postId, pollView(poll, mine, voted, instance.clock())];
    }),
  );
}

const pollView = (poll: Poll, mine: Set<number>, voted: boolean, now: number): PollView => ({
  id: poll.postId,
  multiple: poll.multiple,
  endsAt: poll.endsAt,
  closed: isClosed(poll, now),
  voters: poll.voters,
  options: poll.options.map((option, place) => ({ ...option, chosen: mine.has(place) })),
  voted,
});

async function readerCounts(instance: Instance, shown: Post[]): Promise<Map<string, number>> {
  const ids = shown.filter((post) => post.audience === 'direct').map((post) => post.id);
  if (!ids.length) return new Map();
  const rows = await instance.db
    .select({ id: mentions.postId, n: count() })
    .from(mentions)
    .where(inArray(mentions.postId, ids))
    .groupBy(mentions.postId);
  return new Map(rows.map((row) => [row.id, row.n]));
}

async function actsOf(instance: Instance, viewer: Viewer, ids: string[]) {
  if (!viewer) return { liked: new Set<string>(), boosted: new Set<string | null>(), bookmarked: new Set<string>() };
  const liked = await instance.db
    .select({ id: likes.postId })
    .from(likes)
    .where(and(eq(likes.accountId, viewer.accountId), inArray(likes.postId, ids)));
  const boosted = await instance.db
    .select({ id: posts.boostOfId })
    .from(posts)
    .where(and(eq(posts.accountId, viewer.accountId), inArray(posts.boostOfId, ids), isNull(posts.deletedAt)));
  const kept = await instance.db
    .select({ id: bookmarks.postId })
    .from(bookmarks)
    .where(and(eq(bookmarks.accountId, viewer.accountId), inArray(bookmarks.postId, ids)));
  return {
    liked: new Set(liked.map((row) => row.id)),
    boosted: new Set(boosted.map((row) => row.id)),
    bookmarked: new Set(kept.map((row) => row.id)),
  };
}
