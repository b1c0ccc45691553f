import { campaignById } from '../../src/campaigns/campaign.ts';
import { type NewDraw, publishDraw } from '../../src/campaigns/steps/draw/publish.ts';
import { addSession, askPlace } from '../../src/campaigns/steps/visits/session.ts';
import { attendanceOf } from '../../src/posts/attend.ts';
import { startWorld, type World } from '../support/world.ts';
import { campaign, stepNow } from './scene.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

export interface Scene {
  world: World;
  now: { ms: number };
  id: string;
  session: string;
}

/** A campaign of visits in its second step, with a session of `capacity` places in twenty days. */
export async function inScene(capacity: number, work: (scene: Scene) => Promise<void>) {
  const now = { ms: Date.parse('2027-03-01T09:00:00Z') };
  const world = await startWorld({}, { clock: () => now.ms });
  try {
    const ines = await world.account('ines');
    const id = await campaign(world.instance, ines.id, 'come-and-verify');
    const row = (await campaignById(world.instance, id))!;
    const step = await stepNow(world.instance, id, 'visits');
    const startsAt = now.ms + 30 * day;
    const gathering = {
      ...{ startsAt, endsAt: startsAt + 2 * hour, zone: 'Europe/Paris', place: 'Cuisine centrale', address: '' },
      ...{ link: '', access: 'Accessible en fauteuil.', capacity, waitingList: true, answersUntil: startsAt - 5 * day },
    };
    const words = { title: 'Cuisine centrale de Valombre', text: 'On voit tout.', language: 'fr' };
    const session = await addSession(world.instance, ines, row, step, { ...words, gathering });
    now.ms += 15 * day;
    await work({ world, now, id, session });
  } finally {
    await world.stop();
  }
}

export const viewer = async (world: World, name: string) => ({
  accountId: (await world.account(name)).id,
  local: true as const,
});
export const ask = async ({ world, id, session }: Scene, name: string) =>
  askPlace(world.instance, await viewer(world, name), (await campaignById(world.instance, id))!, session);
export const stands = async ({ world, session }: Scene, name: string) =>
  (await attendanceOf(world.instance, session, (await world.account(name)).id))?.state;

export const wanted = (now: number, more: Partial<NewDraw> = {}): NewDraw => ({
  ...{ title: 'Cuisine centrale', places: 2, quotas: [], commitments: [] },
  ...{ publicSource: 'Loto du 17 mars, les cinq numéros', publicAt: now + hour, ...more },
});
export async function publish({ world, now, id, session }: Scene, more: Partial<NewDraw> = {}) {
  const row = (await campaignById(world.instance, id))!;
  const step = await stepNow(world.instance, id, 'visits');
  const ines = await world.account('ines');
  return publishDraw(world.instance, ines.id, row, step, session, wanted(now.ms, more));
}
