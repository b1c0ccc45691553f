import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createRate } from '../../src/federation/rate.ts';

test('S38 a burst passes, then one by one; a clock that was set back shuts nobody out', () => {
  const ask = createRate({ perSecond: 1, burst: 3 });
  const now = Date.now();
  assert.equal([ask('a', now), ask('a', now), ask('a', now)], [0, 0, 0]);
  assert.is(ask('a', now), 1);
  assert.is(ask('a', now + 1000), 0);
  assert.is(ask('b', now), 0);
  assert.is(ask('b', now - 3 * 86_400_000), 0);
});

test.run();
