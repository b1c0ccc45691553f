import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { changeFederation } from '../../src/accounts/organisation-settings.ts';
import { federationMode } from '../../src/federation/host-policy.ts';
import { startFediverse } from '../support/fediverse.ts';

for (const [bound, mode] of [
  ['allowlist', 'partners'],
  ['closed', 'closed'],
] as const)
  test(`FEDERATION_MODE=${bound} is the most that administrators may choose`, async () => {
    const fediverse = await startFediverse(['valombre'], { FEDERATION_MODE: bound });
    try {
      const { instance } = fediverse.homes.valombre;
      await changeFederation(instance, { authorizedFetch: false, federation: 'open' });
      assert.is(await federationMode(instance), mode);
    } finally {
      await fediverse.stop();
    }
  });

test.run();
