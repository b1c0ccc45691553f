import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { accountByHandle } from '../../src/accounts/account.ts';
import { parseConfig } from '../../src/config.ts';
import { cast, password } from '../../src/demo/cast.ts';
import { closeInstance, createInstance, type Instance } from '../../src/instance.ts';
import { count, lte } from '../../src/platform/columns.ts';
import { allHeard } from '../../src/platform/events-log.ts';
import { jobs, lines } from '../../src/platform/tables.ts';
import { subscribers } from '../../src/subscribers.ts';
import { picture } from '../support/pictures.ts';
import { faultsOf } from './check-world.ts';
import { newJournal } from './journal.ts';
import { type Member, startLoad } from './load.ts';
import { seedOrganisation } from './organisation.ts';
import { randomFrom } from './random.ts';
import { type RecordingPeer, startPeer } from './recording-peer.ts';
import { freePort, type ServerProcess, startServer } from './server-process.ts';
import { createVisitor } from './visitor.ts';

export interface KillRun {
  kills: number;
  seed: number;
  peers: number;
  /** Longest life of a server, in milliseconds. */
  mostLifeMs: number;
  say: (text: string) => void;
}

const settleMs = 90_000;

/**
 * Kills the real server again and again while people write and servers send, then looks whether every 2xx was true
 * (F01, F02, F03). Gives the faults found, one sentence each. The database is that of DATABASE_URL, else SQLite.
 */
export async function runKills({ kills, seed, peers: peerCount, mostLifeMs, say }: KillRun): Promise<string[]> {
  const random = randomFrom(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'maillon-kill-'));
  const port = await freePort();
  const origin = `http://valombre.localhost:${port}`;
  const settings = {
    PORT: String(port),
    ORIGIN: origin,
    DATA_DIR: dataDir,
    ROLES: 'web,worker',
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
  };
  const journal = newJournal();
  const peers: RecordingPeer[] = [];
  let life = 0;
  let server: ServerProcess | null = null;
  let instance: Instance | null = null;
  let members: Member[] = [];
  try {
    instance = await createInstance(
      parseConfig({ ...settings, LOG_LEVEL: 'silent', DATABASE_URL: process.env.DATABASE_URL }),
    );
    await seedOrganisation(instance);
    for (let n = 0; n < peerCount; n++)
      peers.push(await startPeer(`peer${n}`, { life: () => life, delayMs: () => random() * 10 }));
    server = await startServer(settings);
    members = await signIn(instance, origin);
    for (const peer of peers)
      for (const [n, member] of members.entries())
        await peer.send(`${origin}/ap/inbox`, 'main', {
          id: `${peer.origin}/follows/${n}`,
          type: 'Follow',
          object: member.uri,
        });
    await settled(instance);

    let up = Promise.resolve();
    const load = startLoad({
      origin,
      members,
      peers,
      journal,
      random,
      picture: await picture('png', 300, 200),
      restMs: 40,
      up: () => up,
    });
    for (let kill = 1; kill <= kills; kill++) {
      await new Promise((done) => setTimeout(done, 100 + random() * mostLifeMs));
      let rise = () => {};
      up = new Promise((done) => {
        rise = done;
      });
      await server.kill();
      // What the old process had sent is in by now: the next arrival is of the next life.
      await new Promise((done) => setTimeout(done, 30));
      life++;
      server = await startServer(settings);
      rise();
      if (kill % 10 === 0)
        say(`${kill} kills: ${journal.posts.length} posts, ${journal.accepted.length} activities answered`);
    }
    await new Promise((done) => setTimeout(done, 300));
    await load.stop();
    await settled(instance);
    const code = await server.stop();
    const faults = await faultsOf(instance, journal, peers);
    if (code !== 0) faults.push(`the last stop gave ${code}`);
    if (journal.posts.length < kills || journal.accepted.length < kills) faults.push('there was hardly any load');
    const repeats = peers.reduce(
      (n, peer) => n + peer.arrivals.length - new Set(peer.arrivals.map((a) => a.id)).size,
      0,
    );
    const arrived = peers.reduce((n, peer) => n + peer.arrivals.length, 0);
    say(
      `${journal.posts.length} posts and ${journal.accepted.length} activities answered, ${arrived} deliveries, ` +
        `${repeats} of them repeated across a kill, other answers ${JSON.stringify([...journal.refusals])}`,
    );
    return faults;
  } finally {
    for (const { visitor } of members) visitor.close();
    await server?.kill();
    if (instance) await closeInstance(instance);
    for (const peer of peers) await peer.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function signIn(instance: Instance, origin: string): Promise<Member[]> {
  const members: Member[] = [];
  for (const { name } of cast[0]!.members.slice(0, 4)) {
    const visitor = createVisitor(origin);
    await visitor.signIn(name, password);
    members.push({ name, uri: (await accountByHandle(instance, name))!.uri, visitor });
  }
  return members;
}

/** Until the server has heard and done everything, or nothing moves any more, seen through the database alone. */
async function settled(instance: Instance): Promise<void> {
  let until = Date.now() + settleMs;
  let least = Number.POSITIVE_INFINITY;
  for (let calm = 0; calm < 3; ) {
    if (Date.now() > until) return;
    const [left] = await instance.db.select({ n: count() }).from(jobs);
    if (left!.n < least) until = Date.now() + settleMs;
    least = Math.min(least, left!.n);
    const [due] = await instance.db.select({ n: count() }).from(lines).where(lte(lines.due, Date.now()));
    calm = !left!.n && !due!.n && (await allHeard(instance, subscribers)) ? calm + 1 : 0;
    await new Promise((done) => setTimeout(done, 100));
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: { kills: { type: 'string' }, seed: { type: 'string' }, peers: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  const kills = Number(values.kills ?? 500);
  const faults = await runKills({ kills, seed, peers: Number(values.peers ?? 20), mostLifeMs: 1500, say: console.log });
  for (const fault of faults) console.log(fault);
  console.log(faults.length ? `${faults.length} faults` : 'nothing was lost, nothing was done twice');
  process.exit(faults.length ? 1 : 0);
}
