// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountByHandle } from '../../src/accounts/account.ts';
import { invite, revokeInvitation } from '../../src/accounts/invitations.ts';
import { admit, refuse } from '../../src/accounts/join-request.ts';
import { listMembers } from '../../src/accounts/members.ts';
import { changeSignUp } from '../../src/accounts/organisation-settings.ts';
import type { SignUpRule } from '../../src/accounts/organisation-tables.ts';
import { purgeLinks } from '../../src/accounts/sign-up.ts';
import { accounts, invitations } from '../../src/accounts/tables.ts';
import { eq } from '../../src/platform/columns.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';
import { type Reply, stranger } from '../support/visitor.ts';

const password = 'une phrase bien longue 7';
const person = (more: Record<string, string> = {}) => ({
  name: 'lea',
  displayName: 'Léa Martin',
  email: 'lea@valombre.example',
  password,
  affiliation: 'student',
  charter: 'on',
  reason: 'Je suis en L2.',
  ...more,
});

interface Door {
  home: Home;
  letters: Awaited<ReturnType<typeof startSmtpSink>>['letters'];
  mailServer: { away: boolean };
  advance: (ms: number) => void;
  /** Sends the form from an address of its own, so that tries are not counted together, and waits for what it sends. */
  join: (fields: Record<string, string>) => Promise<Reply>;
}

async function withDoor(rule: SignUpRule, domains: string[], work: (door: Door) => Promise<void>) {
  const sink = await startSmtpSink();
  let now = Date.now();
  const env = { SMTP_URL: sink.url, TRUST_PROXY: '127.0.0.1' };
  const fediverse = await startFediverse(['valombre'], env, { clock: () => now });
  const home = fediverse.homes.valombre;
  let from = 0;
  try {
    await changeSignUp(home.instance, rule, domains);
    await work({
      home,
      letters: sink.letters,
      mailServer: sink.state,
      advance: (ms) => {
        now += ms;
      },
      join: async (fields) => {
        const reply = await stranger(home).post('/sign-up', fields, {
          'x-forwarded-for': `203.0.${from >> 8}.${from++ & 255}`,
        });
        await home.running.settled();
        return reply;
      },
    });
  } finally {
    await fediverse.stop();
    await sink.close();
  }
}

const seats = async (home: Home, id: number) =>
  (await home.instance.db.select().from(invitations).where(eq(invitations.id, id)))[0]!.used;

test('S116 the last seat of an invitation is taken once, by whoever of fifty comes first', () =>
  withDoor('invitation', [], async ({ home, join }) => {
    const ines = await home.account('ines');
    const { code, id } = await invite(home.instance, ines.id, { seats: 2, days: 1, affiliation: null, note: '' });
    assert.is((await join({ ...person({ name: 'first', email: 'first@x.example' }), invitation: code })).status, 303);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        join({ ...person({ name: `n${n}`, email: `n${n}@x.example` }), invitation: code }),
      ),
    );
    assert.equal(
      [303, 404].map((status) => answers.filter((answer) => answer.status === status).length),
      [1, 49],
    );
    assert.is(await seats(home, id), 2);
    assert.is((await listMembers(home.instance)).length, 5 + 2);
  }));

test('S116 an invitation that ended, was closed, or is of another organisation lets nobody in', () =>
  withDoor('invitation', [], async ({ home, join, advance }) => {
    const { instance } = home;
    const ines = await home.account('ines');
    const make = () => invite(instance, ines.id, { seats: 5, days: 1, affiliation: null, note: '' });
    const other = await startFediverse(['morvan']);
    const jeanne = await other.homes.morvan.account('jeanne');
    const foreign = await invite(other.homes.morvan.instance, jeanne.id, {
      seats: 5,
      days: 1,
      affiliation: null,
      note: '',
    });
    await other.stop();
    const [closed, ended] = [await make(), await make()];
    await revokeInvitation(instance, closed.id);
    advance(86_400_001);
    for (const code of [closed.code, ended.code, foreign.code, '', ' ', '0', `${ended.code}%00`]) {
      const { status } = await join({ ...person(), invitation: code });
      assert.ok(status === 404 || status === 403, `${code}: ${status}`);
      if (code.trim()) assert.is((await stranger(home).get(`/invite/${code}`)).status, 404);
    }
    assert.is(await accountByHandle(instance, 'lea'), null);
    assert.is((await listMembers(instance)).length, 5);
  }));

test('S20 names that look like others, or mean something, are refused; a name is given once for ever', () =>
  withDoor('invitation', [], async ({ home, join }) => {
    const ines = await home.account('ines');
    const { code } = await invite(home.instance, ines.id, { seats: 100, days: 1, affiliation: null, note: '' });
    const names = [
      'аdmin',
      'admın',
      'root',
      'postmaster',
      '.well-known',
      'a‮b',
      'ab​c',
      '😀😀',
      'sign-in',
      'a',
      '..',
      'a b',
    ];
    for (const name of [...names, '-ab', 'ab-', 'x'.repeat(31), 'ines', 'INES', 'valombre', 'api', 'static']) {
      const { status, text } = await join({ ...person({ name }), invitation: code });
      assert.is(status, 422, name);
      assert.match(text, 'id="e-name"', name);
    }
    assert.is((await join({ ...person({ name: 'Lea.Martin_2' }), invitation: code })).status, 303);
    assert.is((await home.account('lea.martin_2')).name, 'lea.martin_2');
    await home.instance.database.write((tx) =>
      tx.update(accounts).set({ deletedAt: 1, displayName: '' }).where(eq(accounts.nameKey, 'lea.martin_2')),
    );
    const again = await join({ ...person({ name: 'lea.martin_2', email: 'x@x.example' }), invitation: code });
    assert.is(again.status, 422);
  }));

test('S113 a password beyond all measure is refused before it is hashed', () =>
  withDoor('open', [], async ({ join, letters }) => {
    const started = performance.now();
    for (const long of ['x'.repeat(257), 'é'.repeat(200), 'x'.repeat(60_000)])
      assert.is((await join(person({ password: long }))).status, 422);
    assert.ok(performance.now() - started < 1000);
    assert.is(letters.length, 0);
  }));

for (const rule of ['open', 'domain', 'approval'] as const)
  test(`S109 whether an address has an account is told by letter alone (${rule})`, () =>
    withDoor(rule, ['valombre.example'], async ({ home, join, letters }) => {
      const bare = ({ status, text }: Reply) => [status, text.replace(/nonce-[^']+|nonce="[^"]+"|value="[^"]+"/g, '')];
      const mail = { email: 'nobody@valombre.example' };
      const unknown = await join(person({ name: 'first', ...mail }));
      const taken = await join(person({ name: 'second', email: 'malik@valombre.example' }));
      const shown = bare(taken).map((part) => String(part).replaceAll('malik@', 'nobody@'));
      assert.equal(shown, bare(unknown).map(String));
      assert.is(unknown.status, 200);
      assert.is(await accountByHandle(home.instance, 'second'), null);
      if (rule === 'approval') return assert.is(letters.length, 0);
      assert.equal(
        letters.map(({ to }) => to[0]),
        ['nobody@valombre.example', 'malik@valombre.example'],
      );
      assert.match(letters[0]!.source, /\/confirm\//);
      assert.not.match(letters[1]!.source, /\/confirm\//);
      const again = await join(person({ name: 'ines', email: 'malik@valombre.example' }));
      assert.is(again.status, 422, 'a name that is taken is told alike');
    }));

test('who asked to join is told what was decided, in their language', () =>
  withDoor('approval', [], async ({ home, join, letters }) => {
    for (const name of ['lea', 'tom']) await join(person({ name, email: `${name}@valombre.example` }));
    const [lea, tom] = await listMembers(home.instance, 'pending');
    await admit(home.instance, lea!.accountId);
    await refuse(home.instance, tom!.accountId);
    await home.running.settled();
    assert.equal(
      letters.map(({ to }) => to[0]),
      ['lea@valombre.example', 'tom@valombre.example'],
    );
    assert.match(letters[0]!.source, /\/sign-in/);
    assert.not.match(letters[1]!.source, /\/sign-in/);
    for (const { source } of letters) assert.match(source, /Bonjour|Hello/);
  }));

test('F30 a letter waits for a mail server that is away', () =>
  withDoor('domain', ['valombre.example'], async ({ home, join, letters, mailServer, advance }) => {
    mailServer.away = true;
    assert.is((await join(person())).status, 200);
    assert.is(letters.length, 0);
    mailServer.away = false;
    advance(3_600_000);
    await home.running.settled();
    assert.equal(
      letters.map(({ to }) => to[0]),
      ['lea@valombre.example'],
    );
  }));

test('S115 what is no plain address gets no letter and no account', () =>
  withDoor('domain', ['valombre.example'], async ({ home, join, letters }) => {
    const hostile = [
      'lea@valombre.example, mallory@evil.example',
      'lea@valombre.example\r\nBcc: mallory@evil.example',
      '"lea@evil.example"@valombre.example',
      'lea@evil.example(@valombre.example',
      'group:lea@valombre.example;',
      'mallory@evil.example <lea@valombre.example',
      'lea@evil.example#@valombre.example@evil.example',
      'lea@valombre.example.evil.example',
      'lea@xn--valombre.example',
      'lea',
      '@valombre.example',
    ];
    for (const email of hostile) assert.is((await join(person({ email }))).status, 422, email);
    assert.is(letters.length, 0);
    assert.is((await listMembers(home.instance)).length, 5);
    const plain = await join(person({ displayName: 'Léa\r\nBcc: <mallory@evil.example>, "x" (y); z' }));
    assert.is(plain.status, 200);
    assert.equal(
      letters.map(({ to }) => to),
      [['lea@valombre.example']],
    );
    assert.not.match(letters[0]!.source, 'evil.example');
  }));

for (const rule of ['open', 'approval'] as const)
  test(`S47 who has only asked to join has no page, no actor and no name to complete (${rule})`, () =>
    withDoor(rule, [], async ({ home, join, advance }) => {
      await join(person({ displayName: 'Présidence de l’université' }));
      const visitor = stranger(home);
      const activity = { accept: 'application/activity+json' };
      assert.is((await visitor.get('/@lea')).status, 404);
      assert.is((await visitor.get('/@lea', activity)).status, 404);
      const finger = await visitor.get(`/.well-known/webfinger?resource=acct:lea@${home.host}`);
      assert.is(finger.status, 404);
      const [row] = await home.instance.db.select().from(accounts).where(eq(accounts.nameKey, 'lea'));
      assert.is((await visitor.get(`/ap/accounts/${row!.id}`, activity)).status, 404);
      advance(3 * 86_400_000);
      await purgeLinks(home.instance);
      const kept = await home.instance.db.select().from(accounts).where(eq(accounts.nameKey, 'lea'));
      assert.is(kept.length, rule === 'open' ? 0 : 1, 'what was never confirmed goes, what waits for a person stays');
    }));

test.run();
