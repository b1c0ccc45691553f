import { createRequire } from 'node:module';

export interface Statement {
  sql: string;
  values: unknown[];
}

const load = () => createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');

/** Every statement that better-sqlite3 runs in this process while `work` does. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const statement = Object.getPrototypeOf(new (load())(':memory:').prepare('select 1'));
  const { all, get, run } = statement;
  const asked: Statement[] = [];
  const counted = (method: (...values: unknown[]) => unknown) =>
    function (this: { source: string }, ...values: unknown[]) {
      asked.push({ sql: this.source, values });
      return method.apply(this, values);
    };
  Object.assign(statement, { all: counted(all), get: counted(get), run: counted(run) });
  try {
    await work();
  } finally {
    Object.assign(statement, { all, get, run });
  }
  return asked;
}

/** How SQLite would walk its tables for this statement: the outer steps of its plan. */
export function planOf(file: string, { sql, values }: Statement): string[] {
  const database = new (load())(file, { readonly: true });
  try {
    const rows = database.prepare(`explain query plan ${sql}`).all(...values) as { parent: number; detail: string }[];
    return rows.filter(({ parent }) => parent === 0).map(({ detail }) => detail);
  } finally {
    database.close();
  }
}
