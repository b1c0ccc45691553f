import type { Instance } from '../../../instance.ts';
import { and, eq, isNull } from '../../../platform/columns.ts';
import { record } from '../../../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { settleRequests } from '../../../posts/attend.ts';
import { drawSeeds, draws } from '../../draw-tables.ts';
import type { CampaignEvent } from '../../events.ts';
import { touch } from '../../tell-changes.ts';
import { commitmentOf, fingerprintOf } from './fingerprint.ts';
import { drawOrder, entropyOf } from './order.ts';
import { candidatesOf, type Draw, drawById, recordOf, type Seed, seedsOf, sourcesOf } from './record.ts';
import { selectFrom } from './select.ts';

/** How long after the public value is known a draw waits for seeds that others have promised. */
export const patienceMs = 24 * 3_600_000;
const mostValue = 300;

/** Takes the seed that a carrier reveals; Invalid when it is not the one whose hash was published, 409 after the draw. */
export const revealSeed = (instance: Instance, drawId: string, seedId: number, said: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const draw = await drawById(inside, drawId);
    if (draw.drawnAt !== null) throw new Refusal(409, 'draw.drawn');
    const row = (await seedsOf(inside, drawId)).find(({ id, own }) => id === seedId && !own);
    if (!row) throw notFound();
    const seed = said.trim().toLowerCase();
    if (!/^[0-9a-f]{16,128}$/.test(seed) || commitmentOf(seed) !== row.commitment)
      throw new Invalid({ [`seed-${seedId}`]: 'draw.seedMismatch' });
    await tx.update(drawSeeds).set({ seed, revealedAt: instance.clock() }).where(eq(drawSeeds.id, seedId));
  });

/** What hinders the draw at `now`, as a sentence; null when it can be made. */
export function holdFault(draw: Draw, seeds: Seed[], now: number): string | null {
  if (draw.drawnAt !== null) return 'draw.drawn';
  if (now < draw.publicAt) return 'draw.tooEarly';
  const missing = seeds.some(({ seed }) => seed === null);
  return missing && now < draw.publicAt + patienceMs ? 'draw.seedsMissing' : null;
}

/**
 * Makes the draw with the value that was announced, once: the seeds are revealed, the order is computed, and places of a
 * session are given in it. Throws Invalid; 409 when it was made; 422 when it is too early, a seed is missing, or the list is
 * not the one that was published. That `byId` may is for the caller to have asked.
 */
export async function holdDraw(instance: Instance, byId: string, drawId: string, publicValue: string): Promise<void> {
  const draw = await drawById(instance, drawId);
  const seeds = await seedsOf(instance, drawId);
  const fault = holdFault(draw, seeds, instance.clock());
  if (fault) throw new Refusal(fault === 'draw.drawn' ? 409 : 422, fault);
  const value = publicValue.replace(/\s+/g, ' ').trim();
  if (!value || !/[\p{L}\p{N}]/u.test(value)) throw new Invalid({ publicValue: 'form.required' });
  if ([...value].length > mostValue)
    throw new Invalid({ publicValue: { key: 'form.tooLong', args: { most: mostValue } } });
  const published = await recordOf(instance, draw);
  if (fingerprintOf(published) !== draw.fingerprint) throw new Refusal(422, 'draw.listChanged');
  if (seeds.some(({ seed, commitment }) => seed !== null && commitmentOf(seed) !== commitment))
    throw new Refusal(422, 'draw.seedMismatch');
  const order = await drawOrder(entropyOf(sourcesOf(seeds, value)), published.candidates.length);
  const { drawn, reserves } = selectFrom(published.candidates, order, draw.places, draw.quotas);
  const people = new Map((await candidatesOf(instance, drawId)).map(({ n, accountId }) => [n, accountId]));
  const idsOf = (numbers: number[]) => numbers.flatMap((n) => people.get(n) ?? []);
  await write(instance, async (tx) => {
    const now = instance.clock();
    const made = await tx
      .update(draws)
      .set({ publicValue: value, drawnAt: now, drawnById: byId, order })
      .where(and(eq(draws.id, drawId), isNull(draws.drawnAt)))
      .returning({ id: draws.id });
    if (!made.length) throw new Refusal(409, 'draw.drawn');
    await tx
      .update(drawSeeds)
      .set({ revealedAt: now })
      .where(and(eq(drawSeeds.drawId, drawId), eq(drawSeeds.own, true)));
    if (draw.postId)
      await settleRequests(within(instance, tx), draw.postId, { going: idsOf(drawn), waiting: idsOf(reserves) });
    await touch(instance, tx, draw.campaignId);
    await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId: draw.campaignId });
  });
}
