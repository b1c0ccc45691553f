import type { Config } from './config.ts';
import { type Database, openDatabase, type Reader } from './platform/database.ts';
import { createHttpClient, type HttpClient } from './platform/http-client.ts';
import { type Ids, idMaker } from './platform/ids.ts';
import { createLog, type Log } from './platform/log.ts';
import { version } from './version.ts';

/** One organisation's server. Handed in, never imported: a test starts three in one process. */
export interface Instance {
  config: Config;
  /** The door for reading; inside a `write` it is the transaction (see `within`). */
  db: Reader;
  database: Database;
  log: Log;
  /** Unix milliseconds; a test may shift it. */
  clock: () => number;
  ids: Ids;
  http: HttpClient;
}

/** Opens the database and what else an instance lives from; `own` replaces parts in tests (a shifted clock). */
export async function createInstance(
  config: Config,
  own: Partial<Pick<Instance, 'clock' | 'log'>> = {},
): Promise<Instance> {
  const database = await openDatabase(config);
  const clock = own.clock ?? Date.now;
  return {
    config,
    db: database.reader,
    database,
    log: own.log ?? createLog(config),
    clock,
    ids: idMaker(clock),
    http: createHttpClient({
      allowPrivateAddresses: config.allowPrivateAddresses,
      userAgent: `Maillon/${version} (+${config.origin})`,
    }),
  };
}

export async function closeInstance(instance: Instance): Promise<void> {
  await instance.http.close();
  await instance.database.close();
}
