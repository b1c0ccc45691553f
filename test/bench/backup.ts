import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, accountByHandle } from '../../src/accounts/account.ts';
import type { Instance } from '../../src/instance.ts';
import { media } from '../../src/media/tables.ts';
import { write } from '../../src/platform/write.ts';
import { writePost } from '../../src/posts/write-post.ts';
import { type Bench, percentile, rest } from './bench.ts';
import { keepPicture, withOwnWorld } from './own-world.ts';
import { withInstance } from './world.ts';

const mebibytes = 5 * 1024;
const each = 4;
const writesPerSecond = 200;

/** 5 GiB are copied while members write 200 times a second, and are put back: as an operator does both. */
export async function backup(bench: Bench): Promise<void> {
  const files = Math.max(1, Math.round((mebibytes * bench.size) / each));
  await withOwnWorld(
    (instance, malik) => fill(instance, malik, files),
    async ({ folder, settings }) => {
      const file = join(folder, 'instance.tar');
      await withInstance({ settings }, async (instance) => {
        const stop = startWriting(instance, (await accountByHandle(instance, 'malik'))!);
        await rest(1000);
        const began = performance.now();
        await maillon('backup', file, settings);
        const seconds = (performance.now() - began) / 1000;
        const { times, perSecond } = await stop();
        const size = statSync(file).size / 1024 / 1024;
        bench.figure('backup.bytes', size, 'MiB');
        bench.figure('backup.time', seconds, 's');
        bench.figure('backup.speed', size / seconds, 'MiB/s');
        bench.figure('backup.writes', perSecond, '/s meanwhile');
        bench.figure('backup.write.p99', percentile(times, 0.99), 'ms');
      });
      const began = performance.now();
      await maillon('restore', file, { ...settings, DATA_DIR: join(folder, 'restored') });
      bench.figure('restore.time', (performance.now() - began) / 1000, 's');
    },
  );
}

async function fill(instance: Instance, malik: Account, files: number) {
  for (let n = 0; n < files; n++) {
    const row = { id: instance.ids(), accountId: malik.id, kind: 'image' as const, bytes: each * 1024 * 1024 };
    const kept = { ...row, file: keepPicture(instance, each), createdAt: Date.now() };
    await write(instance, (tx) => tx.insert(media).values(kept));
  }
}

/** Posts at the wanted pace, until it is told to stop; each write's time in ms. */
function startWriting(instance: Instance, author: Account) {
  const times: number[] = [];
  const under = new Set<Promise<unknown>>();
  const began = performance.now();
  let asked = 0;
  const timer = setInterval(() => {
    for (; asked < ((performance.now() - began) / 1000) * writesPerSecond; asked++) {
      const from = performance.now();
      const one = writePost(instance, author, {
        text: `Billet ${asked}`,
        ...{ notice: '', language: 'fr', audience: 'public', inReplyToId: null, mediaIds: [], poll: null },
      }).then(() => {
        times.push(performance.now() - from);
        under.delete(one);
      });
      under.add(one);
    }
  }, 5);
  return async () => {
    clearInterval(timer);
    await Promise.all(under);
    return { times, perSecond: times.length / ((performance.now() - began) / 1000) };
  };
}

const cli = join(import.meta.dirname, '../../src/cli.ts');
const maillon = (command: string, file: string, settings: Record<string, string>) =>
  new Promise<void>((done, fail) =>
    execFile(process.execPath, [cli, command, file], { env: { ...process.env, ...settings } }, (error, out, fault) =>
      error ? fail(new Error(`${command}: ${out}${fault}`)) : done(),
    ),
  );
