// deadline: 120 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changePassword } from '../../src/accounts/members.ts';
import { resetSecondStep, withSecondStep } from '../../src/accounts/second-step.ts';
import { recoveryCodes, secondSteps, signIns } from '../../src/accounts/sign-in-tables.ts';
import { sessions } from '../../src/accounts/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { purge } from '../../src/housekeeping.ts';
import { events } from '../../src/platform/tables.ts';
import { totpCode } from '../../src/platform/totp.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { member, stranger, type Visitor } from '../support/visitor.ts';

async function withHome(work: (home: Home, later: (ms: number) => void) => Promise<void>) {
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  await work(fediverse.homes.valombre, (ms) => {
    passed += ms;
  });
  await fediverse.stop();
}

const codeAt = (home: Home, secret: string) => totpCode(secret, Math.floor(home.instance.clock() / 30_000));

/** Puts the second step in place as a person does; gives the secret and the recovery codes. */
async function turnOn(home: Home, visitor: Visitor) {
  await visitor.post('/settings/second-step/start');
  const page = await visitor.get('/settings/second-step');
  const secret = /class="key"[^>]*>([^<]+)/.exec(page.text)![1]!.replaceAll(' ', '');
  assert.match(page.text, /<path d="M4 4h7v1h-7z/);
  assert.is((await visitor.post('/settings/second-step', { code: '000000', present: password })).status, 422);
  assert.is(
    (await visitor.post('/settings/second-step', { code: codeAt(home, secret), present: 'wrong' })).status,
    422,
  );
  const told = await visitor.post('/settings/second-step', { code: codeAt(home, secret), present: password });
  assert.is(told.status, 200);
  return { secret, codes: [...told.text.matchAll(/<code>([^<]+)/g)].map((match) => match[1]!) };
}

const signIn = async (home: Home, name = 'malik') => {
  const visitor = stranger(home);
  const reply = await visitor.post('/sign-in', { name, password });
  return { visitor, reply };
};

test('S114 the second step: a code opens once, so does a recovery code, and neither is kept in clear', () =>
  withHome(async (home, later) => {
    const { secret, codes } = await turnOn(home, await member(home, 'malik'));
    assert.is(codes.length, 8);
    const kept = JSON.stringify([
      await home.instance.db.select().from(secondSteps),
      await home.instance.db.select().from(recoveryCodes),
    ]);
    for (const word of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      assert.not.ok(kept.includes(word));

    later(30_000);
    const { visitor, reply } = await signIn(home);
    assert.is(reply.location, '/sign-in/code?next=%2F');
    assert.is(visitor.cookies.get('session'), undefined);
    assert.is((await visitor.get('/settings')).status, 303, 'the password alone opens nothing');
    assert.is((await visitor.get('/sign-in/code')).status, 200);
    assert.is((await visitor.post('/sign-in/code', { code: '123' })).status, 422);
    const code = codeAt(home, secret);
    assert.is((await visitor.post('/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status, 303);
    assert.is((await visitor.get('/settings')).status, 200);

    const again = (await signIn(home)).visitor;
    assert.is((await again.post('/sign-in/code', { code })).status, 422, 'the same code, half a minute long');
    assert.is(
      (await again.post('/sign-in/code', { code: totpCode(secret, Math.floor(home.instance.clock() / 30_000) - 1) }))
        .status,
      422,
    );
    assert.is((await again.post('/sign-in/code', { code: codes[0]!.toUpperCase() })).status, 303);
    assert.is((await again.get('/settings')).status, 200);
    const third = (await signIn(home)).visitor;
    assert.is((await third.post('/sign-in/code', { code: codes[0]! })).status, 422);
    const [left] = (await again.get('/settings/second-step')).text.match(/Il reste 7 codes/) ?? [];
    assert.ok(left);
  }));

test('S107 the second step without the first is refused, and so is one whose member is no longer active', () =>
  withHome(async (home, later) => {
    const { secret } = await turnOn(home, await member(home, 'malik'));
    later(30_000);
    const nobody = stranger(home);
    assert.is((await nobody.post('/sign-in/code', { code: codeAt(home, secret) })).status, 401);
    assert.is((await nobody.get('/sign-in/code')).location, '/sign-in?next=%2Fsign-in%2Fcode');
    nobody.cookies.set('half', 'invented');
    assert.is((await nobody.post('/sign-in/code', { code: codeAt(home, secret) })).status, 401);

    const late = (await signIn(home)).visitor;
    later(11 * 60_000);
    assert.is((await late.post('/sign-in/code', { code: codeAt(home, secret) })).status, 401);

    const open = (await signIn(home)).visitor;
    const ines = await member(home, 'ines');
    const { id } = await home.account('malik');
    const decide = (act: string) =>
      ines.post(`/moderation/accounts/${id}/decision`, { act, sure: 'on', ground: 'charter', statement: 'Insultes.' });
    await decide('suspend');
    assert.is((await open.post('/sign-in/code', { code: codeAt(home, secret) })).status, 401);
    await decide('lift');
    assert.is((await open.post('/sign-in/code', { code: codeAt(home, secret) })).status, 401, 'it ended then');

    const again = (await signIn(home)).visitor;
    assert.is((await again.post('/sign-in/code', { code: codeAt(home, secret) })).status, 303);
    assert.is(
      (await again.post('/sign-in/code', { code: codeAt(home, secret) })).status,
      401,
      'one first step, one second',
    );
  }));

test('S86 a first step that was taken with the old password leads nowhere once it is changed', () =>
  withHome(async (home, later) => {
    const { secret } = await turnOn(home, await member(home, 'malik'));
    later(30_000);
    const open = (await signIn(home)).visitor;
    await changePassword(home.instance, (await home.account('malik')).id, null, 'une autre phrase bien longue 9', '');
    assert.is((await open.post('/sign-in/code', { code: codeAt(home, secret) })).status, 401);
  }));

test('S108 five wrong codes close the second step for a while, whatever passwords come between', () =>
  withHome(async (home, later) => {
    const { secret } = await turnOn(home, await member(home, 'malik'));
    later(30_000);
    for (let n = 0; n < 5; n++) {
      const { visitor } = await signIn(home);
      assert.is((await visitor.post('/sign-in/code', { code: '000000' })).status, 422);
    }
    const { visitor } = await signIn(home);
    assert.is((await visitor.post('/sign-in/code', { code: codeAt(home, secret) })).status, 429);
  }));

test('S86 an administrator resets the second step: it is recorded, and every session ends', () =>
  withHome(async (home) => {
    const malik = await member(home, 'malik');
    await turnOn(home, malik);
    const { id } = await home.account('malik');
    const ines = await member(home, 'ines');
    assert.match((await ines.get(`/admin/members/${id}`)).text, `/admin/members/${id}/second-step/delete`);
    assert.is((await ines.post(`/admin/members/${id}/second-step/delete`)).status, 303);
    assert.is((await malik.get('/settings')).status, 303);
    assert.is((await signIn(home)).reply.location, '/welcome/1');
    assert.is((await withSecondStep(home.instance)).size, 0);
    const recorded = (await home.instance.db.select().from(events)).filter(
      ({ type }) => type === 'member.second-step-reset',
    );
    assert.equal(
      recorded.map(({ payload }) => payload),
      [{ accountId: id, by: (await home.account('ines')).id }],
    );
    try {
      await resetSecondStep(home.instance, id, null);
      assert.unreachable();
    } catch (error) {
      assert.is((error as { status: number }).status, 404);
    }
  }));

test('the step is turned off, and codes renewed, with the password only', () =>
  withHome(async (home) => {
    const malik = await member(home, 'malik');
    const { codes } = await turnOn(home, malik);
    assert.is((await malik.post('/settings/second-step/start')).status, 409);
    assert.is((await malik.post('/settings/second-step/codes', { present: 'wrong' })).status, 422);
    const renewed = await malik.post('/settings/second-step/codes', { present: password });
    assert.is(renewed.text.match(/<code>/g)!.length, 8);
    assert.not.match(renewed.text, codes[0]!);
    assert.is((await malik.post('/settings/second-step/delete', { present: 'wrong' })).status, 422);
    assert.is((await malik.post('/settings/second-step/delete', { present: password })).status, 303);
    assert.is((await signIn(home)).reply.location, '/welcome/1');
  }));

test('L03 the history of sign-ins is one’s own, says how and from where, and is forgotten after twelve months', () =>
  withHome(async (home, later) => {
    const { visitor } = await signIn(home, 'malik');
    await member(home, 'nour');
    const page = await visitor.get('/settings/security');
    assert.match(page.text, 'Mot de passe');
    assert.match(page.text, '127.0.0.0');
    assert.is((await home.instance.db.select().from(signIns)).length, 2);
    assert.is(page.text.match(/id="sign-in-/g)!.length, 1);
    later(364 * 86_400_000);
    await purge(home.instance);
    assert.is((await home.instance.db.select().from(signIns)).length, 2);
    later(2 * 86_400_000);
    await purge(home.instance);
    assert.is((await home.instance.db.select().from(signIns)).length, 0);
    assert.is((await home.instance.db.select().from(sessions)).length, 0);
  }));

test.run();
