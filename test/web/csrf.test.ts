import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withGuards } from './guarded.ts';

const form = (token: string, more: Record<string, string> = {}) =>
  new URLSearchParams({ _csrf: token, text: 'x', ...more }).toString();

test('S80 a form of our own page is taken, as urlencoded and as multipart', () =>
  withGuards(async ({ instance, account, signIn, token, post }) => {
    const mine = await token(await signIn('ines'));
    const origin = instance.config.origin;
    const response = await post(form(mine.token), { cookie: mine.cookie, origin, 'sec-fetch-site': 'same-origin' });
    assert.is(response.status, 200);
    assert.is((await response.json()).as, (await account('ines')).id);
    const data = new FormData();
    data.set('_csrf', mine.token);
    assert.is((await post(data, { cookie: mine.cookie })).status, 200);
  }));

test('S80 every other form is refused', () =>
  withGuards(async ({ signIn, token, post, url }) => {
    const mine = await token(await signIn('ines'));
    const other = await token(await signIn('ines'));
    const visitor = await token();
    const refusals: [string, string, Record<string, string>][] = [
      ['without a token', 'text=x', {}],
      ['with an empty token', form(''), {}],
      ['with the token of another session', form(other.token), {}],
      ['with the token of a visitor', form(visitor.token), {}],
      ['with a token cut short', form(mine.token.slice(0, -1)), {}],
      ['with the salt of another', form(`${other.token.split('.')[0]}.${mine.token.split('.')[1]}`), {}],
      ['with the word of htmx alone', 'text=x', { 'hx-request': 'true' }],
      ['with the token in a header', 'text=x', { 'x-csrf-token': mine.token }],
      ['from another site', form(mine.token), { 'sec-fetch-site': 'cross-site' }],
      ['from a neighbouring host', form(mine.token), { 'sec-fetch-site': 'same-site' }],
      ['from another origin', form(mine.token), { origin: 'https://evil.example' }],
      ['from no origin', form(mine.token), { origin: 'null' }],
      ['from another port', form(mine.token), { origin: 'http://valombre.localhost:3002' }],
    ];
    for (const [name, body, headers] of refusals) {
      const response = await post(body, { cookie: mine.cookie, ...headers });
      assert.is(response.status, 403, name);
    }
    assert.is(
      (await fetch(`${url}/form?_csrf=${mine.token}`, { method: 'POST', headers: { cookie: mine.cookie } })).status,
      403,
    );
    assert.is((await post(form(mine.token), {})).status, 403, 'without its cookie');
    assert.is(
      (await post(form(mine.token), { cookie: `${mine.cookie}; ${other.cookie}` })).status,
      403,
      'with two sessions',
    );
  }));

test('S80 other types of body are a 415, and a method in the form changes nothing', () =>
  withGuards(async ({ signIn, token, post, url }) => {
    const mine = await token(await signIn('ines'));
    for (const type of ['text/plain', 'application/json', 'application/xml', ''])
      assert.is(
        (await post(`{"_csrf":"${mine.token}"}`, { cookie: mine.cookie, 'content-type': type })).status,
        415,
        type,
      );
    const overridden = await post(form(mine.token, { _method: 'DELETE' }), {
      cookie: mine.cookie,
      'x-http-method-override': 'DELETE',
    });
    assert.is(overridden.status, 200);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      assert.is((await fetch(`${url}/form`, { method, headers: { cookie: mine.cookie } })).status, 403, method);
  }));

test('S81 the sign-in form has a token of its own, tied to a cookie that a stranger cannot read', () =>
  withGuards(async ({ token, post, url }) => {
    const [visitor, stranger] = [await token(), await token()];
    assert.is((await post(form(visitor.token), { cookie: visitor.cookie })).status, 200);
    assert.is((await post(form(stranger.token), { cookie: visitor.cookie })).status, 403);
    assert.is((await post(form(visitor.token))).status, 403);
    const [set] = (await fetch(`${url}/token`)).headers.getSetCookie();
    assert.match(set!, /HttpOnly/);
    assert.match(set!, /SameSite=Lax/);
  }));

test('S80 S110 behind TLS the cookie of the token is bound to the host', () =>
  withGuards(
    async ({ url }) => {
      const [set] = (await fetch(`${url}/token`)).headers.getSetCookie();
      assert.match(set!, /^__Host-csrf=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    },
    { ORIGIN: 'https://valombre.example' },
  ));

test('a token is another on each page, and all of them open', () =>
  withGuards(async ({ signIn, token, post }) => {
    const cookie = await signIn('ines');
    const [one, two] = [await token(cookie), await token(cookie)];
    assert.is.not(one.token, two.token);
    for (const { token: each } of [one, two]) assert.is((await post(form(each), { cookie })).status, 200);
  }));

test.run();
