import type { Config } from './config.ts';
import { type Database, openDatabase, type Reader } from './platform/database.ts';
import { createFiles, type Files } from './platform/files.ts';
import { createFilms, type Films } from './platform/films.ts';
import { createHttpClient, type HttpClient } from './platform/http-client.ts';
import { type Ids, idMaker } from './platform/ids.ts';
import { createImages, type Images } from './platform/images.ts';
import { createLog, type Log } from './platform/log.ts';
import { createMail, type Mail } from './platform/mail.ts';
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
  /** Finds what is not here yet on other servers; the federation gives it. */
  discover: Discover;
  files: Files;
  images: Images;
  /** Audio and video; `available` where ffmpeg was found. */
  films: Films;
  mail: Mail;
}

/** Looks up accounts and posts elsewhere. Null: there is none, or its server does not answer. */
export interface Discover {
  /** `@name@host` → account id. */
  account(handle: string): Promise<string | null>;
  /** Address of a post or a profile → what it is here. */
  address(url: string): Promise<{ accountId: string } | { postId: string } | null>;
}

const nothingElsewhere: Discover = { account: async () => null, address: async () => null };

/** Opens the database and what else an instance lives from; `own` replaces parts in tests (a shifted clock). */
export async function createInstance(
  config: Config,
  own: Partial<Pick<Instance, 'clock' | 'log'>> = {},
): Promise<Instance> {
  const database = await openDatabase(config);
  const clock = own.clock ?? Date.now;
  const log = own.log ?? createLog(config);
  return {
    config,
    db: database.reader,
    database,
    log,
    clock,
    ids: idMaker(clock),
    http: createHttpClient({
      allowPrivateAddresses: config.allowPrivateAddresses,
      userAgent: `Maillon/${version} (+${config.origin})`,
    }),
    discover: nothingElsewhere,
    files: createFiles(config.dataDir),
    images: createImages(log),
    films: createFilms(config.ffmpeg),
    mail: createMail(config),
  };
}

export async function closeInstance(instance: Instance): Promise<void> {
  instance.images.stop();
  instance.mail.close();
  await instance.http.close();
  await instance.database.close();
}
