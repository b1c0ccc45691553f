import { accountsByIds, type Viewer } from '../accounts/account.ts';
import type { Community } from '../communities/community.ts';
import { knowable } from '../communities/community.ts';
import { communityViews } from '../communities/community-views.ts';
import { communities } from '../communities/tables.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, inArray, sql } from '../platform/columns.ts';
import type { Campaign } from './campaign.ts';
import { carriersOf } from './carriers.ts';
import { ourStates } from './carry.ts';
import { type Step, stepState, stepsOf } from './step.ts';
import { stepModules } from './step-modules.ts';
import { campaigns } from './tables.ts';
import type { CampaignState, CampaignView, StepView } from './view.ts';

export interface CampaignRow {
  campaign: Campaign;
  community: Community;
}

/** Campaigns as pages show them, in the order of `rows`; `withSteps`: with the chain of their steps and its lines. */
export async function campaignViews(
  instance: Instance,
  viewer: Viewer,
  rows: CampaignRow[],
  withSteps = false,
): Promise<CampaignView[]> {
  const shown = await communityViews(
    instance,
    viewer,
    rows.map(({ community }) => community),
  );
  const views = new Map(shown.map((view) => [view.id, view]));
  const accounts = await accountsByIds(
    instance,
    rows.map(({ campaign }) => campaign.communityId),
  );
  const carriers = await carriersOf(instance, accounts);
  const ours = await ourStates(
    instance,
    rows.flatMap(({ campaign }) => (campaign.local ? [] : campaign.communityId)),
  );
  const now = instance.clock();
  const found: CampaignView[] = [];
  for (const { campaign } of rows) {
    const community = views.get(campaign.communityId);
    if (!community) continue;
    const path = community.path.replace('/communities/', '/campaigns/');
    const steps = withSteps ? await stepsOf(instance, campaign.communityId) : [];
    const { state, promise, answerDays, charter, opensAt, closesAt, budget, abandonedFor } = campaign;
    found.push({
      ...{ community, path, state, promise, answerDays, charter, opensAt, closesAt, budget, abandonedFor },
      carriers: carriers.get(campaign.communityId) ?? [],
      carrying: campaign.local ? null : (ours.get(campaign.communityId) ?? null),
      steps: await Promise.all(steps.map((step) => stepView(instance, path, step, now))),
      facilitates: community.membership?.role != null,
    });
  }
  return found;
}

export async function stepView(instance: Instance, path: string, step: Step, now: number): Promise<StepView> {
  const { id, kind, title, text, startsAt, endsAt } = step;
  return {
    ...{ id, kind, title, text, startsAt, endsAt },
    state: stepState(step, now),
    path: `${path}/steps/${id}`,
    line: (await stepModules[kind]?.line(instance, step)) ?? null,
  };
}

const mostListed = 60;

/** Campaigns that the viewer may know of: those that run, then those to come, then what is over. */
export async function campaignLists(instance: Instance, viewer: Viewer) {
  const list = async (states: CampaignState[]) => {
    const rows = await instance.db
      .select({ campaign: campaigns, community: communities })
      .from(campaigns)
      .innerJoin(communities, eq(communities.accountId, campaigns.communityId))
      .where(and(inArray(campaigns.state, states), knowable(viewer)))
      .orderBy(sql`${campaigns.opensAt} is null`, desc(campaigns.opensAt), desc(campaigns.communityId))
      .limit(mostListed);
    return campaignViews(instance, viewer, rows);
  };
  return {
    running: await list(['open', 'deciding', 'answered']),
    coming: await list(['draft', 'announced']),
    over: await list(['closed', 'remembered', 'abandoned']),
  };
}
