import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { members } from '../../src/accounts/tables.ts';
import { eq, sql } from '../../src/platform/columns.ts';
import { createLog } from '../../src/platform/log.ts';
import { write } from '../../src/platform/write.ts';
import { startWorld } from '../support/world.ts';

test('S120 an error of the database is told without what people wrote', async () => {
  const world = await startWorld();
  const { instance } = world;
  const said: string[] = [];
  const log = createLog({ logLevel: 'info' }, { write: (line) => void said.push(line) });
  const [malik, nour] = [await world.account('malik'), await world.account('nour')];
  const failing = [
    // The address is another's already.
    () =>
      write(instance, (tx) =>
        tx.update(members).set({ email: 'nour@valombre.example' }).where(eq(members.accountId, malik.id)),
      ),
    () =>
      write(instance, (tx) =>
        tx.update(members).set({ request: 'canari', role: sql`no_such_column` }).where(eq(members.accountId, nour.id)),
      ),
  ];
  for (const work of failing)
    await work().then(
      () => assert.unreachable(),
      (err) => log.error({ err }, 'failed'),
    );
  assert.is(said.length, 2);
  assert.not.match(said.join(), /canari|nour@/);
  for (const line of said) {
    const { err } = JSON.parse(line);
    assert.ok(err.at.length > 0, 'where it happened');
    assert.match(JSON.stringify(err), /UNIQUE|SQLITE|duplicate key|column|23505|42703/);
  }
  await world.stop();
});

test('S120 secrets given by mistake are taken out', () => {
  const said: string[] = [];
  const log = createLog({ logLevel: 'info' }, { write: (line) => void said.push(line) });
  log.info({ password: 'canari', headers: { cookie: 'canari', authorization: 'canari', signature: 'canari' } }, 'x');
  assert.not.match(said.join(), 'canari');
});

test.run();
