import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';

type Where = Pick<Config, 'dataDir' | 'databaseUrl'>;

export interface Check {
  /** Unix milliseconds. */
  at: number;
  /** `ok`, or what SQLite found wrong. */
  verdict: string;
}

/**
 * Looks whether the pages of the built-in database hold together (F07), in a process of its own, last in line for the
 * processor: it reads the whole file. Null when `signal` ended it, and on PostgreSQL, which has its own checksums.
 */
export async function checkDatabase(config: Where, at: number, signal?: AbortSignal): Promise<Check | null> {
  if (config.databaseUrl) return null;
  const verdict = await new Promise<string>((resolve) => {
    const file = join(config.dataDir, 'maillon.sqlite');
    execFile(process.execPath, [import.meta.filename, file], { maxBuffer: 100_000, signal }, (error, said, fault) =>
      resolve(error ? (fault || error.message).trim().slice(0, 300) : said.trim()),
    );
  });
  if (signal?.aborted) return null;
  const check = { at, verdict };
  await writeFile(place(config), JSON.stringify(check), { mode: 0o600 });
  return check;
}

/** What the last {@link checkDatabase} found; null when there was none. */
export const lastCheck = (config: Where): Promise<Check | null> =>
  readFile(place(config), 'utf8').then(
    (text) => JSON.parse(text) as Check,
    () => null,
  );

const place = ({ dataDir }: Where) => join(dataDir, 'last-check.json');

if (process.argv[1] === import.meta.filename) {
  setPriority(constants.priority.PRIORITY_LOW);
  const SqliteFile = createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');
  const connection = new SqliteFile(process.argv[2]!, { readonly: true, fileMustExist: true });
  const found = connection.pragma('quick_check(5)') as { quick_check: string }[];
  console.log(found.map((row) => row.quick_check).join('; '));
}
