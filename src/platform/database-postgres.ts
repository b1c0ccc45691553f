import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Pg from 'pg';
import type { Database, Reader, Tx } from './database.ts';
import { unavailable } from './refusal.ts';

const require = createRequire(import.meta.url);
const migrations = join(import.meta.dirname, '../../migrations/postgres');
const mostAttempts = 20;

/** Opens a pool on `url`; each write is SERIALIZABLE and is tried again when PostgreSQL asks for it. */
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
  await migrateAlone(pool, () => migrate(drizzle(pool), { migrationsFolder: migrations }));

  const listeners = new Set<() => void>();
  async function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const client = await pool.connect().catch((error) => Promise.reject(unavailable(error)));
      try {
        await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
        const value = await work(drizzle(client) as unknown as Tx);
        await client.query('COMMIT');
        client.release();
        for (const listener of listeners) listener();
        return value;
      } catch (error) {
        const broken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        );
        client.release(broken);
        if (!mayTryAgain(error) || attempt === mostAttempts) throw asRefusal(error);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * attempt));
      }
    }
  }
  return {
    reader: drizzle(pool) as unknown as Reader,
    write,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    backup: () => Promise.reject(new Error('PostgreSQL is copied by pg_dump')),
    shared: true,
    close: () => pool.end(),
  };
}

/** Several processes may start at once: one migrates, the others wait. */
async function migrateAlone(pool: Pg.Pool, migrate: () => Promise<void>) {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock(7720)');
    await migrate();
  } finally {
    await client.query('select pg_advisory_unlock(7720)').catch(() => {});
    client.release();
  }
}

const codeOf = (error: any): string => error?.cause?.code ?? error?.code ?? '';
/** Serialization failure or deadlock. */
const mayTryAgain = (error: unknown) => ['40001', '40P01'].includes(codeOf(error));
/** Connection lost, server stopping, disk full. */
const asRefusal = (error: unknown) => (/^(08|57P|53|ECONN|EPIPE|40)/.test(codeOf(error)) ? unavailable(error) : error);
