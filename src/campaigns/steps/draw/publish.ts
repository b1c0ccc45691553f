import { randomBytes } from 'node:crypto';
import { accountById, accountsByIds, localHost } from '../../../accounts/account.ts';
import { organisationOf } from '../../../accounts/organisation.ts';
import type { Instance } from '../../../instance.ts';
import { and, asc, eq, isNull } from '../../../platform/columns.ts';
import type { Tx } from '../../../platform/database.ts';
import { record } from '../../../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { attendeesOf, closeRequests } from '../../../posts/attend.ts';
import { gatheringOf } from '../../../posts/gathering.ts';
import { postById } from '../../../posts/post.ts';
import type { Campaign } from '../../campaign.ts';
import { drawCandidates, drawSeeds, draws, drawVolunteers } from '../../draw-tables.ts';
import type { CandidateLine, Quota } from '../../draw-view.ts';
import type { CampaignEvent } from '../../events.ts';
import type { Step } from '../../step.ts';
import { contributions } from '../../tables.ts';
import { touch } from '../../tell-changes.ts';
import { commitmentOf, fingerprintOf, tokenOf } from './fingerprint.ts';
import { quotaFault } from './select.ts';

export const limits = { title: 120, publicSource: 200, seeds: 8, quotas: 6, candidates: 100_000, places: 100_000 };

/** What organisers say before a draw. */
export interface NewDraw {
  title: string;
  places: number;
  quotas: Quota[];
  publicSource: string;
  /** From when the value is known; in the future. */
  publicAt: number;
  /** Hashes that other carriers have given for their seeds. */
  commitments: { name: string; commitment: string }[];
}

/**
 * Publishes the list of a draw with all that is decided before, for good: those who asked for a place in this session, or who
 * volunteered for the step. Nobody is added, removed or numbered anew afterwards. Throws Invalid; 409 when it is published
 * already. That `byId` may is for the caller to have asked. Gives its id.
 */
export const publishDraw = async (
  instance: Instance,
  byId: string,
  campaign: Campaign,
  step: Step,
  postId: string | null,
  wanted: NewDraw,
): Promise<string> => {
  const publicSource = oneLine(wanted.publicSource);
  const commitments = wanted.commitments
    .map(({ name, commitment }) => ({ name: oneLine(name), commitment: commitment.trim().toLowerCase() }))
    .filter(({ name, commitment }) => name || commitment);
  const faults = faultsOf({ ...wanted, publicSource, commitments }, instance.clock());
  if (Object.keys(faults).length) throw new Invalid(faults);
  const seed = randomBytes(32).toString('hex');
  const ours = (await organisationOf(instance))?.name ?? localHost(instance);
  const seeds = [{ name: ours, commitment: commitmentOf(seed) }, ...commitments];
  return write(instance, async (tx) => {
    const inside = within(instance, tx);
    await refuseAnother(tx, step.id, postId);
    const people = postId ? await askers(inside, postId) : await volunteersOf(inside, step.id);
    const lines = await numbered(inside, people, wanted.quotas);
    if (!lines.length) throw new Refusal(422, 'draw.nobody');
    if (lines.length > limits.candidates) throw new Refusal(422, 'draw.tooMany', { args: { most: limits.candidates } });
    const fault = quotaFault(lines, wanted.places, wanted.quotas);
    if (fault) throw new Invalid({ 'quota-0': fault });
    const group = (await accountById(inside, campaign.communityId))!;
    const { places, quotas, publicAt } = wanted;
    const title = oneLine(wanted.title);
    const id = inside.ids();
    const published = {
      ...{ title, places, quotas, publicSource, seeds: seeds.map((one) => ({ ...one, seed: null })) },
      ...{ campaign: group.uri, publicAt: new Date(publicAt).toISOString(), candidates: lines },
    };
    await tx.insert(draws).values({
      ...{
        id,
        campaignId: campaign.communityId,
        stepId: step.id,
        postId,
        title,
        places,
        quotas,
        publicSource,
        publicAt,
      },
      ...{ named: postId === null, fingerprint: fingerprintOf(published) },
      ...{ publishedAt: inside.clock(), publishedById: byId },
    });
    for (let at = 0; at < lines.length; at += 400)
      await tx.insert(drawCandidates).values(lines.slice(at, at + 400).map((line) => ({ ...line, drawId: id })));
    for (const [at, one] of seeds.entries())
      await tx.insert(drawSeeds).values({ ...one, drawId: id, own: at === 0, seed: at === 0 ? seed : null });
    if (postId) {
      await closeRequests(inside, tx, postId);
      // Other servers that carry the campaign find the draw by what is said of its session.
      const { origin } = inside.config;
      const facts = { draw: `${origin}/ap/draws/${id}`, page: `${origin}/campaigns/${group.name}/draws/${id}` };
      await tx.update(contributions).set({ facts }).where(eq(contributions.postId, postId));
    }
    await touch(inside, tx, campaign.communityId);
    await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId: campaign.communityId });
    return id;
  });
};

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function faultsOf({ title, places, quotas, publicSource, publicAt, commitments }: NewDraw, now: number) {
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (!title.trim()) faults.drawTitle = 'form.required';
  else if ([...title].length > limits.title) faults.drawTitle = { key: 'form.tooLong', args: { most: limits.title } };
  if (!(Number.isSafeInteger(places) && places >= 1 && places <= limits.places)) faults.places = 'draw.placesFault';
  if (!publicSource) faults.publicSource = 'form.required';
  else if ([...publicSource].length > limits.publicSource)
    faults.publicSource = { key: 'form.tooLong', args: { most: limits.publicSource } };
  if (!(publicAt > now)) faults.publicDay = 'draw.publicAtFault';
  if (quotas.length > limits.quotas || quotas.some((one) => !(Number.isSafeInteger(one.places) && one.places >= 1)))
    faults['quota-0'] = 'draw.quotaFault';
  for (const [at, { name, commitment }] of commitments.slice(0, limits.seeds).entries())
    if (!name || !/^[0-9a-f]{64}$/.test(commitment)) faults[`commitment-${at}`] = 'draw.commitmentFault';
  if (new Set(commitments.map(({ name }) => name)).size < commitments.length)
    faults['commitment-0'] = 'draw.commitmentTwice';
  return faults;
}

/** One draw for a session, one for the people of a step: a second list would be a draw made again. */
async function refuseAnother(tx: Tx, stepId: string, postId: string | null) {
  const same = postId ? eq(draws.postId, postId) : and(eq(draws.stepId, stepId), isNull(draws.postId));
  const [known] = await tx.select({ id: draws.id }).from(draws).where(same);
  if (known) throw new Refusal(409, 'draw.published');
}

/** Who asked for a place in this session of the campaign, in the order they did. */
async function askers(inside: Instance, postId: string): Promise<string[]> {
  const gathering = await gatheringOf(inside, postId);
  const post = await postById(inside, postId);
  const [row] = await inside.db.select().from(contributions).where(eq(contributions.postId, postId));
  if (!gathering || !post?.local || post.deletedAt || row?.kind !== 'visit') throw notFound();
  if (gathering.cancelledAt !== null) throw new Refusal(409, 'gathering.isCancelled');
  const rows = await attendeesOf(inside, postId, ['asked'], limits.candidates + 1);
  return rows.map(({ accountId }) => accountId);
}

/** Who stands for the draw of a step, in the order they said so. */
export async function volunteersOf(instance: Instance, stepId: string): Promise<string[]> {
  const rows = await instance.db
    .select({ accountId: drawVolunteers.accountId })
    .from(drawVolunteers)
    .where(eq(drawVolunteers.stepId, stepId))
    .orderBy(asc(drawVolunteers.createdAt), asc(drawVolunteers.accountId));
  return rows.map(({ accountId }) => accountId);
}

type Line = CandidateLine & { accountId: string; salt: string };

/** Their lines; the affiliation is told only where places are kept for some. */
async function numbered(inside: Instance, ids: string[], quotas: Quota[]): Promise<Line[]> {
  const tells = quotas.some(({ by }) => by === 'affiliation');
  const home = localHost(inside);
  const lines: Line[] = [];
  for (let at = 0; at < ids.length; at += 400) {
    const some = ids.slice(at, at + 400);
    const accounts = new Map((await accountsByIds(inside, some)).map((one) => [one.id, one]));
    for (const id of some) {
      const account = accounts.get(id);
      if (!account || account.deletedAt) continue;
      const salt = randomBytes(16).toString('hex');
      const affiliation = tells ? (account.affiliation ?? '') : '';
      const said = { n: lines.length + 1, token: tokenOf(salt, account.uri), organisation: account.host || home };
      lines.push({ ...said, affiliation, salt, accountId: id });
    }
  }
  return lines;
}
