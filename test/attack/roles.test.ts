// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changeRole, memberRoles, powersOf } from '../../src/accounts/roles.ts';
import { suspend, unsuspend } from '../../src/accounts/suspend.ts';
import { members } from '../../src/accounts/tables.ts';
import { auditLog } from '../../src/moderation/tables.ts';
import { eq } from '../../src/platform/columns.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member } from '../support/visitor.ts';
import { fill, isUnsafe, powerFor, routesOf } from './route-table.ts';

const fediverse = await startFediverse(['valombre']);
const home = fediverse.homes.valombre;
const { instance } = home;
const guarded = routesOf(instance).filter(powerFor);
const accountId = (await home.account('theo')).id;
const give = (role: (typeof memberRoles)[number]) => changeRole(instance, accountId, role);
const roleOf = async () => (await instance.db.select().from(members).where(eq(members.accountId, accountId)))[0]!.role;

for (const role of memberRoles)
  test(`S118 a ${role} reaches what the role gives, and nothing else is there`, async () => {
    await give(role);
    const visitor = await member(home, 'theo');
    const powers = powersOf({ role });
    const wrong: string[] = [];
    for (const route of guarded) {
      const mine = powers.includes(powerFor(route)!);
      // What one may is tried where nothing is changed by it; what one may not, everywhere.
      if (mine && (isUnsafe(route) || route.includes(':'))) continue;
      // A stream has no end to wait for: test/moderation/live.test.ts.
      if (mine && route === 'GET /moderation/live') continue;
      const path = fill(route, { id: accountId });
      const { status } = isUnsafe(route)
        ? await visitor.post(path, { role: 'administrator' })
        : await visitor.get(path);
      if (status !== (mine ? 200 : 404)) wrong.push(`${route}: ${status}`);
    }
    assert.equal(wrong, []);
    assert.is(await roleOf(), role, 'nobody raises themselves');
  });

test('S118 the last administrator stays one, whoever asks', async () => {
  await give('member');
  const { id } = await home.account('ines');
  const ines = await member(home, 'ines');
  const reply = await ines.post(`/admin/members/${id}`, { role: 'moderator', affiliation: 'staff' });
  assert.is(reply.status, 422);
  assert.match(reply.text, 'id="f-role"');
  await give('administrator');
  assert.is((await ines.post(`/admin/members/${id}`, { role: 'member', affiliation: 'staff' })).status, 303);
  assert.is((await ines.get('/admin')).status, 404, 'and it holds at once');
  await changeRole(instance, id, 'administrator');
});

test('S107 a role that was taken back, and a suspension, hold from the next request on', async () => {
  await give('administrator');
  const theo = await member(home, 'theo');
  assert.is((await theo.get('/admin/log')).status, 200);
  await give('member');
  assert.is((await theo.get('/admin/log')).status, 404);
  assert.is((await theo.post('/admin/sign-up', { signUp: 'open' })).status, 404);
  await suspend(instance, accountId);
  assert.is((await theo.get('/settings')).status, 303);
  await unsuspend(instance, accountId);
});

test('S118 what an administrator does is in the log with who did it; what failed is not', async () => {
  await instance.database.write((tx) => tx.delete(auditLog));
  const [ines, nour] = [await member(home, 'ines'), (await home.account('nour')).id];
  await ines.post(`/admin/members/${nour}`, { role: 'communication', affiliation: 'alum' });
  await ines.post(`/admin/members/${nour}/sign-out`);
  await ines.post('/admin/sign-up', { signUp: 'domain', domains: '' });
  await ines.post('/admin/requests/1/accept');
  await ines.post('/admin/invitations', { seats: '3', days: '2' });
  const rows = await instance.db.select().from(auditLog);
  const { id: by } = await home.account('ines');
  assert.equal(
    rows.map(({ byId, act, aboutId, detail }) => [byId === by, act, aboutId === nour, detail]),
    [
      [true, 'member.role', true, 'communication'],
      [true, 'member.affiliation', true, 'alum'],
      [true, 'member.signOut', true, ''],
      [true, 'organisation.invite', false, '3'],
    ],
  );
});

test('S118 the homes stop', () => fediverse.stop());

test.run();
