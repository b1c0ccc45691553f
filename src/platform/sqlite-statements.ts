import type * as Sqlite from 'better-sqlite3';

const most = 500;

/**
 * Keeps the statements that a connection has prepared, the most recently used 500: drizzle prepares anew for every
 * query, which is a third of the time an incoming activity takes.
 */
export function keepStatements(connection: Sqlite.Database): Sqlite.Database {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Sqlite.Statement>();
  const keeping = (source: string): Sqlite.Statement => {
    let statement = kept.get(source);
    if (statement) kept.delete(source);
    else statement = prepare(source);
    // Whoever asks gets it as new: drizzle turns a statement to rows as lists and leaves it so.
    if (statement.reader) statement.raw(false);
    kept.set(source, statement);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return statement;
  };
  connection.prepare = keeping as typeof connection.prepare;
  return connection;
}
