import type { Request, Response } from 'express';
import type { CampaignFrame } from '../../views/campaigns/frame.ts';
import { accountByHandle } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { membershipOf, moderators } from '../communities/membership.ts';
import { notFound } from '../platform/refusal.ts';
import { signedIn, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { type Campaign, findCampaign } from './campaign.ts';
import { campaignViews } from './campaign-views.ts';
import { campaignPath } from './frame-path.ts';
import { currentStep, type Step, stepOf, stepsOf } from './step.ts';
import { countParticipants, keptPromises } from './taking-part.ts';

export type OfCampaign = Request<{ handle: string }>;
export type OfStep = Request<{ handle: string; step: string }>;

/** The campaign of this address with what stands around its pages; members may look up one of another server. */
export async function campaignFrame(
  { instance }: Web,
  request: OfCampaign,
  response: Response,
): Promise<CampaignFrame & { row: Campaign }> {
  const viewer = viewerOf(response);
  const { handle } = request.params;
  if (handle.includes('@') && signedIn(response) && !(await accountByHandle(instance, handle)))
    await instance.discover.account(handle).catch(() => null);
  const { campaign, community } = await findCampaign(instance, viewer, handle);
  response.locals.campaignId = campaign.communityId;
  const [view] = await campaignViews(instance, viewer, [{ campaign, community }], true);
  if (!view) throw notFound();
  return {
    row: campaign,
    campaign: {
      ...view,
      community: { ...view.community, membership: await membershipOf(instance, viewer, community) },
    },
    facilitators: await accountList(instance, (await moderators(instance, campaign.communityId)).slice(0, 6)),
    participants: await countParticipants(instance, campaign.communityId),
    promise: await keptPromises(instance, campaign.communityId),
  };
}

/** The step of this address, or the one that runs when it names none; null when there is no step at all. */
export async function shownStep({ instance }: Web, campaign: Campaign, id?: string): Promise<Step | null> {
  if (id) return stepOf(instance, campaign.communityId, id);
  return currentStep(await stepsOf(instance, campaign.communityId), instance.clock());
}

/** Page of a step, at what was just brought or changed there; the page that a refused form was drawn on is none to go back to. */
export async function placeIn(
  { instance }: Web,
  { id, campaignId }: Pick<Step, 'id' | 'campaignId'>,
  postId: string,
): Promise<string> {
  return `${await campaignPath(instance, campaignId)}/steps/${id}#c-${postId}`;
}
