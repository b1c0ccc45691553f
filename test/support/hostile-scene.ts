import { follow } from '../../src/accounts/follow.ts';
import { received } from '../../src/federation/tables.ts';
import { count } from '../../src/platform/columns.ts';
import { type Fediverse, type Home, startFediverse } from './fediverse.ts';
import { type HostileOrigin, hostileOrigin } from './hostile-peer.ts';
import { type RemoteActor, remoteActor } from './remote-actor.ts';

export interface Scene {
  fediverse: Fediverse;
  home: Home;
  /** Honest server with alice, whom malik follows, so that what she writes is kept. */
  victim: HostileOrigin;
  alice: RemoteActor;
  evil: HostileOrigin;
  mallory: RemoteActor;
  /** Activities let in so far. */
  rows: () => Promise<number>;
}

/** One organisation, an honest server it knows, and one that is not. */
export async function hostileScene(
  work: (scene: Scene) => Promise<void>,
  env: Record<string, string> = {},
  own: { clock?: () => number } = {},
) {
  const fediverse = await startFediverse(['valombre'], env, own);
  const [victim, evil] = [await hostileOrigin('victim'), await hostileOrigin('evil')];
  const home = fediverse.homes.valombre;
  const [alice, mallory] = [remoteActor(victim, 'alice'), remoteActor(evil, 'mallory')];
  try {
    const { accountId } = (await home.instance.discover.address(alice.uri)) as { accountId: string };
    await follow(home.instance, (await home.account('malik')).id, accountId);
    await fediverse.settled();
    const rows = async () => (await home.instance.db.select({ n: count() }).from(received))[0]!.n;
    await work({ fediverse, home, victim, alice, evil, mallory, rows });
  } finally {
    await fediverse.stop();
    await victim.close();
    await evil.close();
  }
}
