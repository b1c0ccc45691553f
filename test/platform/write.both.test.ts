import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dialect } from '../../src/config.ts';
import { eq } from '../../src/platform/columns.ts';
import { record } from '../../src/platform/events-log.ts';
import { cursors, events } from '../../src/platform/tables.ts';
import { within, write } from '../../src/platform/write.ts';
import { startWorld } from '../support/world.ts';

test('a write that throws leaves nothing, and those that wait with it are not touched', async () => {
  const world = await startWorld();
  const { instance } = world;
  const put = (name: string, fails: boolean) =>
    write(instance, async (tx) => {
      await tx.insert(cursors).values({ subscriber: name, seq: 1 });
      if (fails) throw new Error(`no ${name}`);
      return name;
    });
  const outcomes = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((name) => put(name, name === 'b' || name === 'd')),
  );
  assert.equal(
    outcomes.map((outcome) => outcome.status),
    ['fulfilled', 'rejected', 'fulfilled', 'rejected'],
  );
  const kept = await instance.db.select().from(cursors);
  assert.equal(
    kept
      .map((row) => row.subscriber)
      .filter((name) => name.length === 1)
      .sort(),
    ['a', 'c'],
  );
  await world.stop();
});

test('a write inside a write joins it: what the outer one undoes is undone for both', async () => {
  const world = await startWorld();
  const { instance } = world;
  const outer = write(instance, async (tx) => {
    const inside = within(instance, tx);
    await write(inside, (joined) => joined.insert(cursors).values({ subscriber: 'joined', seq: 1 }));
    const seen = await inside.db.select().from(cursors).where(eq(cursors.subscriber, 'joined'));
    assert.is(seen.length, 1);
    throw new Error('undone');
  });
  assert.is(await outer.catch((error: Error) => error.message), 'undone');
  assert.is((await instance.db.select().from(cursors).where(eq(cursors.subscriber, 'joined'))).length, 0);
  await world.stop();
});

test('the door for reading has nothing to write with, and refuses when forced', async () => {
  const world = await startWorld();
  assert.is((world.instance.db as any).run === undefined || dialect === 'sqlite', true);
  if (dialect === 'sqlite') {
    const forced = (world.instance.db as any).insert(cursors).values({ subscriber: 'forced', seq: 1 });
    assert.match(
      await forced.then(
        () => 'written',
        (error: Error) => String(error.cause ?? error.message),
      ),
      /readonly|read-only|attempt to write/i,
    );
  }
  await world.stop();
});

test('an event stands in the same commit as its change', async () => {
  const world = await startWorld();
  const { instance } = world;
  const before = (await instance.db.select().from(events)).length;
  await write(instance, async (tx) => {
    await record(tx, { type: 'undone' });
    throw new Error('no');
  }).catch(() => {});
  await write(instance, (tx) => record(tx, { type: 'done' }));
  const after = await instance.db.select().from(events);
  assert.is(after.length, before + 1);
  assert.is(after.at(-1)!.type, 'done');
  await world.stop();
});

test('F08: every connection of SQLite waits for the disk (synchronous = FULL)', async () => {
  if (dialect !== 'sqlite') return;
  const { default: SqliteFile } = await import('better-sqlite3');
  const world = await startWorld();
  const probe = new SqliteFile(`${world.instance.config.dataDir}/maillon.sqlite`);
  assert.is(probe.pragma('journal_mode', { simple: true }), 'wal');
  probe.close();
  assert.is(await pragmaOf(world.instance, 'synchronous'), 2);
  await world.stop();
});

async function pragmaOf(instance: Awaited<ReturnType<typeof startWorld>>['instance'], name: string): Promise<number> {
  return write(instance, async (tx) => (tx as any).session.client.pragma(name, { simple: true }));
}

test.run();
