import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort, startServer } from './server-process.ts';

const Database = createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');
const root = join(import.meta.dirname, '../..');

test('F09 one SQLite in the process, and none of the versions that lose commits', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'maillon-library-'));
  const server = await startServer({ DATA_DIR: dataDir, PORT: String(await freePort()), DATABASE_URL: '' });
  try {
    const maps = readFileSync(`/proc/${server.pid}/maps`, 'utf8').split('\n');
    const libraries = new Set(
      maps.map((line) => line.split(/\s+/)[5] ?? '').filter((path) => /sqlite.*\.(node|so)/.test(path)),
    );
    assert.is(libraries.size, 1, [...libraries].join(', '));
    // Node's own copy is inside the program: it must not be asked to open anything.
    for (const file of globSync('src/**/*.ts', { cwd: root }))
      assert.not.match(readFileSync(join(root, file), 'utf8'), /node:sqlite|@fedify\/sqlite/, file);
  } finally {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
  const version = (new Database(':memory:').prepare('select sqlite_version()').pluck().get() as string)
    .split('.')
    .reduce((sum, part) => sum * 1000 + Number(part), 0);
  assert.ok(version >= 3_051_003, String(version));
});

const writer = `
const [file, name, until] = process.argv.slice(1);
const db = new (require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))}))(file, { timeout: 5000 });
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
const add = db.prepare('insert into t (who) values (?)');
let n = 0;
while (Date.now() < Number(until) || n < 30) {
  db.exec('BEGIN IMMEDIATE');
  add.run(name);
  db.exec('COMMIT');
  if (++n % 20 === 0) db.pragma('wal_checkpoint(RESTART)');
}
console.log(n);
`;

test('F09 two processes that write and checkpoint the same file lose nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-two-'));
  try {
    const file = join(folder, 'two.sqlite');
    const database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.exec('create table t (id integer primary key autoincrement, who text not null)');
    const until = String(Date.now() + 3000);
    const told = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const child = spawn(process.execPath, ['-e', writer, file, name, until], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const [chunk] = await once(child.stdout, 'data');
        await once(child, 'exit');
        return Number(String(chunk));
      }),
    );
    const kept = ['a', 'b'].map((name) => database.prepare('select count(*) from t where who = ?').pluck().get(name));
    assert.equal(kept, told);
    assert.ok(told.every((n) => n > 0));
    assert.is(database.pragma('integrity_check', { simple: true }), 'ok');
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
