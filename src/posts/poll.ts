import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq, isNull, lte, sql } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { PostEvent } from './events.ts';
import { visiblePost } from './post.ts';
import { polls, posts, votes } from './tables.ts';

export type Poll = typeof polls.$inferSelect;

export async function pollOf(instance: Instance, postId: string): Promise<Poll | null> {
  const [poll] = await instance.db.select().from(polls).where(eq(polls.postId, postId));
  return poll ?? null;
}

/** Votes for `choices` (places in the list), once; throws Invalid, 404, or 409 when it is closed or already done (S71). */
export const vote = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  postId: string,
  choices: number[],
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const post = await visiblePost(inside, viewer, postId);
    const poll = await pollOf(inside, postId);
    if (!poll) throw notFound();
    const wanted = [...new Set(choices)];
    if (!wanted.length || wanted.some((choice) => !poll.options[choice]) || (!poll.multiple && wanted.length > 1))
      throw new Invalid({ choice: 'poll.choose' });
    if (isClosed(poll, instance.clock())) throw new Refusal(409, 'poll.isClosed');
    if (post.accountId === viewer.accountId) throw new Refusal(409, 'poll.own');
    const mine = await tx
      .select({ choice: votes.choice })
      .from(votes)
      .where(and(eq(votes.postId, postId), eq(votes.accountId, viewer.accountId)));
    // A remote voter sends one activity per choice: further choices are added, on a poll that takes several.
    const added = wanted.filter((choice) => !mine.some((known) => known.choice === choice));
    if (mine.length && (viewer.local || !poll.multiple || !added.length)) throw new Refusal(409, 'poll.voted');
    await tx
      .insert(votes)
      .values(added.map((choice) => ({ postId, accountId: viewer.accountId, choice, createdAt: instance.clock() })));
    const options = poll.options.map((option, place) =>
      added.includes(place) ? { ...option, votes: option.votes + 1 } : option,
    );
    await tx
      .update(polls)
      .set({ options, voters: poll.voters + (mine.length ? 0 : 1) })
      .where(eq(polls.postId, postId));
    await touch(tx, postId);
    await record<PostEvent>(tx, { type: 'poll.voted', postId, accountId: viewer.accountId, choices: added });
  });

export const isClosed = (poll: Pick<Poll, 'endsAt' | 'closedAt'>, now: number) =>
  poll.closedAt !== null || (poll.endsAt !== null && poll.endsAt <= now);

/** Closes the polls whose time has come: `poll.closed` tells those who voted. Called each minute. */
export async function closePolls(instance: Instance): Promise<void> {
  const due = await instance.db
    .select({ postId: polls.postId })
    .from(polls)
    .where(and(isNull(polls.closedAt), lte(polls.endsAt, instance.clock())))
    .limit(100);
  for (const { postId } of due)
    await write(instance, async (tx) => {
      const [closed] = await tx
        .update(polls)
        .set({ closedAt: instance.clock() })
        .where(and(eq(polls.postId, postId), isNull(polls.closedAt)))
        .returning({ postId: polls.postId });
      if (!closed) return;
      await touch(tx, postId);
      await record<PostEvent>(tx, { type: 'poll.closed', postId });
    });
}

/** Figures that its own server gives for a remote poll. */
export async function saveTallies(
  tx: Tx,
  postId: string,
  said: Pick<Poll, 'options' | 'voters' | 'endsAt' | 'closedAt'>,
): Promise<void> {
  await tx.update(polls).set(said).where(eq(polls.postId, postId));
}

/** Who voted: to tell them how it ended. */
export async function votersOf(instance: Instance, postId: string): Promise<string[]> {
  const rows = await instance.db.selectDistinct({ id: votes.accountId }).from(votes).where(eq(votes.postId, postId));
  return rows.map((row) => row.id);
}

const touch = (tx: Tx, postId: string) =>
  tx
    .update(posts)
    .set({ version: sql`${posts.version} + 1` })
    .where(eq(posts.id, postId));
