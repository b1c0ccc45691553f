import { type Request, type Response, Router } from 'express';
import { campaignsPage } from '../../views/campaigns/list.ts';
import { campaignPage, stepPage } from '../../views/campaigns/page.ts';
import { type Form, noForm } from '../../views/form.ts';
import { accountById } from '../accounts/account.ts';
import { communityById } from '../communities/community.ts';
import { eq } from '../platform/columns.ts';
import { notFound } from '../platform/refusal.ts';
import { pageOf, send } from '../web/page.ts';
import { viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { campaignLists } from './campaign-views.ts';
import { carrierRoutes } from './carrier-routes.ts';
import { campaignFrame, type OfCampaign, type OfStep, shownStep } from './frame-routes.ts';
import { organiseRoutes } from './organise-routes.ts';
import type { StepPanel } from './panel-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { stepOf, stepsOf } from './step.ts';
import { ballotPanel } from './steps/ballot/routes.ts';
import { exchangePanel } from './steps/exchange/routes.ts';
import { ideasPanel } from './steps/ideas/routes.ts';
import { pledgesPanel } from './steps/pledges/routes.ts';
import { questionsPanel } from './steps/questions/routes.ts';
import { statementPanel } from './steps/statement/routes.ts';
import { campaignSteps } from './tables.ts';
import type { StepKindName } from './view.ts';
import { weigh } from './weigh-routes.ts';

const panels: Partial<Record<StepKindName, StepPanel>> = {
  questions: questionsPanel,
  ideas: ideasPanel,
  ballot: ballotPanel,
  statement: statementPanel,
  exchange: exchangePanel,
  pledges: pledgesPanel,
};

/** Campaigns: the list, each with its chain of steps, taking part, and looking after one's own. */
export function campaignRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router().use('/campaigns', weigh(instance));
  router.use(organiseRoutes(web), carrierRoutes(web), reportRoutes(web));

  router.get('/campaigns', async (request, response) => {
    const lists = await campaignLists(instance, viewerOf(response));
    await send(web, request, response, campaignsPage(await pageOf(web, request, response), lists));
  });

  router.get('/campaigns/:handle', async (request: OfCampaign, response) => {
    const frame = await campaignFrame(web, request, response);
    const page = await pageOf(web, request, response);
    const current = await shownStep(web, frame.row);
    const scene = (step: NonNullable<typeof current>) => ({
      ...{ web, request, response, page, frame, step },
      campaign: frame.row,
      form: noForm,
    });
    const panel = current ? await panels[current.kind]?.panel(scene(current)) : null;
    const others = (await stepsOf(instance, frame.row.communityId)).filter((step) => step.id !== current?.id);
    const digests = [];
    for (const step of others) {
      const content = await panels[step.kind]?.digest?.(scene(step));
      if (content) digests.push({ id: step.id, content });
    }
    await send(web, request, response, campaignPage(page, frame, { current: current?.id ?? null, panel, digests }));
  });

  router.get('/campaigns/:handle/steps/:step', (request: OfStep, response) =>
    showStep(request, response, request.params.step, noForm),
  );

  for (const { routes } of Object.values(panels)) router.use(routes(web, again));

  /** The page of a step whose form came back: the campaign is that of the step. */
  async function again(request: Request, response: Response, stepId: string, form: Form) {
    const [step] = await instance.db.select().from(campaignSteps).where(eq(campaignSteps.id, stepId));
    const account = step && (await accountById(instance, step.campaignId));
    const community = step && (await communityById(instance, step.campaignId));
    if (!account || !community) throw notFound();
    request.params = { handle: account.host ? `${account.name}@${account.host}` : account.name, step: stepId };
    await showStep(request as unknown as OfStep, response, stepId, form);
  }

  async function showStep(request: OfStep | OfCampaign, response: Response, id: string, form: Form) {
    const frame = await campaignFrame(web, request as OfCampaign, response);
    const page = await pageOf(web, request, response);
    const step = await stepOf(instance, frame.row.communityId, id);
    const scene = { ...{ web, request: request as Request, response, page, frame, step, form }, campaign: frame.row };
    const panel = await panels[step.kind]?.panel(scene);
    const faults = Object.keys(form.faults).length > 0;
    await send(web, request, response, stepPage(page, frame, { id, panel, errors: faults }), faults ? 422 : 200);
  }

  return router;
}
