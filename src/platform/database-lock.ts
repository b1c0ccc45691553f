import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Sqlite from 'better-sqlite3';
import type { Config } from '../config.ts';

const require = createRequire(import.meta.url);

/**
 * Holds each role of this process in DATA_DIR as long as it lives: on SQLite two workers would do the same jobs (F24).
 * The lock is that of an empty SQLite file, which the system frees when a process ends, however it ends. Nothing on
 * PostgreSQL, where processes share the work. Throws, in words an operator can act on, when another holds a role.
 */
export function holdRoles({ dataDir, databaseUrl, roles }: Pick<Config, 'dataDir' | 'databaseUrl' | 'roles'>): {
  release(): void;
} {
  const held: Sqlite.Database[] = [];
  const release = () => {
    for (const lock of held.splice(0)) lock.close();
  };
  if (databaseUrl) return { release };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  for (const role of roles) {
    const lock = hold(join(dataDir, `${role}.lock`));
    if (!lock) {
      release();
      throw new Error(
        `Another process is the ${role} of the instance in ${dataDir}: stop it first. Several processes need PostgreSQL (DATABASE_URL).`,
      );
    }
    held.push(lock);
  }
  return { release };
}

/** The open file, locked until it is closed; null when another holds it. */
function hold(file: string): Sqlite.Database | null {
  const SqliteFile = require('better-sqlite3') as typeof import('better-sqlite3');
  const lock = new SqliteFile(file, { timeout: 2000 });
  try {
    lock.pragma('journal_mode = OFF');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}
