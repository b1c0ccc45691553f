import type { Viewer } from '../../../accounts/account.ts';
import { accountById } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { asc, eq } from '../../../platform/columns.ts';
import { notFound } from '../../../platform/refusal.ts';
import { findCampaignById } from '../../campaign.ts';
import { drawCandidates, drawSeeds, draws } from '../../draw-tables.ts';
import type { DrawRecord } from '../../draw-view.ts';
import { entropyOf } from './order.ts';
import { selectFrom } from './select.ts';

export type Draw = typeof draws.$inferSelect;
export type Candidate = typeof drawCandidates.$inferSelect;
export type Seed = typeof drawSeeds.$inferSelect;

/** By its id, with nothing said of who may know of it. */
export async function drawById(instance: Instance, id: string): Promise<Draw> {
  const [draw] = await instance.db.select().from(draws).where(eq(draws.id, id));
  if (!draw) throw notFound();
  return draw;
}

/** A draw with its campaign, when the viewer may know of that; 404 otherwise. */
export async function findDraw(instance: Instance, viewer: Viewer, id: string) {
  const draw = await drawById(instance, id);
  return { draw, ...(await findCampaignById(instance, viewer, draw.campaignId)) };
}

export const candidatesOf = (instance: Instance, drawId: string): Promise<Candidate[]> =>
  instance.db.select().from(drawCandidates).where(eq(drawCandidates.drawId, drawId)).orderBy(asc(drawCandidates.n));

/** Seeds in the order that was published. */
export const seedsOf = (instance: Instance, drawId: string): Promise<Seed[]> =>
  instance.db.select().from(drawSeeds).where(eq(drawSeeds.drawId, drawId)).orderBy(asc(drawSeeds.id));

/** The sources of a draw in their order: each seed, then the public value. */
export const sourcesOf = (seeds: Pick<Seed, 'seed'>[], publicValue: string | null): (string | null)[] => [
  ...seeds.map(({ seed }) => seed),
  publicValue,
];

/** What anybody may read and recompute. A seed of ours stays unsaid until the draw. */
export async function recordOf(instance: Instance, draw: Draw): Promise<DrawRecord> {
  const candidates = (await candidatesOf(instance, draw.id)).map(({ n, token, organisation, affiliation }) => ({
    ...{ n, token, organisation, affiliation },
  }));
  const seeds = await seedsOf(instance, draw.id);
  const isDrawn = draw.drawnAt !== null;
  const { title, places, quotas, publicSource, publicValue, order, fingerprint } = draw;
  const result = order ? selectFrom(candidates, order, places, quotas) : null;
  return {
    title,
    campaign: (await accountById(instance, draw.campaignId))?.uri ?? '',
    places,
    quotas,
    candidates,
    seeds: seeds.map(({ name, commitment, seed, own }) => ({ name, commitment, seed: own && !isDrawn ? null : seed })),
    publicSource,
    publicAt: new Date(draw.publicAt).toISOString(),
    publicValue,
    publishedAt: new Date(draw.publishedAt).toISOString(),
    drawnAt: isDrawn ? new Date(draw.drawnAt!).toISOString() : null,
    fingerprint,
    entropy: isDrawn ? entropyOf(sourcesOf(seeds, publicValue)) : null,
    order,
    drawn: result?.drawn ?? null,
    reserves: result?.reserves ?? null,
  };
}
