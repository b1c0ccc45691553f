import type { Instance } from '../instance.ts';
import { and, asc, count, eq, isNull } from '../platform/columns.ts';
import { record, type Subscriber } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { postById } from '../posts/post.ts';
import type { ReportEvent } from './reports.ts';
import { reports } from './tables.ts';

/** A report as the hosts of a community read it: who reported is not in it (S119). */
export interface HostReport {
  id: number;
  targetId: string;
  postIds: string[];
  comment: string;
  createdAt: number;
}

const waiting = (communityId: string) =>
  and(eq(reports.communityId, communityId), isNull(reports.hostsResolvedAt), isNull(reports.resolvedAt));

/** What was reported in a community and waits for its hosts, the oldest first. */
export const hostReports = (instance: Instance, communityId: string): Promise<HostReport[]> =>
  instance.db
    .select({
      id: reports.id,
      targetId: reports.targetId,
      postIds: reports.postIds,
      comment: reports.comment,
      createdAt: reports.createdAt,
    })
    .from(reports)
    .where(waiting(communityId))
    .orderBy(asc(reports.id))
    .limit(100);

export async function countHostReports(instance: Instance, communityId: string): Promise<number> {
  const [row] = await instance.db.select({ n: count() }).from(reports).where(waiting(communityId));
  return row!.n;
}

/** The hosts have looked, and leave the post where it is; the instance's moderators still judge for themselves. */
export const dismissReport = (instance: Instance, communityId: string, id: number): Promise<void> =>
  write(instance, async (tx) => {
    const [row] = await tx
      .update(reports)
      .set({ hostsResolvedAt: instance.clock(), hostsOutcome: 'none' })
      .where(and(eq(reports.id, id), waiting(communityId)))
      .returning({ reporterId: reports.reporterId });
    if (!row) throw notFound();
    const { reporterId } = row;
    await record<ReportEvent>(tx, { type: 'report.settled', reportId: id, reporterId, communityId });
  });

/** A post that its hosts took out answers what was reported about it, here and where the report came from. */
export const hostReportsSubscriber: Subscriber = {
  name: 'host-reports',
  on: {
    'post.deleted': async (instance, { postId, removed }) => {
      const post = removed ? await postById(instance, postId) : null;
      if (!post?.communityId) return;
      const communityId = post.communityId;
      await write(instance, async (tx) => {
        const open = await tx
          .select()
          .from(reports)
          .where(and(eq(reports.targetId, post.accountId), waiting(communityId)));
        for (const { id, reporterId, postIds } of open) {
          if (!postIds.includes(postId)) continue;
          await tx
            .update(reports)
            .set({ hostsResolvedAt: instance.clock(), hostsOutcome: 'removed' })
            .where(eq(reports.id, id));
          await record<ReportEvent>(tx, { type: 'report.settled', reportId: id, reporterId, communityId });
        }
      });
    },
  },
};
