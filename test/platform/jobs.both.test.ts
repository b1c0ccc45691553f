import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Instance } from '../../src/instance.ts';
import { eq } from '../../src/platform/columns.ts';
import { Dead, enqueue, type JobHandlers, listDead, queueState, Retry, replay } from '../../src/platform/jobs.ts';
import { cursors, jobs, lines } from '../../src/platform/tables.ts';
import { startWorker } from '../../src/platform/worker.ts';
import { write } from '../../src/platform/write.ts';
import { startWorld } from '../support/world.ts';

const put = (
  instance: Instance,
  ...list: { kind?: string; lane?: 'direct' | 'public' | 'backfill'; key: string; n: number }[]
) =>
  write(instance, (tx) =>
    enqueue(
      tx,
      ...list.map(({ kind = 'work', lane = 'public', key, n }) => ({ kind, lane, key, payload: { n } }) as const),
    ),
  );

async function work(instance: Instance, handlers: JobHandlers) {
  const worker = startWorker(instance, handlers);
  await worker.settled();
  await worker.stop();
}

test('jobs of one key keep their order, also when one has to wait; other keys go on', async () => {
  let now = Date.now();
  const world = await startWorld({}, { clock: () => now });
  const done: string[] = [];
  let refused = false;
  await put(world.instance, { key: 'a', n: 1 }, { key: 'a', n: 2 }, { key: 'b', n: 3 }, { key: 'a', n: 4 });
  await work(world.instance, {
    work: async (instance, { n }, job) => {
      if (n === 1 && !refused) {
        refused = true;
        throw new Retry('not now', instance.clock() + 3_600_000);
      }
      done.push(`${job.key}${n}`);
    },
  });
  assert.equal(done, ['b3']);
  now += 3_600_001;
  await work(world.instance, { work: async (_instance, { n }, job) => void done.push(`${job.key}${n}`) });
  assert.equal(done, ['b3', 'a1', 'a2', 'a4']);
  assert.is((await queueState(world.instance.db)).waiting, 0);
  assert.is((await world.instance.db.select().from(lines)).length, 0);
  await world.stop();
});

test('F03: what was being done when the process ended is done again, and no key stays held', async () => {
  const world = await startWorld();
  const { instance } = world;
  await put(instance, { key: 'a', n: 1 }, { key: 'a', n: 2 });
  await write(instance, (tx) =>
    tx.update(lines).set({ leasedUntil: instance.database.shared ? 0 : Date.now() + 90_000, crashes: 1 }),
  );
  const done: number[] = [];
  await work(instance, { work: async (_instance, { n }) => void done.push(n) });
  assert.equal(done, [1, 2]);
  await world.stop();
});

test('F03 lines held at crash after crash are tried one by one: the cause is found, the others are not given up', async () => {
  const world = await startWorld();
  const { instance } = world;
  const keys = ['a', 'b', 'c', 'd'];
  await put(instance, ...keys.map((key) => ({ key, n: 1 })));
  await write(instance, (tx) => tx.update(lines).set({ crashes: 4 }));
  let beside = 0;
  const done: string[] = [];
  await work(instance, {
    work: async (_instance, _payload, job) => {
      assert.is(++beside, 1);
      const rows = await instance.db.select().from(lines).where(eq(lines.crashes, 5));
      assert.equal(
        rows.map((line) => line.key),
        [job.key],
      );
      beside--;
      done.push(job.key);
    },
  });
  assert.equal(done.sort(), keys);
  assert.is((await listDead(instance.db)).length, 0);
  await world.stop();
});

test('an effect and its acknowledgement are one commit: a try that comes back late undoes itself', async () => {
  const world = await startWorld();
  const { instance } = world;
  await put(instance, { key: 'a', n: 1 });
  await work(instance, {
    work: (_instance, _payload, job) =>
      write(instance, async (tx) => {
        await tx.delete(jobs);
        await tx.insert(cursors).values({ subscriber: 'late', seq: 1 });
        await job.finish(tx);
      }),
  });
  const rows = await instance.db.select().from(cursors);
  assert.is(
    rows.some((row) => row.subscriber === 'late'),
    false,
  );
  await world.stop();
});

test('F21: a job that always throws, or exhausts the process, becomes a dead letter that can be played again', async () => {
  let now = Date.now();
  const world = await startWorld({}, { clock: () => now });
  const { instance } = world;
  await put(
    instance,
    { kind: 'poison', key: 'a', n: 1 },
    { key: 'a', n: 2 },
    { kind: 'never', key: 'b', n: 3 },
    { kind: 'crash', key: 'c', n: 4 },
  );
  await write(instance, (tx) => tx.update(lines).set({ crashes: 10 }).where(eq(lines.key, 'c')));
  const done: number[] = [];
  const handlers: JobHandlers = {
    poison: async () => {
      throw new Error('always');
    },
    never: async () => {
      throw new Dead('cannot be');
    },
    crash: async () => {
      throw new Error('must not be tried');
    },
    work: async (_instance, { n }) => void done.push(n),
  };
  for (let round = 0; round < 9; round++) {
    await work(instance, handlers);
    now += 13 * 3_600_000;
  }
  assert.equal(done, [2]);
  const dead = await listDead(instance.db);
  assert.equal(dead.map((one) => one.kind).sort(), ['crash', 'never', 'poison']);
  assert.is(dead.find((one) => one.kind === 'poison')!.reason, 'always');
  assert.is(await replay(instance, dead.find((one) => one.kind === 'never')!.id), true);
  await work(instance, { ...handlers, never: async (_instance, { n }) => void done.push(n) });
  assert.equal(done, [2, 3]);
  await world.stop();
});

test('F20: urgent lanes pass a backlog, and one dead host delays nobody', async () => {
  const world = await startWorld();
  const { instance } = world;
  const backlog = Array.from({ length: 2000 }, (_, n) => ({ key: n % 2 ? 'dead.example' : `host${n % 100}`, n }));
  await put(instance, ...backlog);
  await put(instance, { lane: 'direct', key: 'friend', n: -1 });
  const order: number[] = [];
  const worker = startWorker(instance, {
    work: async (_instance, { n }, job) => {
      if (job.key === 'dead.example') throw new Retry('down', Date.now() + 3_600_000);
      order.push(n);
    },
  });
  await worker.settled();
  await worker.stop();
  assert.ok(order.indexOf(-1) < 64, 'the direct one is among the first that are taken');
  assert.is(order.length, 1001);
  assert.is((await queueState(instance.db)).waiting, 1000);
  await world.stop();
});

test.run();
