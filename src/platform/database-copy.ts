import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Config } from '../config.ts';

const require = createRequire(import.meta.url);
type Where = Pick<Config, 'dataDir' | 'databaseUrl'>;

const sqliteFile = ({ dataDir }: Where) => join(dataDir, 'maillon.sqlite');

/**
 * Writes all that is committed now to the file `to`, while others go on writing: one read transaction (`VACUUM INTO`,
 * or `pg_dump`), so that no write makes it begin anew. Blocks this process; meant for the command line.
 */
export async function copyDatabase(config: Where, to: string): Promise<void> {
  if (config.databaseUrl)
    return postgres(
      'pg_dump',
      ['--format=custom', '--no-owner', '--no-privileges', `--file=${to}`],
      config.databaseUrl,
    );
  const from = sqliteFile(config);
  if (!existsSync(from)) throw new Error(`There is no database in ${config.dataDir}.`);
  const connection = sqlite(from, { readonly: true, timeout: 10_000 });
  try {
    connection.prepare('VACUUM INTO ?').run(to);
  } finally {
    connection.close();
  }
}

/** Whether there is nothing yet where {@link restoreDatabase} would put a copy. */
export async function isDatabaseEmpty(config: Where): Promise<boolean> {
  if (!config.databaseUrl) return !existsSync(sqliteFile(config));
  const { Client } = require('pg') as typeof import('pg');
  const client = new Client({ connectionString: config.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select 1 from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') limit 1`,
    );
    return rows.length === 0;
  } finally {
    await client.end();
  }
}

/** Puts a copy back, whole or not at all. Throws when it is damaged. The SQLite copy is moved, not read. */
export async function restoreDatabase(
  config: Where,
  from: string,
  move: (from: string, to: string) => Promise<void>,
): Promise<void> {
  if (config.databaseUrl)
    return postgres(
      'pg_restore',
      ['--no-owner', '--exit-on-error', '--single-transaction', '--dbname=', from],
      config.databaseUrl,
    );
  const connection = sqlite(from, { readonly: true });
  try {
    const verdict = connection.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new Error(`The database in the backup is damaged: ${verdict}`);
  } finally {
    connection.close();
  }
  await move(from, sqliteFile(config));
}

function sqlite(path: string, options: { readonly: boolean; timeout?: number }) {
  const SqliteFile = require('better-sqlite3') as typeof import('better-sqlite3');
  return new SqliteFile(path, options);
}

/** Runs a program of PostgreSQL; the password goes by its environment, where other users do not see it. */
function postgres(program: string, args: string[], databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  const sslMode = url.searchParams.get('sslmode');
  const env = {
    PGHOST: url.searchParams.get('host') ?? url.hostname,
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: database,
    ...(sslMode && { PGSSLMODE: sslMode }),
  };
  const named = args.map((arg) => (arg === '--dbname=' ? `--dbname=${database}` : arg));
  return new Promise((resolve, reject) => {
    const child = spawn(findProgram(program), named, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed: ${said.trim()}`))));
  });
}

/** The newest version first: `pg_dump` reads older servers, not newer ones. */
function findProgram(program: string): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '/usr/bin', '/usr/local/bin'];
  const found = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
  if (!found) throw new Error(`${program} is not installed: it comes with the client programs of PostgreSQL.`);
  return found;
}
