import { received } from '../../src/federation/tables.ts';
import type { Instance } from '../../src/instance.ts';
import { ne } from '../../src/platform/columns.ts';
import { allHeard } from '../../src/platform/events-log.ts';
import { jobs } from '../../src/platform/tables.ts';
import { subscribers } from '../../src/subscribers.ts';
import { startServer } from '../faults/server-process.ts';
import { type Bench, cpuOf, memoryOf, rest } from './bench.ts';
import { expectAll, fire, type Shot } from './load.ts';
import { type Senders, startSenders } from './senders.ts';
import { startStock } from './stock.ts';
import { withInstance } from './world.ts';

const connections = 20;
const ours = 4000;
const stock = 600;
const hosts = 50;

/** A signed Create(Note) that names a member, the sender's key known: how many are on disk a second, and handled. */
export async function inbox(bench: Bench): Promise<void> {
  const baseline = await stockInbox(bench);
  const world = await bench.world();
  const senders = await startSenders(hosts);
  const target = `${world.origin}/ap/inbox`;
  const port = Number(world.settings.PORT);
  const shots = (n: number) => Array.from({ length: n }, () => senders.create(target, world.member.uri));
  try {
    await withInstance(world, async (instance) => {
      const both = await startServer(world.settings);
      await warm(senders, port, shots);
      await untilDone(instance);
      const volley = shots(ours);
      const before = cpuOf(both.pid);
      const began = performance.now();
      expectAll(await fire(port, connections, taking(volley)), 202);
      await untilDone(instance);
      const processed = (ours * 1000) / (performance.now() - began);
      bench.figure('inbox.processed', processed, '/s, to the last notification');
      bench.figure('inbox.processed.cpu', ((cpuOf(both.pid) - before) * 1000) / ours, 'ms per activity');
      bench.figure('inbox.processed.ratio', processed / baseline.processed, 'x stock');
      bench.figure('memory.inbox', memoryOf(both.pid).most, 'MiB at most');
      await both.stop();

      const web = await startServer({ ...world.settings, ROLES: 'web' });
      await warm(senders, port, shots);
      const more = shots(ours);
      const cpu = cpuOf(web.pid);
      const accepted = await fire(port, connections, taking(more));
      expectAll(accepted, 202);
      bench.figure('inbox.accepted', accepted.perSecond, '/s, on disk');
      bench.figure('inbox.accepted.cpu', ((cpuOf(web.pid) - cpu) * 1000) / ours, 'ms per activity');
      bench.figure('inbox.accepted.p95', accepted.p95, 'ms');
      bench.figure('inbox.accepted.ratio', accepted.perSecond / baseline.accepted, 'x stock');
      await web.stop();
      // What waits is done, so that the next benchmark begins with an empty queue.
      const worker = await startServer({ ...world.settings, ROLES: 'worker' });
      await untilDone(instance);
      await worker.stop();
    });
  } finally {
    senders.close();
  }
}

async function stockInbox(bench: Bench) {
  const server = await startStock();
  const senders = await startSenders(0);
  try {
    const origin = `http://127.0.0.1:${server.port}`;
    const shots = (n: number) =>
      Array.from({ length: n }, () => senders.create(`${origin}/inbox`, `${origin}/users/member`));
    await warm(senders, server.port, shots);
    const volley = await fire(server.port, connections, taking(shots(stock)));
    expectAll(volley, 202);
    bench.figure('stock.inbox.accepted', volley.perSecond, '/s, in memory');
    let handled = await server.ask({ start: true });
    while (handled < stock) {
      await rest(20);
      handled = await server.ask({});
    }
    const all = handled;
    const more = shots(stock);
    const began = performance.now();
    expectAll(await fire(server.port, connections, taking(more)), 202);
    while ((await server.ask({})) < all + stock) await rest(20);
    const processed = (stock * 1000) / (performance.now() - began);
    bench.figure('stock.inbox.processed', processed, '/s, to its listener');
    return { accepted: volley.perSecond, processed };
  } finally {
    senders.close();
    server.stop();
  }
}

const taking = (shots: Shot[]) => () => shots.pop() ?? null;

/** Every sender once, so that its key and its account are known. */
const warm = async (senders: Senders, port: number, shots: (n: number) => Shot[]) =>
  expectAll(await fire(port, 4, taking(shots(senders.actors.length * 2))), 202);

/** Until nothing waits any more: activities, events, jobs. */
export async function untilDone(instance: Instance): Promise<void> {
  for (;;) {
    const [queued] = await instance.db.select({ id: jobs.id }).from(jobs).limit(1);
    if (!queued && (await allHeard(instance, subscribers)) && !(await anyWaiting(instance))) return;
    await rest(25);
  }
}

async function anyWaiting(instance: Instance): Promise<boolean> {
  const [waiting] = await instance.db
    .select({ id: received.id })
    .from(received)
    .where(ne(received.activity, ''))
    .limit(1);
  return waiting !== undefined;
}
