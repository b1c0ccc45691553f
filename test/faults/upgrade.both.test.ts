// deadline: 240 s
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dialect } from '../../src/config.ts';
import { createInstance } from '../../src/instance.ts';
import { sql } from '../../src/platform/columns.ts';
import { migrationsFolder } from '../../src/platform/migration-journal.ts';
import { write } from '../../src/platform/write.ts';
import { withFolder } from '../support/folder.ts';
import { startWorld } from '../support/world.ts';

const require = createRequire(import.meta.url);
/** PostgreSQL undoes a step of its own accord. */
const onSqlite = dialect === 'sqlite' ? test : () => {};

test('F23 a database of a newer version is left alone, with a sentence', async () => {
  const world = await startWorld();
  const { config } = world.instance;
  try {
    const table = sql.raw(`${dialect === 'sqlite' ? '' : 'drizzle.'}__drizzle_migrations`);
    const later = Date.now() + 365 * 86_400_000;
    await write(world.instance, async (tx) => {
      const statement = sql`insert into ${table} (hash, created_at) values ('later', ${later})`;
      await (dialect === 'sqlite' ? tx.run(statement) : (tx as any).execute(statement));
    });
    const error = await createInstance(config).then(
      () => null,
      (fault: Error) => fault,
    );
    assert.match(error?.message ?? '', /newer version of Maillon/);
    assert.not(existsSync(join(config.dataDir, 'before-upgrade.sqlite')));
  } finally {
    await world.stop();
  }
});

const open = (file: string) => new (require('better-sqlite3') as typeof import('better-sqlite3'))(file);

/** A database as it was after the first `steps` steps, with a row that has to last. */
function oldDatabase(folder: string, steps: number) {
  const cut = join(folder, 'migrations');
  cpSync(migrationsFolder('sqlite'), cut, { recursive: true });
  const journal = join(cut, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, steps) }));
  const connection = open(join(folder, 'maillon.sqlite'));
  const { migrate } = require('drizzle-orm/better-sqlite3/migrator');
  const { drizzle } = require('drizzle-orm/better-sqlite3');
  migrate(drizzle(connection), { migrationsFolder: cut });
  connection.exec("insert into events (type, payload, at) values ('post.created', '{}', 1)");
  connection.close();
}

/** What a database is made of, and how much each table holds. */
function stateOf(file: string) {
  const connection = open(file);
  const made = connection.prepare('select name, sql from sqlite_master order by name').all() as { name: string }[];
  const rows = connection.prepare('select count(*) from events').pluck().get();
  const whole = connection.pragma('integrity_check', { simple: true });
  connection.close();
  return { made, rows, whole };
}

/** Opens the database as the server does, in a process that kills itself before its n-th statement. */
async function openUntil(folder: string, n: number): Promise<number | null> {
  const script = `
    const Statement = new (require('better-sqlite3'))(':memory:').prepare('select 1').constructor;
    const run = Statement.prototype.run;
    let ran = 0;
    Statement.prototype.run = function (...values) {
      if (++ran === ${n}) process.kill(process.pid, 'SIGKILL');
      return run.apply(this, values);
    };
    import(${JSON.stringify(join(import.meta.dirname, '../../src/platform/database-sqlite.ts'))})
      .then(({ openSqlite }) => openSqlite(${JSON.stringify(folder)}))
      .then(() => process.exit(ran > 0 ? 0 : 3));`;
  const env = { ...process.env, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['-e', script], { env, cwd: join(import.meta.dirname, '../..') });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

onSqlite('F22 a kill in the middle of an upgrade leaves the database as it was, and the next start ends it', () =>
  withFolder(async (folder) => {
    const place = (name: string) => join(folder, name);
    const file = (name: string) => join(place(name), 'maillon.sqlite');
    mkdirSync(place('fresh'));
    assert.is(await openUntil(place('fresh'), 0), 0);
    const fresh = stateOf(file('fresh'));
    mkdirSync(place('old'));
    oldDatabase(place('old'), 2);
    const old = stateOf(file('old'));

    let n = 1;
    let kills = 0;
    for (; ; n += 4) {
      const name = `killed-${n}`;
      cpSync(place('old'), place(name), { recursive: true });
      const code = await openUntil(place(name), n);
      if (code === 0) break;
      assert.is(code, null, 'killed');
      kills++;
      assert.equal(stateOf(file(name)), old, `statement ${n}`);
      assert.is(await openUntil(place(name), 0), 0);
      const after = stateOf(file(name));
      assert.equal(after.made, fresh.made);
      assert.is(after.rows, old.rows);
      const kept = stateOf(join(place(name), 'before-upgrade.sqlite'));
      assert.equal([kept.made, kept.rows, kept.whole], [old.made, old.rows, 'ok']);
    }
    assert.ok(kills >= 5, `${kills} kills`);
  }),
);

test.run();
