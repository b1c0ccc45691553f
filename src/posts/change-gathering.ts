import type { Instance } from '../instance.ts';
import { and, eq, gt, isNull, lte, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { moveUp } from './attend.ts';
import { editPost } from './edit-post.ts';
import type { PostEvent } from './events.ts';
import { type Gathering, gatheringColumns, gatheringFaults, gatheringOf, mayOrganise } from './gathering.ts';
import { gatherings } from './gathering-tables.ts';
import { ownPost, type Post, visiblePost } from './post.ts';
import { posts } from './tables.ts';
import type { GatheringDraft } from './view.ts';

/**
 * Changes one's own event and what is said of it; who comes is told when it is at another time or place. More places let
 * in who waits; fewer send nobody away. Throws Invalid, 404, or 409 when it is cancelled.
 */
export async function changeGathering(
  instance: Instance,
  accountId: string,
  id: string,
  words: { title: string; text: string; language: string | null },
  changes: GatheringDraft,
): Promise<void> {
  const post = await ownPost(instance, accountId, id);
  const known = await gatheringOf(instance, id);
  if (!known || !post.local) throw notFound();
  if (known.cancelledAt !== null) throw new Refusal(409, 'gathering.isCancelled');
  const begins = changes.startsAt === known.startsAt ? null : instance.clock();
  const faults = gatheringFaults({ title: words.title, communityId: post.communityId }, changes, begins);
  if (Object.keys(faults).length) throw new Invalid(faults);
  await write(instance, async (tx) => {
    const inside = within(instance, tx);
    await editPost(inside, accountId, id, { ...words, notice: '' });
    const row = gatheringColumns({ ...changes, answersUntil: untilOf(known, changes, instance.clock()) });
    const moved = isMoved(known, row);
    await tx
      .update(gatherings)
      .set({ ...row, ...(known.startsAt !== row.startsAt && { remindedAt: null }) })
      .where(eq(gatherings.postId, id));
    await moveUp(inside, tx, id);
    if (moved) await record<PostEvent>(tx, { type: 'gathering.changed', postId: id });
  });
}

/** Requests that were closed stay closed: who asked may have been published. */
const untilOf = (known: Gathering, { answersUntil }: GatheringDraft, now: number) =>
  known.joinMode === 'restricted' && known.answersUntil !== null && known.answersUntil <= now
    ? known.answersUntil
    : answersUntil;

/** At another time or place: who comes has to know. */
export const isMoved = (
  before: Pick<Gathering, 'startsAt' | 'endsAt' | 'place' | 'address' | 'link'>,
  after: Pick<Gathering, 'startsAt' | 'endsAt' | 'place' | 'address' | 'link'>,
) => (['startsAt', 'endsAt', 'place', 'address', 'link'] as const).some((name) => before[name] !== after[name]);

/** An event that the viewer answers for; 404 when they may not read it, 403 when they may but do not organise it. */
export async function organisedPost(instance: Instance, accountId: string, id: string): Promise<Post> {
  const post = await visiblePost(instance, { accountId, local: true }, id);
  if (!post.hasGathering) throw notFound();
  if (!(await mayOrganise(instance, accountId, post))) throw new Refusal(403, 'gathering.organisersOnly');
  return post;
}

/** It does not take place: who comes or waits is told, here and elsewhere. Twice changes nothing. */
export async function cancelGathering(instance: Instance, accountId: string, id: string): Promise<void> {
  await organisedPost(instance, accountId, id);
  await write(instance, async (tx) => {
    const cancelled = await tx
      .update(gatherings)
      .set({ cancelledAt: instance.clock() })
      .where(and(eq(gatherings.postId, id), isNull(gatherings.cancelledAt)))
      .returning({ id: gatherings.postId });
    if (!cancelled.length) return;
    await tx
      .update(posts)
      .set({ version: sql`${posts.version} + 1`, editedAt: instance.clock() })
      .where(eq(posts.id, id));
    await record<PostEvent>(tx, { type: 'gathering.cancelled', postId: id });
    await record<PostEvent>(tx, { type: 'post.edited', postId: id });
  });
}

const aheadMs = 24 * 3_600_000;

/** Reminds of what begins within a day, once. Called each minute. */
export async function remindOfGatherings(instance: Instance): Promise<void> {
  const now = instance.clock();
  const due = and(
    isNull(gatherings.remindedAt),
    isNull(gatherings.cancelledAt),
    gt(gatherings.startsAt, now),
    lte(gatherings.startsAt, now + aheadMs),
  );
  const rows = await instance.db.select({ postId: gatherings.postId }).from(gatherings).where(due).limit(100);
  for (const { postId } of rows)
    await write(instance, async (tx) => {
      const reminded = await tx
        .update(gatherings)
        .set({ remindedAt: now })
        .where(and(eq(gatherings.postId, postId), due))
        .returning({ postId: gatherings.postId });
      if (reminded.length) await record<PostEvent>(tx, { type: 'gathering.soon', postId });
    });
}
