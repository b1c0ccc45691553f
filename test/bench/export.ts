import { statSync } from 'node:fs';
import type { Account } from '../../src/accounts/account.ts';
import { accounts } from '../../src/accounts/tables.ts';
import { beginTransfer, latestTransfer, transferFile } from '../../src/data/transfer.ts';
import type { Instance } from '../../src/instance.ts';
import { media } from '../../src/media/tables.ts';
import { eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { posts } from '../../src/posts/tables.ts';
import { startServer } from '../faults/server-process.ts';
import { type Bench, memoryOf, rest } from './bench.ts';
import { keepPicture, withOwnWorld } from './own-world.ts';
import { inParts, postRow } from './seed.ts';
import { withInstance } from './world.ts';

const postCount = 20_000;
const mediaMebibytes = 2048;
const patienceMs = 1_800_000;

/** A member takes 20,000 posts and 2 GiB of pictures away: how long, and what the server needs of memory meanwhile. */
export async function exporting(bench: Bench): Promise<void> {
  const [count, pictures] = [postCount, mediaMebibytes].map((full) => Math.max(1, Math.round(full * bench.size)));
  let id = '';
  await withOwnWorld(
    async (instance, malik) => {
      id = malik.id;
      await fill(instance, malik, count!, pictures!);
    },
    async ({ settings }) => {
      const server = await startServer(settings);
      await rest(2000);
      const idle = memoryOf(server.pid).now;
      const began = performance.now();
      await withInstance({ settings }, async (instance) => {
        await beginTransfer(instance, { accountId: id, direction: 'export', kind: 'archive' });
        const samples: number[] = [];
        for (;;) {
          await rest(100);
          samples.push(memoryOf(server.pid).now);
          const state = (await latestTransfer(instance, id, 'export'))!;
          if (state.state === 'failed' || performance.now() - began > patienceMs) throw new Error('the export failed');
          if (state.state !== 'ready') continue;
          const seconds = (performance.now() - began) / 1000;
          const bytes = statSync(transferFile(instance, state.id)).size;
          bench.figure('export.posts', count!, 'posts');
          bench.figure('export.bytes', bytes / 1024 / 1024, 'MiB');
          bench.figure('export.time', seconds, 's');
          bench.figure('export.memory.idle', idle, 'MiB');
          bench.figure('export.memory.most', Math.max(...samples), 'MiB');
          // Flat: the second half needs no more than the first.
          const half = samples.length >> 1;
          const [first, second] = [samples.slice(0, half), samples.slice(half)].map((part) => Math.max(idle, ...part));
          bench.figure('export.memory.growth', second! - first!, 'MiB, second half against first');
          return;
        }
      });
      await server.stop();
    },
  );
}

async function fill(instance: Instance, malik: Account, count: number, pictures: number) {
  const now = Date.now();
  const rows = Array.from({ length: count }, (_, n) => {
    const at = now - (count - n) * 60_000;
    return { ...postRow(instance, instance.ids(at), malik.id, true, at, n), source: 'Une phrase. '.repeat(20) };
  });
  await inParts(instance, rows, (tx, part) => tx.insert(posts).values(part));
  const files = Array.from({ length: pictures }, (_, n) => ({
    id: instance.ids(),
    accountId: malik.id,
    postId: rows[Math.floor((n * count) / pictures)]!.id,
    kind: 'image' as const,
    file: keepPicture(instance, 1),
    bytes: 1024 * 1024,
    createdAt: now,
  }));
  await inParts(instance, files, (tx, part) => tx.insert(media).values(part));
  await write(instance, (tx) => tx.update(accounts).set({ posts: count }).where(eq(accounts.id, malik.id)));
}
