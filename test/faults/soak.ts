import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { hostileOrigin } from '../support/hostile-peer.ts';
import { pageClient } from '../support/page-client.ts';
import { remoteActor } from '../support/remote-actor.ts';

// node test/faults/soak.ts --minutes 60: mixed load on a real server; memory has to stay flat, nothing may be lost.
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, port: { type: 'string', default: '3990' } },
});
const minutes = Number(values.minutes);
const port = Number(values.port);
const origin = `http://localhost:${port}`;
const password = 'une phrase assez longue 42';
const dataDir = mkdtempSync(join(tmpdir(), 'maillon-soak-'));
const environment = {
  ...process.env,
  DATA_DIR: dataDir,
  PORT: String(port),
  ORIGIN: origin,
  LOG_LEVEL: 'warn',
  ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
};
const names = ['ines', 'malik', 'solene', 'theo'];
const maillon = (...args: string[]) =>
  execFileSync(process.execPath, ['src/cli.ts', ...args], { env: environment, input: `${password}\n` });
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Sample {
  delayMs: number;
  rss: number;
  heapUsed: number;
}
const samples: Sample[] = [];
const journal = { posts: new Set<string>(), received: new Set<string>(), refused: 0, reads: 0, lookUps: 0 };

maillon('setup', '--name', 'Soak', '--handle', 'soak', '--admin', names[0]!, '--email', 'ines@soak.example');
for (const name of names.slice(1)) maillon('user', 'add', name, '--email', `${name}@soak.example`);
const server = start();
await ready();
const peer = await hostileOrigin('peer');
const remote = Array.from({ length: 5 }, (_, n) => remoteActor(peer, `writer${n}`));
acceptFollows();
const people = await Promise.all(names.map(signIn));
for (const { uri } of remote) await follow(people[0]!, uri);
await wait(2000);

const started = Date.now();
const until = started + minutes * 60_000;
await Promise.all([
  every(500, async (n) => {
    const client = people[n % people.length]!;
    const { status, location } = await client.post('/compose', '/posts', {
      text: `Publication ${n} #essai`,
      audience: 'public',
      language: 'fr',
      action: 'publish',
    });
    if (status === 303 && location) journal.posts.add(location.split('/').at(-1)!);
    else journal.refused++;
  }),
  every(100, async (n) => {
    const paths = ['/', '/organisation', '/public', '/notifications', '/@ines', '/tags/essai', '/compose'];
    const { status } = await people[n % people.length]!.get(paths[n % paths.length]!);
    if (status === 200) journal.reads++;
    else journal.refused++;
  }),
  every(60, async (n) => {
    const actor = remote[n % remote.length]!;
    const note = actor.note(`Note ${n}`);
    if ((await actor.post(origin, actor.activity('Create', note, { to: note.to, cc: note.cc }))) === 202)
      journal.received.add(String(note.id));
    else journal.refused++;
    if (peer.requests.length > 1000) peer.requests.splice(0);
  }),
  every(1000, async (n) => {
    remoteActor(peer, `passer${n % 500}`);
    const { status } = await people[n % people.length]!.get(
      `/search?q=${encodeURIComponent(`${peer.origin}/users/passer${n % 500}`)}`,
    );
    if (status === 200) journal.lookUps++;
    else journal.refused++;
  }),
  every(60_000, async () => report()),
]);
await wait(5000);
server.kill('SIGTERM');
await new Promise((resolve) => server.once('exit', resolve));
await check();
await peer.close();
if (!process.env.KEEP) rmSync(dataDir, { recursive: true, force: true });
process.exit(process.exitCode ?? 0);

async function every(ms: number, work: (n: number) => Promise<void>) {
  for (let n = 0; Date.now() < until; n++) {
    const next = Date.now() + ms;
    await work(n).catch(() => journal.refused++);
    await wait(Math.max(0, next - Date.now()));
  }
}

function start(): ChildProcess {
  // As `npm start` starts it, with the heap that a small machine leaves it (F32).
  const flags = ['--max-semi-space-size=8', '--max-old-space-size=256'];
  const child = spawn(process.execPath, [...flags, '--import', './test/faults/loop-monitor.ts', 'src/server.ts'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  createInterface({ input: child.stderr! }).on('line', (line) => {
    if (line.startsWith('monitor ')) samples.push(JSON.parse(line.slice(8)));
    else console.error(line);
  });
  return child;
}

async function ready() {
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`${origin}/health`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await wait(100);
  }
  throw new Error('the server did not start');
}

async function signIn(name: string) {
  const client = pageClient(origin);
  const { status } = await client.post('/sign-in', '/sign-in', { name, password });
  if (status !== 303) throw new Error(`${name} could not sign in: ${status}`);
  return client;
}

/** The peer says yes to everybody, as an open account does. */
function acceptFollows() {
  const byUri = new Map(remote.map((actor) => [actor.uri, actor]));
  peer.answer('/inbox', (request, response) => {
    response.writeHead(202).end();
    const activity = JSON.parse(request.body) as { type: string; object: string };
    const actor = activity.type === 'Follow' ? byUri.get(activity.object) : undefined;
    void actor?.post(origin, actor.activity('Accept', activity));
  });
  for (const { uri } of remote)
    peer.answer(`${new URL(uri).pathname}/inbox`, (request, response) => {
      response.writeHead(202).end();
      const activity = JSON.parse(request.body) as { type: string };
      const actor = byUri.get(uri)!;
      if (activity.type === 'Follow') void actor.post(origin, actor.activity('Accept', activity));
    });
}

async function follow(person: Awaited<ReturnType<typeof signIn>>, address: string) {
  const { text } = await person.get(`/search?q=${encodeURIComponent(address)}`);
  const id = /accounts\/(\d+)\/follow/.exec(text)?.[1];
  await person.post('/settings', `/accounts/${id}/follow`, {});
}

function report() {
  const rss = samples.map((sample) => sample.rss / 1_048_576);
  const third = Math.max(1, Math.floor(rss.length / 3));
  const mean = (list: number[]) => Math.round(list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length));
  const slow = samples.filter((sample) => sample.delayMs > 200).length;
  console.log(
    JSON.stringify({
      minutes: Math.round((Date.now() - started) / 60_000),
      posts: journal.posts.size,
      received: journal.received.size,
      reads: journal.reads,
      lookUps: journal.lookUps,
      refused: journal.refused,
      rssMB: {
        first: mean(rss.slice(10, 10 + third)),
        last: mean(rss.slice(-third)),
        most: Math.round(Math.max(...rss)),
      },
      loopDelayMs: { most: Math.max(...samples.slice(5).map((sample) => sample.delayMs)), over200: slow },
    }),
  );
}

/** Every 303 and every 202 has to be in the database. */
async function check() {
  report();
  const { default: SqliteFile } = await import('better-sqlite3');
  const database = new SqliteFile(join(dataDir, 'maillon.sqlite'), { readonly: true });
  const has = (column: string) =>
    new Set(database.prepare(`select ${column} from posts where deleted_at is null`).pluck().all() as string[]);
  const [ids, uris] = [has('id'), has('uri')];
  const lost =
    [...journal.posts].filter((id) => !ids.has(id)).length +
    [...journal.received].filter((uri) => !uris.has(uri)).length;
  const waiting = database.prepare('select count(*) from jobs').pluck().get();
  database.close();
  console.log(JSON.stringify({ lost, waiting, dataDir }));
  if (lost) process.exitCode = 1;
}
