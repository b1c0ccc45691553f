import type { Instance } from '../instance.ts';
import { checkAttachments } from '../media/film.ts';
import { holdMedia } from '../media/media.ts';
import { and, asc, count, desc, eq, isNotNull, isNull, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { dropLines, enqueue } from '../platform/jobs.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { drafts } from './tables.ts';
import type { Draft, DraftView, Voice } from './view.ts';
import { voiceOf } from './voice.ts';
import { limits, preparePost } from './write-post.ts';

export type KeptDraft = typeof drafts.$inferSelect;

const mostDrafts = 100;
const mostAheadMs = 366 * 86_400_000;
const undoMs = 3_600_000;
export const lineOf = (draftId: string) => `draft ${draftId}`;

/**
 * Keeps what is not finished, new or `id` again; `at` (Unix ms): to be published then, so it is checked as a post is.
 * Throws Invalid, 422 when there are too many, 404 for a draft of somebody else. Gives its id.
 */
export async function keepDraft(
  instance: Instance,
  accountId: string,
  draft: { id?: string | undefined; content: Draft; voice: Voice; at: number | null },
): Promise<string> {
  const { content, voice, at } = draft;
  if (at === null) checkUnfinished(content);
  else await checkScheduled(instance, accountId, content, voice, at);
  const id = draft.id ?? instance.ids();
  await write(instance, async (tx) => {
    const row = { content, voice, scheduledAt: at, fault: null, updatedAt: instance.clock() };
    if (draft.id) {
      const [known] = await tx.update(drafts).set(row).where(isOwn(accountId, id)).returning({ id: drafts.id });
      if (!known) throw notFound();
      await dropLines(tx, [lineOf(id)]);
    } else {
      const [all] = await tx.select({ n: count() }).from(drafts).where(eq(drafts.accountId, accountId));
      if (all!.n >= mostDrafts) throw new Refusal(422, 'draft.tooMany', { args: { most: mostDrafts } });
      await tx.insert(drafts).values({ ...row, id, accountId });
    }
    await holdMedia(tx, accountId, id, content.mediaIds);
    if (at !== null)
      await enqueue(tx, {
        kind: 'posts.publish',
        lane: 'direct',
        key: lineOf(id),
        payload: { draftId: id, at },
        due: at,
      });
  });
  return id;
}

function checkUnfinished({ text, title, mediaIds, poll }: Draft) {
  if (!text.trim() && !title?.trim() && !mediaIds.length && !poll) throw new Invalid({ text: 'compose.empty' });
  // Twice as long as a post may be: shortening comes later.
  const most = 2 * (title === undefined ? limits : limits.article).text;
  if ([...text].length > most) throw new Invalid({ text: { key: 'compose.tooLong', args: { most } } });
}

async function checkScheduled(instance: Instance, accountId: string, content: Draft, voice: Voice, at: number) {
  if (at <= instance.clock()) throw new Invalid({ schedule: 'schedule.past' });
  if (at > instance.clock() + mostAheadMs) throw new Invalid({ schedule: 'schedule.far' });
  await checkAttachments(instance, accountId, content.mediaIds, { scheduled: true });
  await preparePost(instance, (await voiceOf(instance, accountId, voice)).author, content);
}

const isOwn = (accountId: string, id: string) =>
  and(eq(drafts.id, id), eq(drafts.accountId, accountId), isNull(drafts.droppedAt));

/** One's own draft; 404 for anybody else's (S54). */
export async function ownDraft(instance: Instance, accountId: string, id: string): Promise<KeptDraft> {
  const [draft] = await instance.db.select().from(drafts).where(isOwn(accountId, id));
  if (!draft) throw notFound();
  return draft;
}

/** A draft for the job that publishes it. */
export async function draftById(instance: Instance, id: string): Promise<KeptDraft | null> {
  const [draft] = await instance.db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, id), isNull(drafts.droppedAt)));
  return draft ?? null;
}

/** What is scheduled, next first, and what waits, last changed first. */
export async function draftsOf(instance: Instance, accountId: string) {
  const own = and(eq(drafts.accountId, accountId), isNull(drafts.droppedAt));
  const list = async (which: typeof own, order: ReturnType<typeof asc>) =>
    (await instance.db.select().from(drafts).where(and(own, which)).orderBy(order)).map(viewOf);
  return {
    scheduled: await list(isNotNull(drafts.scheduledAt), asc(drafts.scheduledAt)),
    waiting: await list(isNull(drafts.scheduledAt), desc(drafts.updatedAt)),
  };
}

/** What is scheduled, whole, last made first; `before`: the id of the last one seen. */
export const scheduledOf = (instance: Instance, accountId: string, before?: string, most = 20): Promise<KeptDraft[]> =>
  instance.db
    .select()
    .from(drafts)
    .where(
      and(
        eq(drafts.accountId, accountId),
        isNull(drafts.droppedAt),
        isNotNull(drafts.scheduledAt),
        before ? lt(drafts.id, before) : undefined,
      ),
    )
    .orderBy(desc(drafts.id))
    .limit(most);

/** What the member's drafts hold, for their own archive. */
export const draftContents = (instance: Instance, accountId: string) =>
  instance.db
    .select({ content: drafts.content, scheduledAt: drafts.scheduledAt, updatedAt: drafts.updatedAt })
    .from(drafts)
    .where(and(eq(drafts.accountId, accountId), isNull(drafts.droppedAt)));

function viewOf({ id, content, updatedAt, scheduledAt, fault }: KeptDraft): DraftView {
  const letters = [...(content.title?.trim() || content.text.trim()).split('\n', 1)[0]!];
  const line = letters.length > 120 ? `${letters.slice(0, 119).join('')}…` : letters.join('');
  return { id, line, audience: content.audience, updatedAt, scheduledAt, fault };
}

/** Calls back what is scheduled: it is a draft again. */
export const callBack = (instance: Instance, accountId: string, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const [known] = await tx
      .update(drafts)
      .set({ scheduledAt: null })
      .where(isOwn(accountId, id))
      .returning({ id: drafts.id });
    if (!known) throw notFound();
    await dropLines(tx, [lineOf(id)]);
  });

/** Throws a draft away, called back too; for an hour it can be brought back. */
export const dropDraft = (instance: Instance, accountId: string, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const [known] = await tx
      .update(drafts)
      .set({ droppedAt: instance.clock(), scheduledAt: null })
      .where(isOwn(accountId, id))
      .returning({ id: drafts.id });
    if (!known) throw notFound();
    await dropLines(tx, [lineOf(id)]);
  });

export const restoreDraft = (instance: Instance, accountId: string, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const [known] = await tx
      .update(drafts)
      .set({ droppedAt: null })
      .where(and(eq(drafts.id, id), eq(drafts.accountId, accountId), isNotNull(drafts.droppedAt)))
      .returning({ id: drafts.id });
    if (!known) throw notFound();
  });

/** Its text is being published: the draft ends in the same transaction. */
export async function endDraft(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.delete(drafts).where(isOwn(accountId, id));
  await dropLines(tx, [lineOf(id)]);
}

/** Erases what was thrown away an hour ago; its pictures go as those of no draft do. */
export const purgeDrafts = (instance: Instance): Promise<void> =>
  write(instance, async (tx) => {
    const gone = await tx
      .delete(drafts)
      .where(lt(drafts.droppedAt, instance.clock() - undoMs))
      .returning({ id: drafts.id, accountId: drafts.accountId });
    for (const { id, accountId } of gone) await holdMedia(tx, accountId, id, []);
  });
