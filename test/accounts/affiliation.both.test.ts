// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memberOf } from '../../src/accounts/members.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { purge } from '../../src/housekeeping.ts';
import { startFediverse } from '../support/fediverse.ts';
import { member } from '../support/visitor.ts';

const day = 86_400_000;
const dateIn = (days: number, now: number) => new Date(now + days * day).toISOString().slice(0, 10);

test('an affiliation with a last day is the organisation’s; the day after, a student is an alum and keeps the account', async () => {
  let now = Date.UTC(2027, 2, 10, 9);
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => now });
  const home = fediverse.homes.valombre;
  const ids = Object.fromEntries(
    await Promise.all(['malik', 'solene'].map(async (name) => [name, (await home.account(name)).id])),
  ) as Record<string, string>;
  const ines = await member(home, 'ines');
  const set = (name: string, form: Record<string, string>) =>
    ines.post(`/admin/members/${ids[name]}`, { role: 'member', ...form });
  const tie = async (name: string) => (await home.account(name)).affiliation;

  const last = dateIn(3, now);
  const wrong = await set('malik', { affiliation: 'student', from: dateIn(9, now), until: last });
  assert.is(wrong.status, 422);
  assert.match(wrong.text, 'La fin vient avant le début');
  assert.is((await set('malik', { affiliation: 'student', until: '30/06/2027' })).status, 422);
  assert.is((await set('malik', { affiliation: 'student', from: dateIn(-9, now), until: last })).status, 303);
  assert.is((await set('solene', { affiliation: 'staff', until: last })).status, 303);
  assert.match((await ines.get(`/admin/members/${ids.malik}`)).text, `value="${last}"`);

  const malik = await member(home, 'malik');
  const profile = await malik.get('/settings/profile');
  assert.not.match(profile.text, 'name="affiliation"');
  await malik.post('/settings/profile', { displayName: 'Malik', affiliation: 'faculty' });
  await updateProfile(home.instance, ids.malik!, { affiliation: 'faculty' });
  assert.is(await tie('malik'), 'student');

  now += 3 * day + 12 * 3_600_000;
  await purge(home.instance);
  assert.is(await tie('malik'), 'student', 'the last day counts whole');
  now += day / 2;
  const before = (await home.account('malik')).version;
  await purge(home.instance);
  assert.equal([await tie('malik'), await tie('solene')], ['alum', 'affiliate']);
  assert.ok((await home.account('malik')).version > before, 'other servers are told');
  assert.is((await memberOf(home.instance, ids.malik!))!.state, 'active');
  assert.is((await malik.get('/settings')).status, 200);
  await malik.post('/settings/profile', { displayName: 'Malik', affiliation: 'faculty' });
  assert.is(await tie('malik'), 'faculty', 'one’s own again');
  await fediverse.stop();
});

test.run();
