import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { networkOf } from '../../src/platform/network.ts';

test('L01 of an address only its network is kept', () => {
  for (const [address, network] of [
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['2001:db8:1:2:3::5', '2001:db8:1::'],
    ['::1', '::'],
    ['unix', ''],
    ['', ''],
  ] as const)
    assert.is(networkOf(address), network, address);
});

test.run();
