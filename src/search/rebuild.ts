import { and, asc, gt, isNull } from '../platform/columns.ts';
import { enqueue, type JobHandlers } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { posts } from '../posts/tables.ts';
import { keepPost } from './subscriber.ts';

const batch = 100;

/**
 * Keeps the words of every post anew, a hundred at a time: asked for by a migration that changes what is kept.
 * `after`: id of the last one done, '' at first.
 */
export const searchJobs: JobHandlers = {
  'search.rebuild': (instance, { after }: { after: string }, job) =>
    write(instance, async (tx) => {
      const rows = await tx
        .select({ id: posts.id })
        .from(posts)
        .where(and(gt(posts.id, after), isNull(posts.boostOfId)))
        .orderBy(asc(posts.id))
        .limit(batch);
      for (const { id } of rows) await keepPost(within(instance, tx), tx, id);
      await job.finish(tx);
      if (rows.length === batch)
        await enqueue(tx, {
          kind: 'search.rebuild',
          lane: 'backfill',
          key: 'search',
          payload: { after: rows.at(-1)!.id },
        });
    }),
};
