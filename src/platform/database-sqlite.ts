import { chmodSync, closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Sqlite from 'better-sqlite3';
import type { Database, Reader, Tx } from './database.ts';
import { codeOf, groupCommit } from './group-commit.ts';
import { migrationsFolder, stepsAfter } from './migration-journal.ts';
import { keepStatements } from './sqlite-statements.ts';

const require = createRequire(import.meta.url);
const lowest = [3, 51, 3];

/** Opens `maillon.sqlite` in `folder`: one connection reads, another writes. */
export async function openSqlite(folder: string): Promise<Database> {
  const SqliteFile = require('better-sqlite3') as typeof import('better-sqlite3');
  const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
  const { migrate } = require('drizzle-orm/better-sqlite3/migrator');

  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'maillon.sqlite');
  // A folder that was there before may be open to others; the log beside the file takes its mode (S122).
  closeSync(openSync(file, 'a', 0o600));
  const writing = connect(new SqliteFile(file, { timeout: 0 }));
  refuseOldLibrary(writing);
  keepAsItWas(writing, folder);
  migrate(drizzle(writing), { migrationsFolder: migrationsFolder('sqlite') });
  keepStatements(writing);
  const reading = keepStatements(connect(new SqliteFile(file, { timeout: 250 })));
  reading.pragma('query_only = ON');

  const listeners = new Set<() => void>();
  const tx = drizzle(writing) as unknown as Tx;
  const group = groupCommit<Tx>(
    {
      // BEGIN IMMEDIATE by hand: drizzle's own `transaction` refuses what is asynchronous.
      begin: () => {
        writing.prepare('BEGIN IMMEDIATE').run();
        return tx;
      },
      exec: (statement) => void writing.prepare(statement).run(),
      inTransaction: () => writing.inTransaction,
      end: () => {},
      isBusy: (error) => codeOf(error).startsWith('SQLITE_BUSY'),
      mustRepeat: () => false,
    },
    () => {
      for (const listener of listeners) listener();
    },
  );
  return {
    reader: drizzle(reading) as unknown as Reader,
    write: group.write,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shared: false,
    close: async () => {
      await group.settled();
      reading.close();
      writing.close();
    },
  };
}

function connect(connection: Sqlite.Database): Sqlite.Database {
  connection.pragma('journal_mode = WAL');
  // WAL's own default, NORMAL, loses the last commits when the power fails (F08).
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('journal_size_limit = 67108864');
  connection.pragma('temp_store = MEMORY');
  return connection;
}

/**
 * Before a database that is in use goes through new steps, a copy of it is laid beside it, in place of the one of the
 * upgrade before: what went wrong with an upgrade can be undone without a backup (F22). Throws for a newer database.
 */
function keepAsItWas(connection: Sqlite.Database, folder: string) {
  const used = connection.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!used) return;
  const applied = connection.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number | null;
  if (!stepsAfter('sqlite', applied).length || applied === null) return;
  const [copy, partial] = [join(folder, 'before-upgrade.sqlite'), join(folder, 'before-upgrade.partial')];
  rmSync(partial, { force: true });
  connection.prepare('VACUUM INTO ?').run(partial);
  chmodSync(partial, 0o600);
  renameSync(partial, copy);
}

/** SQLite before 3.51.3 can lose committed writes with two connections in WAL mode (F09, S121). */
function refuseOldLibrary(connection: Sqlite.Database) {
  const version = connection.prepare('select sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  for (const [place, least] of lowest.entries()) {
    if (parts[place]! > least) return;
    if (parts[place]! < least) throw new Error(`SQLite ${version} is too old: ${lowest.join('.')} or newer is needed.`);
  }
}
