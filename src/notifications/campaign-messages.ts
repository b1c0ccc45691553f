import { campaigns } from '../campaigns/tables.ts';
import { addTraffic } from '../campaigns/traffic.ts';
import type { Instance } from '../instance.ts';
import { and, count, eq, gt, lte, max } from '../platform/columns.ts';
import { readSetting, writeSetting } from '../platform/settings.ts';
import { write } from '../platform/write.ts';
import { posts } from '../posts/tables.ts';
import { notifications } from './tables.ts';

const cursor = 'campaigns.messages';

/** Counts what members were told of each campaign since the last time, for its report; housekeeping asks this every minute. */
export const countMessages = (instance: Instance): Promise<void> =>
  write(instance, async (tx) => {
    const from = (await readSetting<number>(tx, cursor)) ?? 0;
    const [last] = await tx.select({ id: max(notifications.id) }).from(notifications);
    const to = Number(last?.id ?? 0);
    if (to <= from) return;
    const rows = await tx
      .select({ id: posts.communityId, n: count() })
      .from(notifications)
      .innerJoin(posts, eq(posts.id, notifications.postId))
      .innerJoin(campaigns, eq(campaigns.communityId, posts.communityId))
      .where(and(gt(notifications.id, from), lte(notifications.id, to)))
      .groupBy(posts.communityId);
    for (const { id, n } of rows) await addTraffic(instance, tx, id!, { visits: 0, bytes: 0, messages: n });
    await writeSetting(tx, cursor, to);
  });
