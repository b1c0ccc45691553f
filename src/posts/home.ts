import { follows, members } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { alias, and, desc, eq, exists, isNull, notExists, or, type SQL, sql } from '../platform/columns.ts';
import { compiledWrite } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import { enterByTags } from './followed-tag.ts';
import { type Post, postById } from './post.ts';
import { homeEntries, mentions, posts } from './tables.ts';

const backfilled = 20;

/** Fills the home timelines: one statement a post, however many followers. */
export const homeSubscriber: Subscriber = {
  name: 'home',
  on: {
    'post.created': async (instance, { postId }) => {
      const post = await postById(instance, postId);
      if (post && !post.deletedAt) await enter(instance, post);
    },
    'post.boosted': async (instance, { boostId }) => {
      const boost = await postById(instance, boostId);
      if (boost) await enter(instance, boost);
    },
    'follow.accepted': async (instance, { followerId, followedId }) => backfill(instance, followerId, followedId),
    'follow.ended': async (instance, { followerId, followedId }) => clear(instance, followerId, followedId),
    'follow.rejected': async (instance, { followerId, followedId }) => clear(instance, followerId, followedId),
    'block.created': async (instance, { accountId, targetId }) => {
      await clear(instance, accountId, targetId);
      await clear(instance, targetId, accountId);
    },
  },
};

const other = alias(follows, 'other');
const relayed = alias(posts, 'relayed');

/** The homes of an author's followers, for a post that neither answers nor passes on. */
const enterFollowers = compiledWrite((tx, value) =>
  tx
    .insert(homeEntries)
    .select(
      tx
        .select({
          ownerId: members.accountId,
          entryId: sql<string>`${value('postId')}`.as('entry_id'),
          authorId: follows.followedId,
        })
        .from(follows)
        .innerJoin(members, eq(members.accountId, follows.followerId))
        .where(and(eq(follows.followedId, value('authorId')), eq(follows.accepted, true))),
    )
    .onConflictDoNothing(),
);

const enter = (instance: Instance, post: Post): Promise<void> =>
  write(instance, async (tx) => {
    // Answers and what is not for everybody are found under the hashtag: a home is not filled with halves of talks.
    if (!post.boostOfId && !post.inReplyToUri && (post.audience === 'public' || post.audience === 'organisation'))
      await enterByTags(tx, { postId: post.id, authorId: post.accountId });
    if (!post.local && !post.boostOfId && !post.inReplyToUri && post.audience !== 'direct')
      return void (await enterFollowers(tx, { postId: post.id, authorId: post.accountId }));
    const entry = {
      entryId: sql<string>`${post.id}`.as('entry_id'),
      authorId: sql<string>`${post.accountId}`.as('author_id'),
    };
    const followers = tx
      .select({ ownerId: members.accountId, ...entry })
      .from(follows)
      .innerJoin(members, eq(members.accountId, follows.followerId))
      .where(
        and(
          eq(follows.followedId, post.accountId),
          eq(follows.accepted, true),
          await knowsBoth(tx, post),
          newTo(tx, post),
        ),
      );
    const named = tx
      .select({ ownerId: members.accountId, ...entry })
      .from(mentions)
      .innerJoin(members, eq(members.accountId, mentions.accountId))
      .where(eq(mentions.postId, post.id));
    await tx
      .insert(homeEntries)
      .select(post.audience === 'direct' ? named : followers)
      .onConflictDoNothing();
    const own = tx
      .select({ ownerId: members.accountId, ...entry })
      .from(members)
      .where(eq(members.accountId, post.accountId));
    if (post.local) await tx.insert(homeEntries).select(own).onConflictDoNothing();
  });

/** What somebody passes on is not shown to who has it in their home already. */
function newTo(tx: Tx, post: Post): SQL | undefined {
  if (!post.boostOfId) return undefined;
  const there = tx
    .select({ id: homeEntries.entryId })
    .from(homeEntries)
    .leftJoin(relayed, eq(relayed.id, homeEntries.entryId))
    .where(
      and(
        eq(homeEntries.ownerId, members.accountId),
        or(eq(homeEntries.entryId, post.boostOfId), eq(relayed.boostOfId, post.boostOfId)),
      ),
    );
  return notExists(there);
}

/** An answer to somebody one does not follow is half of a conversation: it stays out of the home. */
async function knowsBoth(tx: Tx, post: Post): Promise<SQL | undefined> {
  if (!post.inReplyToUri) return undefined;
  const [parent] = await tx
    .select({ accountId: posts.accountId })
    .from(posts)
    .where(eq(posts.id, post.inReplyToId ?? ''));
  if (!parent) return sql`1 = 0`;
  if (parent.accountId === post.accountId) return undefined;
  const alsoFollowed = tx
    .select({ id: other.id })
    .from(other)
    .where(
      and(eq(other.followerId, follows.followerId), eq(other.followedId, parent.accountId), eq(other.accepted, true)),
    );
  return or(eq(follows.followerId, parent.accountId), exists(alsoFollowed));
}

/** A new follow brings the last posts along, so that the home is not empty. */
const backfill = (instance: Instance, followerId: string, followedId: string) =>
  write(instance, async (tx) => {
    const [owner] = await tx.select({ id: members.accountId }).from(members).where(eq(members.accountId, followerId));
    if (!owner) return;
    const recent = await tx
      .select({ id: posts.id })
      .from(posts)
      .where(
        and(
          eq(posts.accountId, followedId),
          isNull(posts.inReplyToUri),
          isNull(posts.deletedAt),
          sql`${posts.audience} <> 'direct'`,
        ),
      )
      .orderBy(desc(posts.id))
      .limit(backfilled);
    if (recent.length)
      await tx
        .insert(homeEntries)
        .values(recent.map((post) => ({ ownerId: followerId, entryId: post.id, authorId: followedId })))
        .onConflictDoNothing();
  });

const clear = (instance: Instance, ownerId: string, authorId: string): Promise<void> =>
  write(instance, async (tx) => {
    await tx.delete(homeEntries).where(and(eq(homeEntries.ownerId, ownerId), eq(homeEntries.authorId, authorId)));
  });
