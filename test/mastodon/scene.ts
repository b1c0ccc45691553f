import { personalToken } from '../../src/oauth/token.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';

const everything = ['read', 'write', 'follow', 'push'];

/** One organisation, and tokens for its members. */
export async function withApi(
  work: (scene: {
    home: Home;
    fediverse: Fediverse;
    tokenOf: (name: string, scopes?: string[]) => Promise<string>;
  }) => Promise<void>,
  own: { clock?: () => number } = {},
) {
  const fediverse = await startFediverse(['valombre'], {}, own);
  const home = fediverse.homes.valombre;
  try {
    await work({
      home,
      fediverse,
      tokenOf: async (name, scopes = everything) =>
        personalToken(home.instance, (await home.account(name)).id, 'test', scopes),
    });
  } finally {
    await fediverse.stop();
  }
}
