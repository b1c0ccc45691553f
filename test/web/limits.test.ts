import type express from 'express';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Refusal } from '../../src/platform/refusal.ts';
import { addressOf, limit } from '../../src/web/limits.ts';
import { withGuards } from './guarded.ts';

test('S108 so many tries, then 429 with the time to wait, for this key alone', async () => {
  const tries = limit(3, 60);
  for (let i = 0; i < 3; i++) await tries.take('a');
  const refused = await tries.take('a').then(
    () => null,
    (error: Refusal) => error,
  );
  assert.is(refused?.status, 429);
  assert.ok(refused!.retryAfter! >= 1 && refused!.retryAfter! <= 60);
  await tries.take('b');
  await tries.forget('a');
  await tries.take('a');
});

test('two instances do not share their counters', async () => {
  const [one, two] = [limit(1, 60), limit(1, 60)];
  await one.take('a');
  await two.take('a');
});

const from = (address: string) => addressOf({ ip: address } as express.Request);
test('S108 an address is one sender, a network of IPv6 too', () => {
  assert.is(from('::ffff:192.0.2.1'), from('192.0.2.1'));
  assert.is.not(from('192.0.2.1'), from('192.0.2.2'));
  assert.is(from('2001:db8:1:2::1'), from('2001:db8:1:2:ffff:ffff:ffff:ffff'));
  assert.is(from('2001:db8:1:2::1'), from('2001:0db8:0001:0002::1'));
  assert.is.not(from('2001:db8:1:2::1'), from('2001:db8:1:3::1'));
  assert.type(from('nonsense'), 'string');
});

test('S29 S108 without a trusted proxy a forwarded address changes nothing, with one its last word counts', async () => {
  const ask = (url: string, forwarded: string) =>
    fetch(`${url}/query`, { headers: { 'x-forwarded-for': forwarded, forwarded: 'for=198.51.100.9' } }).then((r) =>
      r.json(),
    );
  await withGuards(async ({ url }) => {
    for (const forwarded of ['203.0.113.1', '203.0.113.2, 127.0.0.1'])
      assert.match((await ask(url, forwarded)).ip, /^(::ffff:)?127\.0\.0\.1$/);
  });
  await withGuards(
    async ({ url }) => {
      assert.is((await ask(url, '203.0.113.7')).ip, '203.0.113.7');
      assert.is((await ask(url, '198.51.100.1, 203.0.113.7')).ip, '203.0.113.7');
    },
    { TRUST_PROXY: '127.0.0.0/8' },
  );
});

test('S108 forms are counted: the 301st in five minutes is a 429', () =>
  withGuards(async ({ post }) => {
    const statuses: number[] = [];
    let retry: string | null = null;
    for (let i = 0; i < 301; i++) {
      const response = await post('a=b');
      statuses.push(response.status);
      retry = response.headers.get('retry-after');
      await response.arrayBuffer();
    }
    assert.equal([statuses[0], statuses[299], statuses[300]], [403, 403, 429]);
    assert.ok(Number(retry) > 0);
  }));

test.run();
