import { AsyncLocalStorage } from 'node:async_hooks';

/** What was asked of the database for one page: many parts of it may want the same. */
const storage = new AsyncLocalStorage<Map<string, { db: object; answer: Promise<unknown> }>>();

/** Does `work`, which only reads: what it asks twice by {@link remembered} is asked once. */
export const remembering = <T>(work: () => T): T => storage.run(new Map(), work);

/** The answer to `ask` under `name`, remembered for as long as this page is made; another database (a transaction) is asked anew. */
export function remembered<T>(name: string, db: object, ask: () => PromiseLike<T>): Promise<T> {
  const known = storage.getStore();
  const before = known?.get(name);
  if (before?.db === db) return before.answer as Promise<T>;
  // A query of drizzle's asks anew each time somebody waits for it: its answer is what is kept.
  const answer = (async () => ask())();
  known?.set(name, { db, answer });
  return answer;
}
