import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, accountByHandle } from '../../src/accounts/account.ts';
import { addMember } from '../../src/accounts/add-member.ts';
import { setUp } from '../../src/accounts/setup.ts';
import { dialect, parseConfig } from '../../src/config.ts';
import { type CastOrganisation, cast, password } from '../../src/demo/cast.ts';
import { received } from '../../src/federation/tables.ts';
import type { Instance } from '../../src/instance.ts';
import { count, max } from '../../src/platform/columns.ts';
import { allHeard } from '../../src/platform/events-log.ts';
import type { Log } from '../../src/platform/log.ts';
import { hashPassword } from '../../src/platform/password.ts';
import { events, jobs } from '../../src/platform/tables.ts';
import { type Draft, writePost } from '../../src/posts/write-post.ts';
import { type Running, startInstance } from '../../src/start.ts';
import { subscribers } from '../../src/subscribers.ts';
import { createDatabase } from './postgres.ts';

export type Key = CastOrganisation['key'];

/** One organisation of the cast, with a server that listens and a worker that works. */
export interface Home {
  instance: Instance;
  running: Running;
  origin: string;
  host: string;
  /** An account by handle, as this instance knows it. */
  account: (handle: string) => Promise<Account>;
  /** The same, asking the other server when it is not known yet; its id. */
  find: (handle: string) => Promise<string>;
  /** A member publishes; the post's id. */
  write: (name: string, text: string, more?: Partial<Draft>) => Promise<string>;
}

export interface Fediverse {
  homes: Record<Key, Home>;
  /** Until nothing is due anywhere: events heard, jobs done, what they caused done too. */
  settled: () => Promise<void>;
  /** The server of one organisation is down while `work` is done, then comes back with what it has on disk. */
  without: (key: Key, work: () => Promise<void>) => Promise<void>;
  stop: () => Promise<void>;
}

let hash: Promise<string> | undefined;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts organisations of the cast, federating for real on loopback, in this process. */
export async function startFediverse(
  keys: Key[] = ['valombre', 'terrefranche'],
  env: Record<string, string> = {},
  own: { clock?: () => number; log?: Log } = {},
): Promise<Fediverse> {
  const folders: string[] = [];
  const entries = await Promise.all(
    keys.map(async (key) => {
      const dataDir = mkdtempSync(join(tmpdir(), `maillon-${key}-`));
      folders.push(dataDir);
      return [key, await startHome(key, dataDir, env, own)] as const;
    }),
  );
  const homes = Object.fromEntries(entries) as Record<Key, Home>;
  const down = new Set<Key>();
  const up = () => Object.fromEntries(Object.entries(homes).filter(([key]) => !down.has(key as Key)));
  return {
    homes,
    without: async (key, work) => {
      const home = homes[key];
      down.add(key);
      await home.running.stop();
      await work();
      home.running = await startInstance(home.instance.config, own);
      home.instance = home.running.instance;
      down.delete(key);
    },
    settled: async () => {
      // One server's last job is another's first, and PostgreSQL shows an event a moment after its commit: quiet is
      // when nothing has changed anywhere for three rounds.
      for (let calm = 0; calm < 3; ) {
        const before = await stateOf(up());
        for (const { running } of Object.values(up())) await running.settled();
        await new Promise((done) => setTimeout(done, 20));
        calm = before.heard && before.text === (await stateOf(up())).text ? calm + 1 : 0;
      }
    },
    stop: async () => {
      await Promise.all(Object.values(homes).map(({ running }) => running.stop()));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function stateOf(homes: Record<string, Home>) {
  const all = await Promise.all(
    Object.values(homes).map(async ({ instance }) => ({
      heard: await allHeard(instance, subscribers),
      text: [
        await instance.db.select({ n: max(events.seq) }).from(events),
        await instance.db.select({ n: count(), last: max(jobs.id) }).from(jobs),
        await instance.db.select({ n: max(received.id) }).from(received),
      ],
    })),
  );
  return { heard: all.every((one) => one.heard), text: JSON.stringify(all) };
}

async function startHome(key: Key, dataDir: string, env: Record<string, string>, own: object): Promise<Home> {
  const port = await freePort();
  const origin = `http://${key}.localhost:${port}`;
  const databaseUrl = dialect === 'postgres' ? await createDatabase() : null;
  const config = parseConfig({
    ORIGIN: origin,
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...env,
  });
  const running = await startInstance(config, own);
  const { instance } = running;
  const organisation = cast.find((one) => one.key === key)!;
  const [first, ...others] = organisation.members;
  hash ??= hashPassword(password);
  const email = (name: string) => `${name}@${key}.example`;
  await setUp(instance, {
    ...organisation,
    signUp: 'invitation',
    emailDomains: [],
    administrator: { name: first!.name, displayName: first!.displayName, email: email(first!.name), password },
  });
  for (const member of others)
    await addMember(instance, { ...member, email: email(member.name), passwordHash: await hash });
  const account = async (handle: string) => {
    const found = await accountByHandle(home.instance, handle);
    if (!found) throw new Error(`${key} does not know ${handle}`);
    return found;
  };
  const home: Home = {
    instance,
    running,
    origin,
    host: new URL(origin).host,
    account,
    find: async (handle) => {
      const id = await home.instance.discover.account(handle);
      if (!id) throw new Error(`${key} does not find ${handle}`);
      return id;
    },
    write: async (name, text, more = {}) =>
      writePost(home.instance, await account(name), {
        text,
        notice: '',
        language: 'fr',
        audience: 'public',
        inReplyToId: null,
        mediaIds: [],
        poll: null,
        ...more,
      }),
  };
  return home;
}
