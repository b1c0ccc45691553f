import { monitorEventLoopDelay } from 'node:perf_hooks';
import { accounts } from '../../src/accounts/tables.ts';
import { purge } from '../../src/housekeeping.ts';
import type { Instance } from '../../src/instance.ts';
import { and, count, eq, isNull } from '../../src/platform/columns.ts';
import { writeSetting } from '../../src/platform/settings.ts';
import { write } from '../../src/platform/write.ts';
import { posts } from '../../src/posts/tables.ts';
import type { Bench } from './bench.ts';
import { withOwnWorld } from './own-world.ts';
import { inParts, postRow, remoteAccount } from './seed.ts';
import { withInstance } from './world.ts';

const postCount = 500_000;
const authors = 500;
const dayMs = 86_400_000;

/** 500,000 posts of other servers are older than they are kept: how late the loop is while they go. */
export async function purging(bench: Bench): Promise<void> {
  const wanted = Math.max(1000, Math.round(postCount * bench.size));
  await withOwnWorld(
    async (instance) => {
      await fill(instance, wanted);
      await write(instance, (tx) => writeSetting(tx, 'retention', { remotePosts: 30, usedToo: false }));
    },
    ({ settings }) =>
      withInstance({ settings }, async (instance) => {
        const before = await remotePosts(instance);
        const delay = monitorEventLoopDelay({ resolution: 5 });
        delay.enable();
        const began = performance.now();
        await purge(instance);
        const seconds = (performance.now() - began) / 1000;
        delay.disable();
        const gone = before - (await remotePosts(instance));
        if (!gone) throw new Error('no post was forgotten');
        bench.figure('purge.posts', gone, 'posts');
        bench.figure('purge.time', seconds, 's');
        // The monitor counts its own interval.
        bench.figure('purge.delay.p99', Math.max(0, delay.percentile(99) / 1e6 - 5), 'ms');
        bench.figure('purge.delay.most', Math.max(0, delay.max / 1e6 - 5), 'ms');
      }),
  );
}

async function remotePosts(instance: Instance): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .where(and(eq(posts.local, false), isNull(posts.deletedAt)));
  return row!.n;
}

async function fill(instance: Instance, wanted: number) {
  const now = Date.now();
  const people = Array.from({ length: authors }, (_, n) => remoteAccount(instance.ids(), n, now));
  await inParts(instance, people, (tx, part) => tx.insert(accounts).values(part));
  for (let from = 0; from < wanted; from += 10_000) {
    const rows = Array.from({ length: Math.min(10_000, wanted - from) }, (_, n) => {
      const at = now - 60 * dayMs - (wanted - from - n) * 1000;
      return postRow(instance, instance.ids(at), people[(from + n) % authors]!.id, false, at, from + n);
    });
    await inParts(instance, rows, (tx, part) => tx.insert(posts).values(part));
  }
}
