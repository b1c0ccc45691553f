import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findMembers } from '../../src/accounts/find-members.ts';
import { changeRole } from '../../src/accounts/roles.ts';
import { auditEntries, audited, purgeAudit } from '../../src/moderation/audit.ts';
import { startWorld } from '../support/world.ts';

test('an act and its line are one: what fails leaves no line, and a year later the line goes (L08)', async () => {
  let now = Date.now();
  const world = await startWorld({}, { clock: () => now });
  try {
    const { instance } = world;
    const [ines, malik] = [(await world.account('ines')).id, (await world.account('malik')).id];
    const entry = { by: ines, act: 'member.role', about: malik, detail: 'moderator' } as const;
    await audited(instance, entry, (inside) => changeRole(inside, malik, 'moderator'));
    await audited(instance, { ...entry, about: ines }, (inside) => changeRole(inside, ines, 'member')).then(
      () => assert.unreachable(),
      () => {},
    );
    await audited(instance, { by: malik, act: 'job.replay' }, async () => {});
    const all = await auditEntries(instance, {});
    assert.equal(
      all.entries.map(({ by, act, about }) => [by?.name, act, about?.name]),
      [
        ['malik', 'job.replay', undefined],
        ['ines', 'member.role', 'malik'],
      ],
    );
    assert.is((await auditEntries(instance, { by: malik })).entries.length, 1);
    assert.is((await auditEntries(instance, { subject: 'member' })).entries.length, 1);
    now += 366 * 86_400_000;
    await purgeAudit(instance, now - 365 * 86_400_000);
    assert.is((await auditEntries(instance, {})).entries.length, 0);
  } finally {
    await world.stop();
  }
});

test('members are found by a part of a name or an address, whatever it holds, and by what they are', async () => {
  const world = await startWorld();
  try {
    const { instance } = world;
    const names = async (wanted: Parameters<typeof findMembers>[1]) =>
      Promise.all((await findMembers(instance, wanted)).found.map(({ member }) => member.email.split('@')[0]));
    assert.equal(await names({ text: 'BENHADD' }), ['malik']);
    assert.equal(await names({ text: 'nour@valombre' }), ['nour']);
    assert.equal(await names({ text: '%' }), []);
    assert.equal(await names({ text: '_' }), []);
    assert.equal((await names({ affiliation: 'student' })).sort(), ['malik', 'nour']);
    assert.equal(await names({ role: 'administrator' }), ['ines']);
    const everybody = await findMembers(instance, {});
    assert.is(everybody.all, 5);
    assert.is(everybody.older, null);
    const older = await findMembers(instance, { before: everybody.found[1]!.member.accountId });
    assert.is(older.found.length, 3);
  } finally {
    await world.stop();
  }
});

test.run();
