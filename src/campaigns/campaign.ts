import type { Viewer } from '../accounts/account.ts';
import { accountById } from '../accounts/account.ts';
import {
  type Community,
  changeCommunity,
  findCommunity,
  findCommunityById,
  openCommunity,
} from '../communities/community.ts';
import { roleOf } from '../communities/membership.ts';
import type { CommunitySettings } from '../communities/view.ts';
import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { forbidden, Invalid, notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { CampaignEvent } from './events.ts';
import { stepById } from './step.ts';
import { campaignLife, campaignSteps, campaigns } from './tables.ts';
import { touch } from './tell-changes.ts';
import type { CampaignSettings, StepKindName } from './view.ts';

export type Campaign = typeof campaigns.$inferSelect;

export const limits = { promise: 300, charter: 4000, title: 80, text: 600, steps: 12, answerDays: 60 };

export interface NewStep {
  kind: StepKindName;
  title: string;
  text: string;
  settings: Record<string, unknown>;
  startsAt: number | null;
  endsAt: number | null;
}

/** Opens the draft of a campaign: a community that nobody but its facilitators knows of. Throws Invalid. Gives its id. */
export async function openCampaign(
  instance: Instance,
  founderId: string,
  name: string,
  wanted: CampaignSettings & { template: string; steps: NewStep[] },
): Promise<string> {
  const faults = { ...settingFaults(wanted), ...stepFaults(wanted.steps) };
  if (Object.keys(faults).length) throw new Invalid(faults);
  return write(instance, async (tx) => {
    const inside = within(instance, tx);
    const id = await openCommunity(inside, founderId, name, communitySettings(wanted, true));
    await tx.insert(campaigns).values({
      ...columns(wanted),
      communityId: id,
      local: true,
      template: wanted.template,
      state: 'draft',
      createdAt: instance.clock(),
    });
    await tx.insert(campaignLife).values({ campaignId: id, state: 'draft', byId: founderId, at: instance.clock() });
    for (const [place, step] of wanted.steps.entries()) await insertStep(inside, tx, id, step, place);
    return id;
  });
}

/** Changes what its organisers say; the charter and the promise stay as they were once it is open (403). Throws Invalid. */
export const changeCampaign = (instance: Instance, id: string, wanted: CampaignSettings): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const campaign = await ownCampaign(inside, id);
    const faults = settingFaults(wanted);
    if (Object.keys(faults).length) throw new Invalid(faults);
    const frozen = campaign.state !== 'draft' && campaign.state !== 'announced';
    if (frozen && (wanted.charter !== campaign.charter || wanted.answerDays > campaign.answerDays))
      throw forbidden('campaign.frozen');
    await tx.update(campaigns).set(columns(wanted)).where(eq(campaigns.communityId, id));
    await changeCommunity(inside, id, communitySettings(wanted, campaign.state === 'draft'));
    await touch(inside, tx, id);
    await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId: id });
  });

/** Gives a draft, or a campaign that is announced, its steps anew; those that have begun stay. Throws Invalid. */
export const setSteps = (
  instance: Instance,
  id: string,
  steps: (Omit<NewStep, 'settings'> & { id?: string })[],
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await ownCampaign(inside, id);
    const faults = stepFaults(steps);
    if (Object.keys(faults).length) throw new Invalid(faults);
    const before = await tx.select().from(campaignSteps).where(eq(campaignSteps.campaignId, id));
    const kept = new Set(steps.map((step) => step.id));
    for (const gone of before.filter((step) => !kept.has(step.id))) {
      if (gone.callId) throw forbidden('campaign.stepBegun');
      await tx.delete(campaignSteps).where(eq(campaignSteps.id, gone.id));
    }
    for (const [place, { id: stepId, ...step }] of steps.entries()) {
      const known = before.find((one) => one.id === stepId);
      if (!known) await insertStep(inside, tx, id, { ...step, settings: {} }, place);
      else
        await tx
          .update(campaignSteps)
          .set({ ...step, kind: known.kind, place })
          .where(eq(campaignSteps.id, known.id));
    }
    await touch(inside, tx, id);
    await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId: id });
  });

async function insertStep(inside: Instance, tx: Tx, campaignId: string, step: NewStep, place: number) {
  const id = inside.ids();
  const uri = `${inside.config.origin}/ap/steps/${id}`;
  const title = step.title.trim();
  await tx.insert(campaignSteps).values({ ...step, title, id, uri, campaignId, place });
}

const communitySettings = (wanted: CampaignSettings, draft: boolean): CommunitySettings => ({
  displayName: wanted.displayName,
  purpose: wanted.purpose,
  rules: '',
  reach: draft ? 'members' : wanted.reach,
  admission: draft ? 'invitation' : wanted.admission,
  posting: 'members',
  language: wanted.language,
  topics: [],
});

const columns = ({ promise, answerDays, charter, reach, admission, opensAt, closesAt, budget }: CampaignSettings) => ({
  ...{ promise: promise.trim(), answerDays, charter: charter.trim(), reach, admission, opensAt, closesAt, budget },
});

function settingFaults({ promise, answerDays, charter, opensAt, closesAt }: CampaignSettings) {
  const tooLong = (text: string, most: number) =>
    [...text.trim()].length > most ? { key: 'form.tooLong', args: { most } } : undefined;
  const isDays = Number.isInteger(answerDays) && answerDays >= 1 && answerDays <= limits.answerDays;
  return present({
    promise: promise.trim() ? tooLong(promise, limits.promise) : 'form.required',
    charter: tooLong(charter, limits.charter),
    answerDays: isDays ? undefined : { key: 'campaign.answerDaysFault', args: { most: limits.answerDays } },
    opensAt: Number.isNaN(opensAt) ? 'campaign.dayFault' : undefined,
    closesAt:
      Number.isNaN(closesAt) || (opensAt !== null && closesAt !== null && closesAt <= opensAt)
        ? 'campaign.endsBefore'
        : undefined,
  });
}

/** Each step ends after it begins, and none begins before the one that stands before it. */
export function stepFaults(steps: Omit<NewStep, 'settings'>[]) {
  const faults: Record<string, string | { key: string; args: Record<string, string | number> }> = {};
  if (steps.length > limits.steps) faults.steps = { key: 'campaign.tooManySteps', args: { most: limits.steps } };
  for (const [place, { title, startsAt, endsAt }] of steps.entries()) {
    const before = steps[place - 1];
    const args = { n: place + 1, title: title.trim() };
    if (!title.trim()) faults[`title-${place}`] = 'form.required';
    if ([...title].length > limits.title)
      faults[`title-${place}`] = { key: 'form.tooLong', args: { most: limits.title } };
    if (Number.isNaN(startsAt) || Number.isNaN(endsAt)) faults[`startsAt-${place}`] = 'campaign.dayFault';
    else if (startsAt !== null && endsAt !== null && endsAt <= startsAt)
      faults[`endsAt-${place}`] = { key: 'campaign.stepEndsBefore', args };
    else if (startsAt !== null && (before?.startsAt ?? startsAt) > startsAt)
      faults[`startsAt-${place}`] = { key: 'campaign.stepOrder', args: { ...args, before: before!.title } };
  }
  return faults;
}

const present = <T>(faults: Record<string, T | undefined>): Record<string, T> =>
  Object.fromEntries(Object.entries(faults).flatMap(([name, fault]) => (fault ? [[name, fault]] : [])));

/** The campaign of this community, ours or another server's; for who acts for the server itself. */
export async function campaignById(instance: Instance, id: string): Promise<Campaign | null> {
  const [campaign] = await instance.db.select().from(campaigns).where(eq(campaigns.communityId, id));
  return campaign ?? null;
}

async function ownCampaign(instance: Instance, id: string): Promise<Campaign> {
  const [campaign] = await instance.db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.communityId, id), eq(campaigns.local, true)));
  if (!campaign) throw notFound();
  return campaign;
}

/** By its handle, when the viewer may know of its community (S53); 404 also when that is no campaign. */
export async function findCampaign(instance: Instance, viewer: Viewer, handle: string) {
  const { community } = await findCommunity(instance, viewer, handle);
  return { community, campaign: await campaignOf(instance, community) };
}

/** The same by id. */
export async function findCampaignById(instance: Instance, viewer: Viewer, id: string) {
  const community = await findCommunityById(instance, viewer, id);
  return { community, campaign: await campaignOf(instance, community) };
}

async function campaignOf(instance: Instance, community: Community): Promise<Campaign> {
  const campaign = await campaignById(instance, community.accountId);
  if (!campaign) throw notFound();
  return campaign;
}

/** A step with its campaign, when the viewer may know of that; 404 otherwise. */
export async function findStep(instance: Instance, viewer: Viewer, stepId: string) {
  const step = await stepById(instance, stepId);
  return { step, ...(await findCampaignById(instance, viewer, step.campaignId)) };
}

/** One of ours that the member facilitates: 404 when they may not know of it, 403 when they are no facilitator. */
export async function facilitated(instance: Instance, accountId: string, id: string): Promise<Campaign> {
  const { campaign } = await findCampaignById(instance, { accountId, local: true }, id);
  if (!campaign.local || !(await roleOf(instance, accountId, id))) throw forbidden('campaign.facilitatorsOnly');
  return campaign;
}

/** What its organisers may change, as it stands. */
export async function settingsOf(
  instance: Instance,
  campaign: Campaign,
  community: Community,
): Promise<CampaignSettings> {
  const account = await accountById(instance, campaign.communityId);
  const { promise, answerDays, charter, opensAt, closesAt, budget } = campaign;
  return {
    ...{ promise, answerDays, charter, opensAt, closesAt, budget },
    displayName: account?.displayName ?? '',
    purpose: account?.bioSource ?? '',
    reach: campaign.reach as CampaignSettings['reach'],
    admission: campaign.admission as CampaignSettings['admission'],
    language: community.language,
  };
}
