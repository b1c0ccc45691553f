import { acceptFollow } from '../../src/accounts/follow.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { join } from '../../src/communities/membership.ts';
import type { CommunitySettings } from '../../src/communities/view.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';

export const settings: CommunitySettings = {
  displayName: 'Jardin partagé',
  purpose: 'On cultive ensemble.',
  rules: 'Ranger les outils\nPrévenir avant de traiter',
  reach: 'public',
  admission: 'open',
  posting: 'members',
  language: 'fr',
  topics: ['jardin'],
};

/** valombre hosts `jardin`, opened by ines (or `opener`); gerard (terrefranche) and jeanne (morvan) have joined it from home. */
export async function withGarden(
  more: Partial<CommunitySettings>,
  work: (scene: {
    host: Home;
    farm: Home;
    shop: Home;
    ids: { host: string; farm: string; shop: string };
    settled: () => Promise<void>;
  }) => Promise<void>,
  members: ('farm' | 'shop')[] = ['farm', 'shop'],
  opener = 'ines',
) {
  const fediverse = await startFediverse(['valombre', 'terrefranche', 'morvan']);
  try {
    const { valombre: host, terrefranche: farm, morvan: shop } = fediverse.homes;
    const founder = await host.account(opener);
    const id = await openCommunity(host.instance, founder.id, 'jardin', { ...settings, ...more });
    await fediverse.settled();
    const hidden = more.reach === 'members' && more.admission === 'invitation';
    const ids = {
      host: id,
      farm: hidden ? '' : await farm.find(`@jardin@${host.host}`),
      shop: hidden ? '' : await shop.find(`@jardin@${host.host}`),
    };
    for (const [key, home, name] of [
      ['farm', farm, 'gerard'],
      ['shop', shop, 'jeanne'],
    ] as const) {
      if (!members.includes(key)) continue;
      await join(home.instance, (await home.account(name)).id, ids[key]);
      await fediverse.settled();
      const follower = await host.find(`@${name}@${home.host}`);
      if (more.admission === 'request') await acceptFollow(host.instance, id, follower);
      await fediverse.settled();
    }
    await work({ host, farm, shop, ids, settled: fediverse.settled });
  } finally {
    await fediverse.stop();
  }
}
