// deadline: 120 s
import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closeOtherSessions } from '../../src/accounts/sessions.ts';
import { purge } from '../../src/housekeeping.ts';
import { oauthApps } from '../../src/oauth/tables.ts';
import { personalToken } from '../../src/oauth/token.ts';
import { api } from '../mastodon/api-client.ts';
import { withApi } from '../mastodon/scene.ts';
import { member, stranger } from '../support/visitor.ts';

const redirect = 'https://app.example/callback?from=here';

test('an app is registered, let in on a page, gets its token once with PKCE, and is shown out', () =>
  withApi(async ({ home }) => {
    const app = await api(home, 'POST', '/api/v1/apps', {
      body: {
        client_name: 'Appli',
        redirect_uris: [redirect],
        scopes: 'read write follow',
        website: 'https://app.example',
      },
    });
    assert.is(app.status, 200);
    assert.is(app.headers.get('access-control-allow-origin'), '*');
    const { client_id, client_secret } = app.json;
    const verifier = 'v'.repeat(64);
    const asked = new URLSearchParams({
      client_id,
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'read write',
      state: 'é&x',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const malik = await member(home, 'malik');
    assert.is((await stranger(home).get(`/oauth/authorize?${asked}`)).status, 303, 'signs in first');
    const page = await malik.get(`/oauth/authorize?${asked}`);
    assert.is(page.status, 200);
    assert.match(page.text, 'Appli demande à agir pour vous');
    assert.match(String(page.headers['content-security-policy']), "form-action 'self' https://app.example");
    const back = await malik.post('/oauth/authorize', { ...Object.fromEntries(asked), action: 'allow' });
    assert.is(back.status, 303);
    const target = new URL(back.location);
    assert.is(`${target.origin}${target.pathname}`, 'https://app.example/callback');
    assert.equal([target.searchParams.get('from'), target.searchParams.get('state')], ['here', 'é&x']);
    const code = target.searchParams.get('code')!;
    const exchange = (more: Record<string, string> = {}) =>
      api(home, 'POST', '/oauth/token', {
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id,
          client_secret,
          redirect_uri: redirect,
          code,
          code_verifier: verifier,
          ...more,
        }),
      });
    assert.is((await exchange({ client_secret: 'wrong', code_verifier: '' })).json.error, 'invalid_client');
    const given = await exchange();
    assert.is(given.status, 200);
    assert.equal([given.json.token_type, given.json.scope], ['Bearer', 'read write']);
    assert.is((await exchange()).json.error, 'invalid_grant', 'S111 a code works once');
    const token = given.json.access_token;
    const me = await api(home, 'GET', '/api/v1/accounts/verify_credentials', { token });
    assert.equal([me.status, me.json.acct], [200, 'malik']);
    assert.match((await malik.get('/settings/apps')).text, 'Appli');
    const ended = await api(home, 'POST', '/oauth/revoke', { body: { client_id, client_secret, token } });
    assert.is(ended.status, 200);
    assert.is((await api(home, 'GET', '/api/v1/accounts/verify_credentials', { token })).status, 401);
  }));

test('S112 what an app says of itself is text wherever it is shown; too many at once are refused, unused ones go', () => {
  let passed = 0;
  return withApi(
    async ({ home }) => {
      const name = '<script>alert(1)</script>"onmouseover="x';
      const scopes = 'read write';
      const asked = { client_name: name, redirect_uris: redirect, scopes, website: 'https://app.example/"><b>x' };
      const register = (more: object = {}) => api(home, 'POST', '/api/v1/apps', { body: { ...asked, ...more } });
      assert.is((await register({ website: 'JavaScript:alert(1)' })).status, 422);
      const app = (await register()).json;
      const malik = await member(home, 'malik');
      const { client_id, client_secret } = app;
      const wanted = { client_id, redirect_uri: redirect, response_type: 'code', scope: scopes };
      const consent = await malik.get(`/oauth/authorize?${new URLSearchParams(wanted)}`);
      const back = await malik.post('/oauth/authorize', { ...wanted, action: 'allow' });
      const code = new URL(back.location).searchParams.get('code')!;
      const grant = { grant_type: 'authorization_code', client_id, client_secret, redirect_uri: redirect, code };
      const { json: given } = await api(home, 'POST', '/oauth/token', { body: new URLSearchParams(grant) });
      await personalToken(home.instance, (await home.account('malik')).id, '"><i onclick=x>', ['read']);
      const settings = await malik.get('/settings/apps');
      assert.match(settings.text, '&lt;i onclick');
      for (const { status, text } of [consent, settings]) {
        assert.is(status, 200);
        assert.match(text, '&lt;script&gt;alert(1)');
        assert.not.match(text, /<i onclick|<script>alert|"onmouseover=|"><b>x/);
      }
      const token = given.access_token;
      const known = await api(home, 'GET', '/api/v1/apps/verify_credentials', { token });
      assert.equal([known.status, known.json.name], [200, name]);
      assert.match(String(known.headers.get('content-type')), /^application\/json/);
      const written = await api(home, 'POST', '/api/v1/statuses', { token, body: { status: 'Bonjour' } });
      assert.is(written.json.application, null, 'a post does not advertise the program');

      const rows = () => home.instance.db.select({ id: oauthApps.clientId }).from(oauthApps);
      const statuses: number[] = [];
      for (let n = 0; n < 12; n++) statuses.push((await register({ client_name: `x${n}` })).status);
      assert.ok(statuses.includes(429), statuses.join());
      assert.ok((await rows()).length <= 11);
      passed = 31 * 86_400_000;
      await purge(home.instance);
      assert.equal(await rows(), [{ id: client_id }], 'the one that somebody let in stays');
    },
    { clock: () => Date.now() + passed },
  );
});

test('S111 an address that was not registered, too wide scopes, another challenge: nobody is sent anywhere', () =>
  withApi(async ({ home }) => {
    const register = (more: object) =>
      api(home, 'POST', '/api/v1/apps', {
        body: { client_name: 'x', redirect_uris: redirect, scopes: 'read', ...more },
      });
    for (const uri of ['javascript:alert(1)', 'data:text/html,x', 'not a uri', 'https://a.example/#x', ''])
      assert.is((await register({ redirect_uris: uri })).status, 422, uri);
    assert.is((await register({ client_name: '' })).status, 422);
    assert.is((await register({ scopes: 'read everything' })).status, 422);
    assert.is((await register({ website: 'javascript:alert(1)' })).status, 422, 'S112');
    const schemes = ['icecubesapp://', 'com.tapbots.Ivory.10217:/request_token', 'urn:ietf:wg:oauth:2.0:oob'];
    assert.is((await register({ redirect_uris: schemes })).status, 200);
    const { json } = await register({});
    const malik = await member(home, 'malik');
    const base = { client_id: json.client_id, redirect_uri: redirect, response_type: 'code', scope: 'read' };
    const wrongs: Record<string, string>[] = [
      { redirect_uri: 'https://app.example/callback' },
      { redirect_uri: `${redirect}&x=1` },
      { redirect_uri: 'https://evil.example/' },
      { scope: 'read write' },
      { client_id: 'unknown' },
      { code_challenge: 'x', code_challenge_method: 'plain' },
    ];
    for (const wrong of wrongs) {
      const query = new URLSearchParams({ ...base, ...wrong });
      for (const reply of [
        await malik.get(`/oauth/authorize?${query}`),
        await malik.post('/oauth/authorize', { ...base, ...wrong, action: 'allow' }),
      ])
        assert.equal([reply.status, reply.location], [422, ''], JSON.stringify(wrong));
    }
    const refused = await malik.post('/oauth/authorize', { ...base, action: 'refuse' });
    assert.match(refused.location, 'error=access_denied');
  }));

test('S86 a changed password, a suspension and a leak end what programs may do', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('malik');
    await closeOtherSessions(home.instance, (await home.account('malik')).id, null);
    assert.is((await api(home, 'GET', '/api/v1/timelines/home', { token })).status, 401);
  }));

test.run();
