import { sql } from './columns.ts';
import type { Reader, Tx } from './database.ts';

type Values = Record<string, unknown>;
type Placeholder = ReturnType<typeof sql.placeholder>;

interface Prepared<R> {
  execute(values?: Values): Promise<R>;
}

/**
 * A query that is asked again and again: its SQL is built once for each connection, where drizzle would build it each
 * time. `make` gets a placeholder for each value and gives the query; what comes back is asked with the values (texts
 * and numbers: they are not translated):
 *
 *     const byId = compiled((db, value) => db.select().from(posts).where(eq(posts.id, value('id'))));
 *     const [post] = await byId(instance.db, { id });
 */
export function compiled<R, D extends Reader = Reader>(
  make: (db: D, value: (name: string) => Placeholder) => { prepare(): Prepared<R> },
): (db: D, values?: Values) => Promise<R> {
  const made = new WeakMap<D, Prepared<R>>();
  return (db, values = {}) => {
    let query = made.get(db);
    if (!query) {
      query = make(db, sql.placeholder).prepare();
      made.set(db, query);
    }
    return query.execute(values);
  };
}

/** The same for what writes. */
export const compiledWrite = <R>(make: Parameters<typeof compiled<R, Tx>>[0]) => compiled<R, Tx>(make);

const inserts = new WeakMap<Tx, Map<string, Prepared<unknown>>>();
const names = new WeakMap<object, number>();
let tables = 0;

/** `tx.insert(table).values(row)`, built once for each set of columns; `undefined` is left to the column's default. */
export async function insertRow<T extends Parameters<Tx['insert']>[0]>(
  tx: Tx,
  table: T,
  row: T['$inferInsert'],
  more: { unlessThere?: boolean } = {},
): Promise<void> {
  const values = row as Values;
  const columns = Object.keys(values).filter((name) => values[name] !== undefined);
  if (!names.has(table)) names.set(table, ++tables);
  const name = `${names.get(table)} ${more.unlessThere ?? ''} ${columns.join()}`;
  let known = inserts.get(tx);
  if (!known) {
    known = new Map();
    inserts.set(tx, known);
  }
  let query = known.get(name);
  if (!query) {
    const insert = tx
      .insert(table)
      .values(Object.fromEntries(columns.map((column) => [column, sql.placeholder(column)])) as never);
    query = (more.unlessThere ? insert.onConflictDoNothing() : insert).prepare() as Prepared<unknown>;
    known.set(name, query);
  }
  await query.execute(values);
}
