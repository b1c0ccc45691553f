// deadline: 120 s
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { departedMembers } from '../../src/accounts/departed-tables.ts';
import { password } from '../../src/demo/cast.ts';
import { purge } from '../../src/housekeeping.ts';
import { auditLog } from '../../src/moderation/tables.ts';
import { eq } from '../../src/platform/columns.ts';
import { retentionOf, saveRetention } from '../../src/platform/retention.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

const day = 86_400_000;
const cli = join(import.meta.dirname, '../../src/cli.ts');

/** `maillon identity …`, beside the running server. */
const asked = ({ instance: { config } }: Home, ...args: string[]) =>
  new Promise<{ code: number; text: string }>((done) => {
    const env = {
      ORIGIN: config.origin,
      DATA_DIR: config.dataDir,
      ...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }),
    };
    execFile(
      process.execPath,
      [cli, 'identity', ...args],
      { env: { PATH: process.env.PATH, ...env } },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, text: out + err }),
    );
  });

test('L09 who left is kept by no default; where it is set, sealed, for the command line alone, each look in the log, until its time', async () => {
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  try {
    const home = fediverse.homes.valombre;
    const { instance } = home;
    const leave = async (name: string) => {
      const leaver = await member(home, name);
      assert.is((await leaver.post('/settings/data/delete', { present: password })).status, 200);
      passed += 15 * day;
      await purge(instance);
      await fediverse.settled();
    };
    const kept = () => instance.db.select().from(departedMembers);
    await leave('nour');
    assert.equal(await kept(), [], 'nothing, unless it is asked for');
    assert.not.match((await stranger(home).get('/privacy')).text, 'Qui vous étiez');

    await saveRetention(instance, { ...(await retentionOf(instance.db)), identities: 1826 });
    assert.match((await stranger(home).get('/privacy')).text, /Qui vous étiez[\s\S]+1[\s\u202f]?826 jours/);
    await leave('theo');
    const [row] = await kept();
    assert.not.match(JSON.stringify(row), /theo|Théo|valombre/, 'sealed');
    const ines = await member(home, 'ines');
    for (const page of [
      `/admin/members/${row!.accountId}`,
      `/moderation/accounts/${row!.accountId}`,
      '/admin/members.csv',
    ])
      assert.not.match(
        (await ines.get(page)).text,
        'theo@valombre.example',
        `${page}: not even who administers reads it`,
      );

    assert.is((await asked(home, 'theo')).code, 1, 'not without a reason');
    const none = await asked(home, 'nour', 'x');
    assert.equal([none.code, none.text.trim()], [1, 'Nothing is kept of nour.']);
    assert.equal(
      (await instance.db.select().from(auditLog)).filter(({ act }) => act === 'member.identity'),
      [],
    );
    const told = await asked(home, 'theo', 'TJ', 'Lyon,', 'requête 26/117');
    assert.is(told.code, 0, told.text);
    const who = JSON.parse(told.text);
    assert.equal([who.name, who.displayName, who.email], ['theo', 'Théo Vasseur', 'theo@valombre.example']);
    const [entry] = await instance.db.select().from(auditLog).where(eq(auditLog.act, 'member.identity'));
    assert.equal([entry!.aboutId, entry!.detail], [row!.accountId, 'TJ Lyon, requête 26/117']);
    assert.match(
      (await (await member(home, 'ines')).get('/admin/log')).text,
      'A demandé qui était une personne partie',
    );

    passed += 1827 * day;
    await purge(instance);
    assert.equal(await kept(), []);
  } finally {
    await fediverse.stop();
  }
});

test.run();
