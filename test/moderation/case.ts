import { changeRole } from '../../src/accounts/roles.ts';
import { decide, type Wanted } from '../../src/moderation/decide.ts';
import { startFediverse } from '../support/fediverse.ts';

/** An organisation with an administrator (ines), two moderators (solene, theo) and two members (malik, nour). */
export async function withDesk(work: (desk: Awaited<ReturnType<typeof openDesk>>) => Promise<void>, env = {}) {
  const desk = await openDesk(env);
  try {
    await work(desk);
  } finally {
    await desk.fediverse.stop();
  }
}

async function openDesk(env: Record<string, string>, own: { clock?: () => number } = {}) {
  let late = 0;
  const fediverse = await startFediverse(['valombre'], env, { clock: () => Date.now() + late, ...own });
  const home = fediverse.homes.valombre;
  const { instance } = home;
  const idOf = async (name: string) => (await home.account(name)).id;
  for (const name of ['solene', 'theo']) await changeRole(instance, await idOf(name), 'moderator');
  return {
    fediverse,
    home,
    instance,
    idOf,
    /** Moves the clock on by so many days. */
    wait: (days: number) => {
      late += days * 86_400_000;
    },
    /** Solène decides something about nour, unless it is said otherwise. */
    decide: async (wanted: Partial<Wanted> & { act: Wanted['act'] }) =>
      decide(instance, {
        reportId: null,
        accountId: await idOf('nour'),
        postId: null,
        ground: 'charter',
        statement: 'Trois annonces le même jour.',
        by: await idOf('solene'),
        ...wanted,
      }),
  };
}
