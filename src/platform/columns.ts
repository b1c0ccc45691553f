import { createRequire } from 'node:module';
import type * as Drizzle from 'drizzle-orm';
import type { SQL, SQLWrapper } from 'drizzle-orm';
import type * as Sqlite from 'drizzle-orm/sqlite-core';
import { dialect } from '../config.ts';

// By require: `import` of drizzle costs 190 MB of memory (Node parses its exports map for each module).
const require = createRequire(import.meta.url);

export const {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  min,
  ne,
  not,
  notExists,
  notInArray,
  or,
  sql,
  sum,
} = require('drizzle-orm') as typeof Drizzle;
export type { SQL, SQLWrapper } from 'drizzle-orm';

type SqliteCore = typeof Sqlite;
const core = require(dialect === 'postgres' ? 'drizzle-orm/pg-core' : 'drizzle-orm/sqlite-core');
const postgres = dialect === 'postgres';

/** Tables are written once, typed as SQLite's, and are PostgreSQL's when DATABASE_URL says so. */
export const table: SqliteCore['sqliteTable'] = postgres ? core.pgTable : core.sqliteTable;
export const text: SqliteCore['text'] = core.text;
export const integer: (name?: string) => ReturnType<typeof plainInteger> = postgres
  ? (name?: string) => core.bigint(name ?? '', { mode: 'number' })
  : core.integer;
/** Unix milliseconds. */
export const timestamp = integer;
export const index: SqliteCore['index'] = core.index;
export const uniqueIndex: SqliteCore['uniqueIndex'] = core.uniqueIndex;
export const primaryKey: SqliteCore['primaryKey'] = core.primaryKey;
export const alias: SqliteCore['alias'] = core.alias;

declare function plainInteger(name?: string): Sqlite.SQLiteIntegerBuilderInitial<string>;
declare function plainBoolean(name?: string): Sqlite.SQLiteBooleanBuilderInitial<string>;
declare function plainJson(name?: string): Sqlite.SQLiteTextJsonBuilderInitial<string>;

export const boolean: typeof plainBoolean = postgres
  ? core.boolean
  : (name?: string) => core.integer(name, { mode: 'boolean' });

export const json: typeof plainJson = postgres ? core.jsonb : (name?: string) => core.text(name, { mode: 'json' });

/** A small integer that grows with each row, never reused. */
export const serial = (name?: string) =>
  (postgres
    ? core.bigserial(name ?? '', { mode: 'number' }).primaryKey()
    : core.integer(name).primaryKey({ autoIncrement: true })) as ReturnType<typeof plainSerial>;
declare function plainSerial(): import('drizzle-orm').HasDefault<
  import('drizzle-orm').IsPrimaryKey<import('drizzle-orm').NotNull<Sqlite.SQLiteIntegerBuilderInitial<string>>>
>;

/** The few things the two databases say differently. */
export const dialectSql = {
  /** A whole number in a column of JSON, null without; `key` is a word of ours. */
  jsonWhole: (column: SQLWrapper, key: string): SQL<number | null> => {
    if (!/^[a-zA-Z]+$/.test(key)) throw new Error(`no key of ours: ${key}`);
    return postgres
      ? sql`(${column} ->> ${sql.raw(`'${key}'`)})::bigint`
      : sql`json_extract(${column}, ${sql.raw(`'$.${key}'`)})`;
  },
  /** Holds `name` for the rest of the transaction; false when another process does. */
  async alone(tx: object, name: string): Promise<boolean> {
    if (!postgres) return true;
    const { rows } = await (tx as { execute: (query: unknown) => Promise<{ rows: { held: boolean }[] }> }).execute(
      sql`select pg_try_advisory_xact_lock(hashtext(${name})) as held`,
    );
    return rows[0]!.held;
  },
  /** Waits until no other process is inside `name`, and stays inside until the transaction ends. */
  async inTurn(tx: object, name: string): Promise<void> {
    if (postgres)
      await (tx as { execute: (query: unknown) => Promise<unknown> }).execute(
        sql`select pg_advisory_xact_lock(hashtext(${name}))`,
      );
  },
};
