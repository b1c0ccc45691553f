import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import type { Job, JobHandlers } from '../platform/jobs.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { draftById, type KeptDraft } from './draft.ts';
import { drafts } from './tables.ts';
import { voiceOf } from './voice.ts';
import { writePost } from './write-post.ts';

/** Changed between the look and the write. */
class CalledBack extends Error {}

export const draftJobs: JobHandlers = {
  'posts.publish': async (instance, { draftId, at }: { draftId: string; at: number }, job) => {
    const draft = await draftById(instance, draftId);
    // Called back, or moved to another time, which has a job of its own.
    if (draft?.scheduledAt !== at) return;
    try {
      await publish(instance, draft, job);
    } catch (error) {
      if (error instanceof CalledBack) return;
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      // What it answers is gone, or its author may no longer write: it stays as a draft that says so.
      await write(instance, async (tx) => {
        await job.finish(tx);
        await tx
          .update(drafts)
          .set({ scheduledAt: null, fault: reasonOf(error) })
          .where(and(eq(drafts.id, draftId), eq(drafts.scheduledAt, at)));
      });
    }
  },
};

/** The post, the end of the draft and of the job are one commit: it is published once, whatever is killed when. */
async function publish(instance: Instance, draft: KeptDraft, job: Job) {
  const { author, writtenBy } = await voiceOf(instance, draft.accountId, draft.voice);
  await writePost(instance, author, draft.content, writtenBy, async (tx) => {
    await takeDraft(tx, draft);
    await job.finish(tx);
  });
}

/** Ends a draft in the transaction that publishes it; throws when it is no longer as it was read. */
async function takeDraft(tx: Tx, { id, scheduledAt }: KeptDraft) {
  const [taken] = await tx
    .delete(drafts)
    .where(and(eq(drafts.id, id), eq(drafts.scheduledAt, scheduledAt!)))
    .returning({ id: drafts.id });
  if (!taken) throw new CalledBack();
}

function reasonOf(error: Refusal): KeptDraft['fault'] {
  if (error instanceof Invalid) return Object.values(error.fields)[0] ?? { key: error.key };
  return error.status === 404 ? { key: 'draft.nothingToAnswer' } : { key: error.key, args: error.args };
}
