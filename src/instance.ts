import type { Config } from './config.ts';
import type { Database, Reader } from './platform/database.ts';
import type { HttpClient } from './platform/http-client.ts';
import type { Ids } from './platform/ids.ts';
import type { Log } from './platform/log.ts';

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
