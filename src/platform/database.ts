import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { type Config, dialect } from '../config.ts';
import { openPostgres } from './database-postgres.ts';
import { openSqlite } from './database-sqlite.ts';

type Drizzle = BaseSQLiteDatabase<'async', unknown>;

/** The door for reading: queries are awaited; there is nothing to write with. */
export type Reader = Pick<Drizzle, 'select' | 'selectDistinct' | '$count' | '$with' | 'with'>;
/** One transaction: everything a {@link Reader} has, and writing. */
export type Tx = Drizzle;

export interface Database {
  reader: Reader;
  /** Runs `work` in one transaction; it may run twice, so it touches nothing but `tx`. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Called after each commit, with no arguments: a reason to look whether there is something to do. */
  onCommit(listener: () => void): () => void;
  /** Several processes may share the database (PostgreSQL). */
  shared: boolean;
  close(): Promise<void>;
}

/** Opens the database of the configuration and applies the migrations. */
export function openDatabase(config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Database> {
  return dialect === 'postgres' ? openPostgres(config.databaseUrl!) : openSqlite(config.dataDir);
}
