import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';

const Database = createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');

/** What the machine can do at most: RSA-2048 on one core, commits that are on disk. */
export async function limits(bench: Bench): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const data = Buffer.alloc(300, 'x');
  const signature = sign('sha256', data, privateKey);
  bench.figure(
    'limit.rsa2048.sign',
    repeat(2, () => void sign('sha256', data, privateKey)),
    '/s per core',
  );
  bench.figure(
    'limit.rsa2048.verify',
    repeat(1, () => void verify('sha256', data, publicKey, signature)),
    '/s per core',
  );

  const folder = mkdtempSync(join(tmpdir(), 'maillon-bench-'));
  try {
    const database = new Database(join(folder, 'raw.sqlite'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('create table t (id integer primary key, text text not null)');
    const insert = database.prepare('insert into t (text) values (?)');
    const text = 'x'.repeat(2000);
    bench.figure(
      'limit.sqlite.commits',
      repeat(2, () => void insert.run(text)),
      '/s, 2 kB, synchronous=FULL',
    );
    const many = database.transaction(() => {
      for (let n = 0; n < 50; n++) insert.run(text);
    });
    bench.figure('limit.sqlite.rows', 50 * repeat(2, () => void many()), '/s, 2 kB, 50 a commit');
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How often in a second `work` can be done, tried for so long. */
function repeat(seconds: number, work: () => void): number {
  for (let n = 0; n < 20; n++) work();
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  while (performance.now() < until) {
    work();
    done++;
  }
  return (done * 1000) / (performance.now() - began);
}
