import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { healthOf } from '../../src/admin/health.ts';
import { auditLog } from '../../src/moderation/tables.ts';
import { deadJobs, jobs } from '../../src/platform/tables.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { member, stranger } from '../support/visitor.ts';

test('F21 a dead letter says why, and is run again or let go by who administers', () =>
  hostileScene(async ({ home }) => {
    const { instance } = home;
    const dead = { lane: 0, kind: 'nothing', payload: {}, createdAt: 1, diedAt: instance.clock() };
    await instance.database.write((tx) =>
      tx.insert(deadJobs).values([
        { ...dead, key: 'out a.example', reason: 'a.example answered 410' },
        { ...dead, key: 'out b.example', reason: 'cut after 60 s' },
      ]),
    );
    const ines = await member(home, 'ines');
    const page = await ines.get('/admin/dead-letters');
    for (const words of ['a.example answered 410', 'cut after 60 s']) assert.match(page.text, words);
    const [first, second] = await instance.db.select().from(deadJobs);
    assert.is((await ines.post(`/admin/dead-letters/${first!.id}/discard`)).status, 303);
    assert.is((await ines.post(`/admin/dead-letters/${first!.id}/discard`)).status, 404);
    assert.is((await instance.db.select().from(jobs)).length, 0);
    assert.is((await ines.post(`/admin/dead-letters/${second!.id}/replay`)).status, 303);
    const left = await instance.db.select().from(deadJobs);
    assert.not.ok(left.some(({ id }) => id === first!.id || id === second!.id));
    assert.equal((await instance.db.select().from(auditLog)).map(({ act }) => act).sort(), [
      'job.discard',
      'job.replay',
    ]);
  }));

test('F10 a clock that is off is seen by the answers of others, and the administration says by how much', async () => {
  let passed = 0;
  await hostileScene(
    async ({ home, victim, alice, fediverse }) => {
      const { instance } = home;
      assert.ok(Math.abs((await healthOf(instance)).skew!) < 60_000);
      // What others say is compared anew after an hour.
      passed = 2 * 3_600_000;
      const behind = 2 * 3_600_000;
      const late = { status: 202, headers: { date: new Date(Date.now() - behind).toUTCString() } };
      for (const path of ['/inbox', '/users/alice/inbox']) victim.answer(path, late);
      const { accountId } = (await instance.discover.address(alice.uri)) as { accountId: string };
      await follow(instance, (await home.account('nour')).id, accountId);
      await fediverse.settled();
      const { skew } = await healthOf(instance);
      assert.ok(Math.abs(skew! + behind) < 60_000, `${skew} ms`);
      const page = await (await member(home, 'ines')).get('/admin');
      assert.match(page.text, /d’avance sur les autres serveurs/);
    },
    {},
    { clock: () => Date.now() + passed },
  );
});

test('the figures are for this machine, or for who has the token; they name nobody', async () => {
  const read = (token?: string) => (home: Parameters<typeof stranger>[0]) =>
    stranger(home).get('/metrics', token ? { authorization: `Bearer ${token}` } : {});
  await hostileScene(async ({ home }) => {
    const { status, text, headers } = await read()(home);
    assert.is(status, 200);
    assert.match(String(headers['content-type']), 'text/plain');
    for (const line of text.trim().split('\n'))
      assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"\})? -?[\d.e+-]+)$/);
    assert.match(text, /^maillon_members 5$/m);
    assert.not.match(text, /malik|nour|valombre/i);
    const proxied = await stranger(home).get('/metrics', { 'x-forwarded-for': '203.0.113.7' });
    assert.is(proxied.status, 404);
  });
  await hostileScene(
    async ({ home }) => {
      assert.is((await read()(home)).status, 404);
      assert.is((await read('wrong')(home)).status, 404);
      assert.is((await read('a token of twenty letters')(home)).status, 200);
    },
    { METRICS_TOKEN: 'a token of twenty letters' },
  );
});

test.run();
