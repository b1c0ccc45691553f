import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { localPath } from '../../src/web/redirect.ts';
import { withGuards } from './guarded.ts';

const directives = (csp: string) =>
  Object.fromEntries(csp.split(';').map((part) => [part.split(' ')[0]!, part.split(' ').slice(1).join(' ')]));

test('S79 S83 the policy lets in our own things only, with a new nonce for each page', () =>
  withGuards(async ({ url }) => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(`${url}/token`)).headers.get('content-security-policy')!),
    );
    const [one, two] = policies.map(directives);
    assert.match(one!['script-src']!, /^'self' 'nonce-[\w+/]{22}=='$/);
    assert.is.not(one!['script-src'], two!['script-src']);
    assert.equal(
      { ...one, 'script-src': '' },
      {
        'default-src': "'none'",
        'script-src': '',
        'style-src': "'self'",
        'img-src': "'self'",
        'connect-src': "'self'",
        'form-action': "'self'",
        'manifest-src': "'self'",
        'media-src': "'self'",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
        'object-src': "'none'",
        'worker-src': "'self'",
      },
    );
    assert.not.match(policies[0]!, /unsafe|\*|data:|https?:/);
  }));

test('S79 S88 sniffing, framing, referrers and caches are closed', () =>
  withGuards(async ({ url }) => {
    const { headers } = await fetch(`${url}/token`);
    assert.is(headers.get('x-content-type-options'), 'nosniff');
    assert.is(headers.get('x-frame-options'), 'SAMEORIGIN');
    assert.is(headers.get('referrer-policy'), 'same-origin');
    assert.match(headers.get('cache-control')!, 'no-store');
    assert.match(headers.get('vary')!, 'Cookie');
    assert.is(headers.get('strict-transport-security'), null);
  }));

test('behind TLS the browser is told to stay there', () =>
  withGuards(
    async ({ url }) =>
      assert.match((await fetch(`${url}/token`)).headers.get('strict-transport-security')!, 'max-age='),
    { ORIGIN: 'https://valombre.example' },
  ));

test('S82 only a path of this site is a place to go back to', () => {
  const instance = { config: { origin: 'https://valombre.example' } } as Parameters<typeof localPath>[0];
  for (const path of ['/', '/@ines', '/compose?reply=1', '/a#b', '/%2f%2fevil.example'])
    assert.is(localPath(instance, path, '/none'), path);
  const hostile = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    'https://valombre.example@evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '///evil.example',
    'evil.example',
    '',
    undefined,
    null,
  ];
  for (const path of hostile) assert.is(localPath(instance, path, '/none'), '/none', String(path));
});

test.run();
