import { changeCommunity, communityById } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNotNull, lte } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Campaign, campaignById, settingsOf } from './campaign.ts';
import type { CampaignEvent } from './events.ts';
import { planRecalls, recallsOf } from './recall.ts';
import { stepsOf } from './step.ts';
import { stepModules } from './step-modules.ts';
import { campaignLife, campaigns } from './tables.ts';
import { touch } from './tell-changes.ts';
import type { CampaignState } from './view.ts';

/** Where each state leads to; `abandoned` is reached from any that runs. */
const next: Partial<Record<CampaignState, CampaignState>> = {
  draft: 'announced',
  announced: 'open',
  open: 'deciding',
  deciding: 'answered',
  answered: 'closed',
  closed: 'remembered',
};
const running: readonly CampaignState[] = ['announced', 'open', 'deciding', 'answered'];

export const nextState = (state: CampaignState): CampaignState | null => next[state] ?? null;
export const mayAbandon = (state: CampaignState): boolean => running.includes(state);

/** How many answers the organisers still owe, over all steps. */
export async function owedIn(instance: Instance, campaignId: string): Promise<number> {
  let owed = 0;
  for (const step of await stepsOf(instance, campaignId))
    owed += (await stepModules[step.kind]?.owed?.(instance, step)) ?? 0;
  return owed;
}

/** Why a campaign cannot go on to its next state: a sentence; null when it can. */
export async function goingOnFault(
  instance: Instance,
  campaign: Campaign,
): Promise<{ key: string; args?: Record<string, number> } | null> {
  const { state, communityId } = campaign;
  if (state === 'draft' && !(await stepsOf(instance, communityId)).length) return { key: 'campaign.noStep' };
  if (state === 'closed' && !(await recallsOf(instance, communityId))[0]?.answeredAt) return { key: 'recall.first' };
  const owed = state === 'deciding' || state === 'answered' ? await owedIn(instance, communityId) : 0;
  return owed ? { key: 'campaign.owes', args: { n: owed } } : null;
}

/**
 * Takes a campaign of ours to the next state of its life; 422 with what hinders it, such as an answer that is owed. That
 * `byId` may is for the caller to have asked; null: its date has come.
 */
export const goOn = (instance: Instance, byId: string | null, id: string, from: CampaignState): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const campaign = await campaignById(inside, id);
    if (!campaign?.local) throw notFound();
    const to = nextState(campaign.state);
    // Twice the same button changes nothing.
    if (!to || campaign.state !== from) return;
    const fault = await goingOnFault(inside, campaign);
    if (fault) throw new Refusal(422, fault.key, { ...(fault.args && { args: fault.args }) });
    await enter(inside, campaign, to, byId);
    if (to !== 'announced') return;
    const community = await communityById(inside, id);
    const { displayName, purpose, reach, admission, language } = await settingsOf(inside, campaign, community!);
    const open = { displayName, purpose, reach, admission, language };
    await changeCommunity(inside, id, { ...open, rules: '', posting: 'members', topics: community!.topics });
  });

/** Gives up a campaign, and says why to everybody: what was brought stays. */
export const abandon = (instance: Instance, byId: string, id: string, reason: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const campaign = await campaignById(inside, id);
    if (!campaign?.local) throw notFound();
    if (!mayAbandon(campaign.state)) throw new Refusal(422, 'campaign.notRunning');
    if (!reason.trim()) throw new Invalid({ reason: 'form.required' });
    await tx
      .update(campaigns)
      .set({ abandonedFor: reason.trim().slice(0, 500) })
      .where(eq(campaigns.communityId, id));
    await enter(inside, campaign, 'abandoned', byId);
  });

const enter = (inside: Instance, { communityId: id }: Campaign, state: CampaignState, byId: string | null) =>
  write(inside, async (tx) => {
    await tx.update(campaigns).set({ state }).where(eq(campaigns.communityId, id));
    await tx.insert(campaignLife).values({ campaignId: id, state, byId, at: inside.clock() });
    if (state === 'closed') await planRecalls(inside, tx, id);
    await touch(inside, tx, id);
    await record<CampaignEvent>(tx, { type: 'campaign.moved', campaignId: id, state });
  });

/** When it came to each state, the latest time counts. */
export async function lifeOf(instance: Instance, id: string): Promise<Map<CampaignState, number>> {
  const rows = await instance.db.select().from(campaignLife).where(eq(campaignLife.campaignId, id));
  return new Map(rows.map(({ state, at }) => [state, at]));
}

/** Opens what was announced for today, and has those decide whose time is over; housekeeping asks this every minute. */
export async function keepDates(instance: Instance): Promise<void> {
  const now = instance.clock();
  const due = await instance.db
    .select({ id: campaigns.communityId, state: campaigns.state, closesAt: campaigns.closesAt })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.local, true),
        inArray(campaigns.state, ['announced', 'open']),
        isNotNull(campaigns.opensAt),
        lte(campaigns.opensAt, now),
      ),
    );
  for (const { id, state, closesAt } of due)
    if (state === 'announced' || (closesAt !== null && closesAt <= now)) await goOn(instance, null, id, state);
}
