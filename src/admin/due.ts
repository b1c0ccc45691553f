import { departedMembers } from '../accounts/departed-tables.ts';
import { signIns } from '../accounts/sign-in-tables.ts';
import { outgoing, received } from '../federation/tables.ts';
import type { Instance } from '../instance.ts';
import { media } from '../media/tables.ts';
import { postsUnderReport } from '../moderation/read-reports.ts';
import { auditLog, reports } from '../moderation/tables.ts';
import { notifications } from '../notifications/tables.ts';
import { and, count, eq, isNotNull, lt, type SQL } from '../platform/columns.ts';
import type { Period, Retention } from '../platform/retention.ts';
import { deadJobs, events } from '../platform/tables.ts';
import { countForgettable } from '../posts/forget-remote.ts';
import { tombstones } from '../posts/tables.ts';

/** How many rows the next purge would take with these periods; of posts, those among the {@link mostLooked} oldest, null when they stay. */
export type Due = Record<Period, number> & { posts: { n: number; all: boolean } | null };

export const mostLooked = 10_000;
const day = 86_400_000;

/** Only counts: what goes is each room's own affair (`housekeeping.ts`). */
export async function dueNow(instance: Instance, kept: Retention): Promise<Due> {
  const before = (days: number) => instance.clock() - days * day;
  const rows = async (table: Parameters<ReturnType<typeof instance.db.select>['from']>[0], where: SQL | undefined) => {
    const [row] = await instance.db.select({ n: count() }).from(table).where(where);
    return row!.n;
  };
  const traces = before(kept.traces);
  return {
    events: await rows(events, lt(events.at, before(kept.events))),
    traces:
      (await rows(tombstones, lt(tombstones.at, traces))) +
      (await rows(received, and(eq(received.activity, ''), lt(received.receivedAt, traces)))) +
      (await rows(outgoing, lt(outgoing.createdAt, traces))) +
      (await rows(deadJobs, lt(deadJobs.diedAt, traces))),
    copies: await rows(
      media,
      and(eq(media.state, 'ready'), isNotNull(media.remoteUrl), lt(media.usedAt, before(kept.copies))),
    ),
    notices: await rows(notifications, lt(notifications.createdAt, before(kept.notices))),
    signIns: await rows(signIns, lt(signIns.at, before(kept.signIns))),
    audit: await rows(auditLog, lt(auditLog.at, before(kept.audit))),
    reports: await rows(reports, lt(reports.resolvedAt, before(kept.reports))),
    identities: await rows(departedMembers, lt(departedMembers.leftAt, before(kept.identities))),
    posts:
      kept.remotePosts === null
        ? null
        : await countForgettable(
            instance,
            {
              before: before(kept.remotePosts),
              usedToo: kept.usedToo,
              except: await postsUnderReport(instance),
            },
            mostLooked,
          ),
  };
}
