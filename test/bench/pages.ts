import { createAssets } from '../../src/web/assets.ts';
import { startServer } from '../faults/server-process.ts';
import { createVisitor } from '../faults/visitor.ts';
import { type Bench, cpuOf, memoryOf, rest } from './bench.ts';
import { expectAll, fireFor, type Shot, type Volley } from './load.ts';

const seconds = 6;

/** Start on a full database, memory at rest, the home page, documents; then what a page weighs. */
export async function pages(bench: Bench): Promise<void> {
  const world = await bench.world();
  const port = Number(world.settings.PORT);
  const { host } = new URL(world.origin);
  const starts: number[] = [];
  for (let n = 0; n < 3; n++) {
    const server = await startServer(world.settings);
    starts.push(server.startedInMs);
    await server.stop();
  }
  bench.figure('start', Math.min(...starts), 'ms on an existing database');

  const server = await startServer(world.settings);
  await rest(4000);
  bench.figure('memory.idle', memoryOf(server.pid).now, 'MiB, before the first page');
  const home: Shot = { path: '/', headers: { host, cookie: world.cookie, 'accept-encoding': 'gzip' } };
  await fireFor(port, 4, 2, [home]);
  await tell(bench, 'home', server.pid, () => fireFor(port, 10, seconds, [home]));

  const asked = { host, accept: 'application/activity+json' };
  const actor: Shot = { path: new URL(world.member.uri).pathname, headers: asked };
  const notes = world.notes.map((note): Shot => ({ path: new URL(note).pathname, headers: asked }));
  await fireFor(port, 10, 1, [actor, ...notes]);
  await tell(bench, 'document.actor', server.pid, () => fireFor(port, 10, seconds / 2, [actor]));
  await tell(bench, 'document.note', server.pid, () => fireFor(port, 10, seconds / 2, notes));
  bench.figure('memory.pages', memoryOf(server.pid).most, 'MiB at most');
  await weigh(bench, world.origin, world.cookie);
  await server.stop();
}

async function tell(bench: Bench, name: string, pid: number, load: () => Promise<Volley>) {
  const before = cpuOf(pid);
  const volley = await load();
  expectAll(volley, 200);
  bench.figure(name, volley.perSecond, '/s');
  bench.figure(`${name}.p95`, volley.p95, 'ms, 10 connections');
  bench.figure(`${name}.cpu`, ((cpuOf(pid) - before) * 1000) / volley.done, 'ms each');
}

async function weigh(bench: Bench, origin: string, cookie: string) {
  const visitor = createVisitor(origin, cookie);
  const { text } = await visitor.get('/');
  visitor.close();
  const { weights, css, scripts, icons } = createAssets();
  bench.figure('weight.home.html', text.length / 1000, 'kB, not compressed');
  bench.figure('weight.css', weights[css]! / 1000, 'kB gzip');
  bench.figure('weight.scripts', (weights[scripts.htmx]! + weights[scripts.app]!) / 1000, 'kB gzip');
  bench.figure('weight.icons', weights[icons]! / 1000, 'kB gzip');
}
