// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow, unfollow } from '../../src/accounts/follow.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { like, unlike } from '../../src/posts/like.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';

let passed = 0;

async function withHome(work: (home: Home, settled: () => Promise<void>) => Promise<void>) {
  passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  await work(fediverse.homes.valombre, fediverse.settled);
  await fediverse.stop();
}

const told = async ({ instance, account }: Home, name: string) =>
  (await notificationsOf(instance, (await account(name)).id, undefined, 2000)).map(
    ({ type, from }) => `${type} ${from.name}`,
  );

for (const locked of [false, true])
  test(`S45 a thousand follows taken back are told once, by ${locked ? 'a locked account' : 'an open account'}`, () =>
    withHome(async (home, settled) => {
      const { instance } = home;
      const [ines, theo] = [await home.account('ines'), await home.account('theo')];
      await updateProfile(instance, ines.id, { locked });
      const pairs = 1000;
      for (let n = 0; n < pairs; n += 50)
        for (let each = 0; each < 50; each++) {
          await follow(instance, theo.id, ines.id);
          await unfollow(instance, theo.id, ines.id);
        }
      await follow(instance, theo.id, ines.id);
      await settled();
      assert.equal(await told(home, 'ines'), [locked ? 'follow-request theo' : 'follow theo']);
    }));

test('S45 thanks given and taken back are told once', () =>
  withHome(async (home, settled) => {
    const id = await home.write('ines', 'Bonjour');
    const theo = { accountId: (await home.account('theo')).id, local: true };
    for (let n = 0; n < 50; n++) {
      await like(home.instance, theo, id);
      await unlike(home.instance, theo.accountId, id);
    }
    await like(home.instance, theo, id);
    await settled();
    assert.equal(await told(home, 'ines'), ['like theo']);
  }));

test('S45 who names somebody again and again is not told on, unless they are followed; the next hour they are again', () =>
  withHome(async (home, settled) => {
    const { instance } = home;
    await follow(instance, (await home.account('malik')).id, (await home.account('theo')).id);
    for (let n = 0; n < 25; n++) await home.write('theo', `@ines @malik encore ${n}`);
    await home.write('nour', '@ines bonjour');
    await settled();
    const ines = await told(home, 'ines');
    assert.is(ines.filter((line) => line === 'mention theo').length, 20);
    assert.ok(ines.includes('mention nour'), 'others are heard');
    assert.is((await told(home, 'malik')).filter((line) => line === 'mention theo').length, 25);
    passed = 3_600_001;
    await home.write('theo', '@ines pardon');
    await settled();
    assert.is((await told(home, 'ines')).filter((line) => line === 'mention theo').length, 21);
  }));

test.run();
