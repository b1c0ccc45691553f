import { accounts, follows } from '../../src/accounts/tables.ts';
import type { Instance } from '../../src/instance.ts';
import { write } from '../../src/platform/write.ts';
import { startServer } from '../faults/server-process.ts';
import { createVisitor, type Visitor } from '../faults/visitor.ts';
import { type Bench, type BenchWorld, cpuOf, memoryOf, rest } from './bench.ts';
import { type Sink, startSink } from './sink.ts';
import { startStock } from './stock.ts';
import { withInstance } from './world.ts';

const hosts = 500;
const followersPerHost = 20;
const posts = 6;

/** A post to 10,000 followers on 500 hosts, then six at once; the sinks answer at once. */
export async function delivery(bench: Bench): Promise<void> {
  const sink = await startSink();
  try {
    const baseline = await stockDelivery(bench, sink);
    const world = await bench.world();
    await withInstance(world, (instance) => addFollowers(instance, world, sink.port));
    const server = await startServer(world.settings);
    const visitor = await member(world);
    await rest(500);
    // The first one makes the author's key and the connections.
    await publish(visitor);
    await sink.until(hosts, 60_000);

    const began = performance.now();
    await publish(visitor);
    bench.figure('fanout.answer', performance.now() - began, 'ms until the page answers');
    await sink.until(hosts, 60_000);
    bench.figure('fanout.last', performance.now() - began, 'ms until the last of 500 hosts has it');

    const before = cpuOf(server.pid);
    const start = performance.now();
    for (let n = 0; n < posts; n++) await publish(visitor);
    await sink.until(hosts * posts, 120_000);
    const rate = (hosts * posts * 1000) / (performance.now() - start);
    bench.figure('delivery', rate, '/s, signing included');
    bench.figure('delivery.cpu', ((cpuOf(server.pid) - before) * 1000) / (hosts * posts), 'ms per delivery');
    bench.figure('delivery.ratio', rate / baseline, 'x stock');
    bench.figure('delivery.share', (100 * rate) / bench.seen('limit.rsa2048.sign'), '% of the sign rate');
    bench.figure('memory.delivery', memoryOf(server.pid).most, 'MiB at most');
    visitor.close();
    await server.stop();
  } finally {
    sink.close();
  }
}

async function stockDelivery(bench: Bench, sink: Sink): Promise<number> {
  const server = await startStock();
  try {
    await server.ask({ start: true });
    const inboxes = Array.from({ length: hosts }, (_, n) => `http://127.0.0.1:${sink.port}/${n}/inbox`);
    const began = performance.now();
    await server.ask({ send: { times: 3, inboxes } });
    await sink.until(hosts * 3, 120_000);
    const rate = (hosts * 3 * 1000) / (performance.now() - began);
    bench.figure('stock.delivery', rate, '/s, signing included');
    return rate;
  } finally {
    server.stop();
  }
}

async function addFollowers(instance: Instance, { member }: BenchWorld, port: number) {
  const now = Date.now();
  for (let host = 0; host < hosts; host++) {
    const name = `f${host}.localhost:${port}`;
    const people = Array.from({ length: followersPerHost }, (_, n) => {
      const uri = `http://${name}/users/${n}`;
      return {
        id: instance.ids(),
        uri,
        kind: 'person' as const,
        name: `f${n}`,
        nameKey: `f${n}`,
        host: name,
        inbox: `${uri}/inbox`,
        sharedInbox: `http://${name}/inbox`,
        createdAt: now,
        updatedAt: now,
        fetchedAt: now,
      };
    });
    await write(instance, async (tx) => {
      await tx.insert(accounts).values(people);
      await tx.insert(follows).values(
        people.map(({ id, uri }) => ({
          followerId: id,
          followedId: member.id,
          accepted: true,
          uri: `${uri}/follow`,
          createdAt: now,
        })),
      );
    });
  }
}

async function member({ origin }: BenchWorld): Promise<Visitor> {
  const visitor = createVisitor(origin);
  await visitor.signIn('membre0', 'maillon-demonstration-2026');
  return visitor;
}

async function publish(visitor: Visitor): Promise<void> {
  const fields = { text: 'Un texte pour beaucoup de monde', audience: 'public', language: 'fr', action: 'publish' };
  const { status } = await visitor.post('/posts', fields);
  if (status !== 303) throw new Error(`the post was answered with ${status}`);
}
