import { sql } from './columns.ts';
import type { Reader } from './database.ts';

type Placeholder = ReturnType<typeof sql.placeholder>;

interface Preparable<R> {
  prepare(): { execute(values?: Record<string, unknown>): Promise<R> };
}

/**
 * A query that is asked again and again: its SQL is built once for each connection, where drizzle would build it each
 * time. `make` gets a placeholder for each value and gives the query; what comes back is asked with the values:
 *
 *     const byId = compiled((db, value) => db.select().from(posts).where(eq(posts.id, value('id'))));
 *     const [post] = await byId(instance.db, { id });
 */
export function compiled<R>(
  make: (db: Reader, value: (name: string) => Placeholder) => Preparable<R>,
): (db: Reader, values?: Record<string, unknown>) => Promise<R> {
  const made = new WeakMap<Reader, ReturnType<Preparable<R>['prepare']>>();
  return (db, values = {}) => {
    let query = made.get(db);
    if (!query) {
      query = make(db, sql.placeholder).prepare();
      made.set(db, query);
    }
    return query.execute(values);
  };
}
