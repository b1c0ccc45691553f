import { rm } from 'node:fs/promises';
import { forgetAccount } from '../accounts/forget-account.ts';
import { forgetInCampaigns } from '../campaigns/forget-person.ts';
import { forgetInCommunities } from '../communities/forget-person.ts';
import { rolesEnd } from '../communities/hosts.ts';
import { forgetOutgoing } from '../federation/purge.ts';
import type { Instance } from '../instance.ts';
import { forgetMedia } from '../media/media.ts';
import { forgetReports } from '../moderation/reports.ts';
import { forgetNotices } from '../notifications/notifications.ts';
import { eq } from '../platform/columns.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { compactWords } from '../platform/full-text.ts';
import { enqueue, type JobHandler } from '../platform/jobs.ts';
import { within, write } from '../platform/write.ts';
import { forgetAttendances } from '../posts/attend.ts';
import { erasePostsOf, forgetReader } from '../posts/forget-posts.ts';
import { importedPosts, transfers } from './tables.ts';
import { transferFile, transferIdsOf } from './transfer.ts';

/** An account is gone, ours or another's whose server says so: what it left here goes too (GDPR article 17, L04). */
export const dataSubscriber: Subscriber = {
  name: 'data',
  on: {
    'account.deleted': (instance: Instance, { accountId }: { accountId: string }) =>
      write(instance, (tx) =>
        enqueue(tx, { kind: 'data.erase', lane: 'backfill', key: `data ${accountId}`, payload: { accountId } }),
      ),
  },
};

/**
 * Erases in small steps, so that nobody waits for a large account; what a crash interrupts is taken up again. The
 * Delete that goes to other servers, and the key that signs it, outlive it (`federation/purge.ts`).
 */
export const eraseData: JobHandler = async (instance, { accountId }: { accountId: string }, job) => {
  for (const id of await transferIdsOf(instance, accountId))
    for (const path of [transferFile(instance, id), `${transferFile(instance, id)}.partial`])
      await rm(path, { force: true });
  while (await erasePostsOf(instance, accountId)) job.alive();
  await write(instance, async (tx) => {
    await forgetAttendances(within(instance, tx), tx, accountId);
    await rolesEnd(within(instance, tx), accountId);
    await forgetInCommunities(tx, accountId);
    await forgetInCampaigns(within(instance, tx), tx, accountId);
    await forgetReader(tx, accountId);
    await forgetMedia(tx, accountId);
    await forgetNotices(tx, accountId);
    await forgetReports(tx, accountId);
    await forgetOutgoing(tx, accountId);
    await forgetAccount(tx, accountId);
    for (const own of [transfers, importedPosts]) await tx.delete(own).where(eq(own.accountId, accountId));
    // Once a day at most, however many go.
    const due = instance.clock() + 24 * 3_600_000;
    await enqueue(tx, { kind: 'data.compact', lane: 'backfill', key: 'compact', payload: {}, due });
    await job.finish(tx);
  });
};

/** What was erased leaves the index of words too. */
export const compact: JobHandler = async (instance, _payload, job) => {
  while (await write(instance, compactWords)) job.alive();
};
