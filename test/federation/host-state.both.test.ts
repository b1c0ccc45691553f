import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { countHosts, hostFailed } from '../../src/federation/hosts.ts';
import { purgeFederation } from '../../src/federation/purge.ts';
import { recent } from '../../src/federation/recent.ts';
import { startWorld } from '../support/world.ts';

test('S38 hosts that were only ever tried are forgotten, and what is kept in memory has an end', async () => {
  let now = Date.now();
  const world = await startWorld({}, { clock: () => now });
  for (let n = 0; n < 300; n++) await hostFailed(world.instance, `host${n}.example:${1000 + n}`, 'ENOTFOUND');
  assert.is(await countHosts(world.instance), 300);
  now += 91 * 86_400_000;
  await purgeFederation(world.instance, now - 90 * 86_400_000);
  assert.is(await countHosts(world.instance), 0);
  await world.stop();

  const kept = recent<number>(100, 60_000);
  for (let n = 0; n < 100_000; n++) kept.set(`host${n}`, n, now);
  assert.is(kept.get('host0', now), undefined);
  assert.is(kept.get('host99999', now), 99_999);
  assert.is(kept.get('host99999', now + 60_001), undefined);
});

test.run();
