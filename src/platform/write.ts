import type { Instance } from '../instance.ts';
import type { Tx } from './database.ts';

/**
 * The door for writing: one transaction, one writer at a time. Inside, only calls on `tx` are awaited, for `work`
 * may run twice: fetch, hash and resize before; mail and deliver after. An instance that is already
 * {@link within} a transaction joins it.
 */
export const write = <T>(instance: Pick<Instance, 'database'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  instance.database.write(work);

/** The instance as seen from inside a transaction: it reads what `tx` wrote, and what it writes joins `tx`. */
export const within = (instance: Instance, tx: Tx): Instance => ({
  ...instance,
  db: tx,
  database: { ...instance.database, reader: tx, write: (work) => work(tx) },
});
