// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sessions } from '../../src/accounts/tables.ts';
import { password } from '../../src/demo/cast.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { member, type Reply, stranger } from '../support/visitor.ts';

const day = 86_400_000;

async function withHome(
  work: (home: Home, advance: (ms: number) => void) => Promise<void>,
  env: Record<string, string> = {},
) {
  let now = Date.now();
  const fediverse = await startFediverse(['valombre'], env, { clock: () => now });
  try {
    await work(fediverse.homes.valombre, (ms) => {
      now += ms;
    });
  } finally {
    await fediverse.stop();
  }
}

const signIn = (home: Home, name: string, word = password, headers: Record<string, string> = {}, next = '') =>
  stranger(home).post('/sign-in', { name, password: word, ...(next && { next }) }, headers);

test('S108 five wrong passwords close an account for a while, whatever address they come from', () =>
  withHome(
    async (home) => {
      const from = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}` });
      for (let n = 0; n < 5; n++) assert.is((await signIn(home, 'malik', 'wrong', from(n))).status, 422);
      for (const name of ['malik', 'MALIK', '@malik', ' malik ', 'malik@valombre.example', 'Malik@Valombre.example']) {
        const late = await signIn(home, name, password, from(9));
        assert.is(late.status, 429, name);
        assert.ok(Number(late.headers['retry-after']) > 60, name);
      }
      assert.is((await signIn(home, 'solene', password, from(1))).status, 303, 'others are not locked out');
    },
    { TRUST_PROXY: '127.0.0.0/8' },
  ));

test('S108 S29 twenty tries close an address; a forwarded one changes nothing without a trusted proxy', () =>
  withHome(async (home) => {
    const statuses: number[] = [];
    for (let n = 0; n < 21; n++)
      statuses.push((await signIn(home, `name${n}`, 'wrong', { 'x-forwarded-for': `203.0.113.${n}` })).status);
    assert.equal([...new Set(statuses.slice(0, 20))], [422]);
    assert.is(statuses[20], 429);
  }));

test('S109 a wrong name and a wrong password get the same answer, at the same cost', () =>
  withHome(
    async (home) => {
      const bare = ({ status, text }: Reply, name: string) =>
        `${status} ${text.replaceAll(name, 'NAME').replace(/nonce-[^']+|nonce="[^"]+"|name="_csrf"\s+value="[^"]+"/g, '')}`;
      const times: Record<string, number[]> = { malik: [], nobody: [] };
      const texts = new Set<string>();
      for (let n = 0; n < 4; n++)
        for (const name of ['malik', 'nobody']) {
          const visitor = stranger(home);
          await visitor.token();
          const started = performance.now();
          const reply = await visitor.post(
            '/sign-in',
            { name, password: 'wrong' },
            { 'x-forwarded-for': `203.0.113.${n}` },
          );
          times[name]!.push(performance.now() - started);
          texts.add(bare(reply, name));
        }
      assert.is(texts.size, 1);
      const [known, unknown] = [times.malik!, times.nobody!].map((list) => Math.min(...list));
      assert.ok(Math.abs(known! - unknown!) < Math.max(40, known! * 0.5), `${known} ms, ${unknown} ms`);
    },
    { TRUST_PROXY: '127.0.0.0/8' },
  ));

test('S110 the session is new at each sign-in, kept as a hash, and its cookie is closed to scripts', () =>
  withHome(async (home) => {
    const visitor = stranger(home);
    visitor.cookies.set('session', 'planted-by-somebody');
    const reply = await visitor.post('/sign-in', { name: 'malik', password });
    assert.is(reply.status, 303);
    const first = visitor.cookies.get('session')!;
    assert.is.not(first, 'planted-by-somebody');
    const line = [reply.headers['set-cookie'] ?? []].flat().find((text) => text.startsWith('session='))!;
    for (const part of [/; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i]) assert.match(line, part);
    const rows = await home.instance.db.select().from(sessions);
    assert.not.ok(JSON.stringify(rows).includes(first), 'a stolen database signs nobody in');
    await visitor.post('/sign-out');
    assert.is((await home.instance.db.select().from(sessions)).length, rows.length - 1);
    visitor.cookies.set('session', first);
    assert.is((await visitor.get('/settings')).status, 303);
  }));

test('S110 behind TLS the cookie is bound to the host', async () => {
  const { createInstance, closeInstance } = await import('../../src/instance.ts');
  const { parseConfig } = await import('../../src/config.ts');
  const { setSessionCookie } = await import('../../src/web/session.ts');
  const { withFolder } = await import('../support/folder.ts');
  await withFolder(async (folder) => {
    const instance = await createInstance(
      parseConfig({ ORIGIN: 'https://u.example', DATA_DIR: folder, LOG_LEVEL: 'silent', SECRET_KEY: 'k'.repeat(44) }),
    );
    const told: unknown[] = [];
    setSessionCookie(instance, { cookie: (...all: unknown[]) => told.push(...all) } as never, 'token');
    assert.is(told[0], '__Host-session');
    assert.is((told[2] as { secure: boolean }).secure, true);
    assert.is((told[2] as { domain?: string }).domain, undefined);
    await closeInstance(instance);
  });
});

test('S110 a session ends after 14 days without a visit, and after 90 in any case', () =>
  withHome(async (home, advance) => {
    const [idle, busy] = [await member(home, 'malik'), await member(home, 'solene')];
    for (let days = 0; days < 85; days += 5) {
      assert.is((await busy.get('/settings')).status, 200, `${days} days`);
      if (days === 10) assert.is((await idle.get('/settings')).status, 200);
      if (days === 25) assert.is((await idle.get('/settings')).status, 303);
      advance(5 * day);
    }
    assert.is((await busy.get('/settings')).status, 200, '85 days');
    advance(6 * day);
    assert.is((await busy.get('/settings')).status, 303, '91 days');
  }));

test('S110 S86 a new password ends every other session, and theirs alone', () =>
  withHome(async (home) => {
    const [here, there, other] = [await member(home, 'malik'), await member(home, 'malik'), await member(home, 'nour')];
    const fresh = 'une phrase toute neuve 8';
    const wrong = await here.post('/settings/password', { present: 'wrong', password: fresh });
    assert.is(wrong.status, 422);
    assert.match(wrong.text, 'id="e-present"');
    assert.is((await there.get('/settings')).status, 200);
    assert.is((await here.post('/settings/password', { present: password, password: fresh })).status, 303);
    assert.equal(
      await Promise.all([here, there, other].map(async (one) => (await one.get('/settings')).status)),
      [200, 303, 200],
    );
    assert.is((await signIn(home, 'malik', password)).status, 422);
    assert.is((await signIn(home, 'malik', fresh)).status, 303);
  }));

test('S110 a suspended member is signed out at once, and cannot come back', () =>
  withHome(async (home) => {
    const [malik, ines] = [await member(home, 'malik'), await member(home, 'ines')];
    const { id } = await home.account('malik');
    const decide = (act: string) =>
      ines.post(`/moderation/accounts/${id}/decision`, { act, sure: 'on', ground: 'charter', statement: 'Insultes.' });
    assert.is((await decide('suspend')).status, 303);
    assert.is((await malik.get('/settings')).status, 303);
    assert.is((await signIn(home, 'malik')).status, 422);
    assert.is((await stranger(home).get('/@malik')).status, 404);
    await decide('lift');
    assert.is((await signIn(home, 'malik')).status, 303);
  }));

test('S81 nobody is signed in or out by a link or by a form from elsewhere', () =>
  withHome(async (home) => {
    const malik = await member(home, 'malik');
    for (const method of ['GET', 'HEAD']) assert.ok((await malik.send(method, '/sign-out')).status >= 404, method);
    for (const [name, value] of [
      ['origin', 'https://evil.example'],
      ['sec-fetch-site', 'cross-site'],
    ])
      assert.is((await malik.post('/sign-out', {}, { [name!]: value! })).status, 403);
    assert.is((await malik.get('/settings')).status, 200);
    const victim = stranger(home);
    const forged = `name=malik&password=${password}&_csrf=${await stranger(home).token()}`;
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.is((await victim.send('POST', '/sign-in', { headers: type, body: forged })).status, 403);
    await victim.token();
    assert.is((await victim.send('POST', '/sign-in', { headers: type, body: forged })).status, 403);
    assert.is(victim.cookies.get('session'), undefined);
  }));

const elsewhere = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example/',
  'http://valombre.localhost@evil.example/',
  '/%2f%2fevil.example/..//evil.example',
  '%2f%2fevil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '/\t/evil.example',
  '/\r\nLocation: https://evil.example',
  ' //evil.example',
  '.evil.example',
  '@evil.example',
];

test('S82 nothing that a link says leads away after signing in, nor after an act', () =>
  withHome(
    async (home) => {
      const here = (location: string) =>
        location.startsWith('/') && !/^\/[/\\]/.test(location) && !/[\r\n]/.test(location);
      for (const [n, next] of elsewhere.entries()) {
        const reply = await signIn(
          home,
          ['malik', 'nour', 'solene', 'theo'][n % 4]!,
          password,
          { 'x-forwarded-for': `203.0.113.${n}` },
          next,
        );
        assert.is(reply.status, 303, next);
        assert.ok(here(reply.location), `${next} → ${reply.location}`);
        assert.is(new URL(reply.location, home.origin).origin, home.origin, next);
      }
      const malik = await member(home, 'malik');
      for (const next of elsewhere) {
        const reply = await malik.get(`/sign-in?next=${encodeURIComponent(next)}`);
        assert.ok(here(reply.location), `${next} → ${reply.location}`);
      }
      const id = await home.write('ines', 'Bonjour');
      for (const referer of ['https://evil.example/', 'javascript:alert(1)', `${home.origin}//evil.example/x`]) {
        const { location } = await malik.post(`/posts/${id}/like`, {}, { referer });
        assert.ok(here(location), `${referer} → ${location}`);
      }
    },
    { TRUST_PROXY: '127.0.0.0/8' },
  ));

test('S88 no page of a member is left behind for the next person or a cache that looks at names', () =>
  withHome(async (home) => {
    const malik = await member(home, 'malik');
    for (const path of ['/settings/x.css', '/settings/profile/a.js', '/notifications/logo.png', '/admin/x.css'])
      assert.is((await malik.get(path)).status, 404, path);
    for (const path of ['/settings.css', '/settings;x.css', '/settings%2fx.css', '/settings/%2e%2e/x.css'])
      assert.ok((await malik.get(path)).status >= 400, path);
    for (const path of ['/', '/settings', '/settings/sessions', '/notifications', '/compose', '/nowhere'])
      assert.is((await malik.get(path)).headers['cache-control'], 'private, no-store', path);
    await malik.post('/sign-out');
    assert.not.match((await malik.get('/')).text, 'Malik');
  }));

test('S87 S28 line ends in any place of an address or a header end nothing', () =>
  withHome(async (home) => {
    const malik = await member(home, 'malik');
    for (const path of [
      '/tags/a%0d%0aX-Evil:1',
      '/search?q=%0d%0aX-Evil:1',
      '/@ines%0d%0aX-Evil:1',
      '/?lang=en%0d%0a',
    ]) {
      const { headers, status } = await malik.get(path);
      assert.is(headers['x-evil'], undefined, path);
      assert.ok(status < 500, path);
    }
    const { headers } = await malik.get('/nowhere', { 'hx-request': 'true', 'hx-request-type': 'partial' });
    for (const value of Object.values(headers)) assert.not.match(String(value), /[\r\n]/);
  }));

test.run();
