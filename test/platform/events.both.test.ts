import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allHeard, record, type Subscriber } from '../../src/platform/events-log.ts';
import { cursors } from '../../src/platform/tables.ts';
import { write } from '../../src/platform/write.ts';
import { startWorld } from '../support/world.ts';

test('every event is heard once, in order, by each subscriber, whatever the number of writers', async () => {
  const world = await startWorld();
  const { instance } = world;
  const heard: number[] = [];
  const counter: Subscriber = { name: 'counter', on: { tick: async (_instance, event) => void heard.push(event.n) } };
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => write(instance, (tx) => record(tx, { type: 'tick', n } as { type: 'tick' }))),
  );
  await world.hear([counter]);
  await world.hear([counter]);
  assert.is(heard.length, 40);
  assert.is(new Set(heard).size, 40);
  assert.is(await allHeard(instance, [counter]), true);
  await world.stop();
});

test('F01: an effect that fails is undone with its cursor, and done when it can be', async () => {
  const world = await startWorld();
  const { instance } = world;
  let broken = true;
  const effects: Subscriber = {
    name: 'effects',
    on: {
      tick: async (inside, event) => {
        await write(inside, (tx) => tx.insert(cursors).values({ subscriber: `effect ${event.n}`, seq: 1 }));
        if (broken && event.n === 1) throw new Error('broken');
      },
    },
  };
  for (const n of [0, 1, 2]) await write(instance, (tx) => record(tx, { type: 'tick', n } as { type: 'tick' }));
  await world.hear([effects]);
  const names = async () =>
    (await instance.db.select().from(cursors))
      .map((row) => row.subscriber)
      .filter((name) => name.startsWith('effect '));
  assert.equal(await names(), ['effect 0']);
  broken = false;
  await world.hear([effects]);
  assert.equal((await names()).sort(), ['effect 0', 'effect 1', 'effect 2']);
  await world.stop();
});

test('a subscriber hears nothing of what is not for it, however much of that there is', async () => {
  const world = await startWorld();
  const { instance } = world;
  const heard: string[] = [];
  const rare: Subscriber = { name: 'rare', on: { tock: async (_instance, { n }) => void heard.push(`tock ${n}`) } };
  const say = (type: string, n: number) => write(instance, (tx) => record(tx, { type, n } as { type: string }));
  for (let n = 0; n < 250; n++) await say('tick', n);
  await world.hear([rare]);
  assert.is(await allHeard(instance, [rare]), true);
  assert.equal(await instance.db.select().from(cursors), [], 'no commit for nothing');
  await say('tock', 1);
  assert.is(await allHeard(instance, [rare]), false);
  await say('tick', 251);
  await world.hear([rare]);
  await world.hear([rare]);
  assert.equal(heard, ['tock 1']);
  assert.is(await allHeard(instance, [rare]), true);
  await world.stop();
});

test.run();
