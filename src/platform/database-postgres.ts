import { createRequire } from 'node:module';
import type * as Pg from 'pg';
import type { Database, Reader, Tx } from './database.ts';
import { codeOf, groupCommit } from './group-commit.ts';
import { migrationsFolder, stepsAfter } from './migration-journal.ts';

const require = createRequire(import.meta.url);

/** Opens a pool on `url`; writes are SERIALIZABLE, one at a time in this process, and repeated when PostgreSQL asks. */
export async function openPostgres(url: string): Promise<Database> {
  const pg = require('pg') as typeof import('pg');
  const { drizzle } = require('drizzle-orm/node-postgres') as typeof import('drizzle-orm/node-postgres');
  const { migrate } = require('drizzle-orm/node-postgres/migrator');

  // Our 64-bit columns hold milliseconds and counts, all below 2^53.
  const types = {
    getTypeParser: (oid: number, format?: any) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)),
  };
  const pool = new pg.Pool({ connectionString: url, max: 10, types: types as Pg.CustomTypesConfig });
  // A connection lost while idle is replaced by the pool; unheard, the event would end the process (F29).
  pool.on('error', () => {});
  await migrateAlone(pool, () => migrate(drizzle(pool), { migrationsFolder: migrationsFolder('postgres') })).catch(
    async (error) => {
      await pool.end();
      throw error;
    },
  );

  const listeners = new Set<() => void>();
  let client: Pg.PoolClient | null = null;
  let broken = false;
  const group = groupCommit<Tx>(
    {
      begin: async () => {
        client = await pool.connect();
        broken = false;
        await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
        return drizzle(client) as unknown as Tx;
      },
      exec: async (statement) => {
        await client!.query(statement).catch((error) => {
          broken ||= lostConnection.test(codeOf(error)) || codeOf(error) === '';
          throw error;
        });
      },
      inTransaction: () => client !== null && !broken,
      end: () => {
        client?.release(broken);
        client = null;
      },
      isBusy: () => false,
      // Serialization failure or deadlock.
      mustRepeat: (error) => ['40001', '40P01'].includes(codeOf(error)),
    },
    () => {
      for (const listener of listeners) listener();
    },
  );
  return {
    reader: drizzle(pool) as unknown as Reader,
    write: group.write,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    shared: true,
    close: async () => {
      await group.settled();
      await pool.end();
    },
  };
}

/** Several processes may start at once: one migrates, the others wait. */
async function migrateAlone(pool: Pg.Pool, migrate: () => Promise<void>) {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock(7720)');
    await refuseNewer(client);
    await migrate();
  } finally {
    await client.query('select pg_advisory_unlock(7720)').catch(() => {});
    client.release();
  }
}

async function refuseNewer(client: Pg.PoolClient) {
  const { rows: used } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
  if (!used[0].name) return;
  const { rows } = await client.query('select max(created_at) as applied from drizzle.__drizzle_migrations');
  stepsAfter('postgres', rows[0].applied === null ? null : Number(rows[0].applied));
}

const lostConnection = /^(08|57P|ECONN|EPIPE)/;
