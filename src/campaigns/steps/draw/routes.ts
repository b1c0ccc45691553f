import { readFileSync } from 'node:fs';
import { type Request, type Response, Router } from 'express';
import { drawPage } from '../../../../views/campaigns/draw.ts';
import { drawStepView } from '../../../../views/campaigns/draw-step.ts';
import { type Form, hasFaults, noForm } from '../../../../views/form.ts';
import { accountById } from '../../../accounts/account.ts';
import { notFound } from '../../../platform/refusal.ts';
import { ownZone } from '../../../platform/zones.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { pageOf, send } from '../../../web/page.ts';
import { requireMember, signedIn, viewerOf } from '../../../web/session.ts';
import { facilitated, findStep } from '../../campaign.ts';
import { takingPartFault } from '../../contribution.ts';
import { campaignPath } from '../../frame-path.ts';
import { campaignFrame } from '../../frame-routes.ts';
import type { StepPanel } from '../../panel-routes.ts';
import { choicesFor, drawFrom } from './draw-fields.ts';
import { drawLines, drawView, organisationNames } from './draw-views.ts';
import { holdDraw, revealSeed } from './hold.ts';
import { publishDraw, volunteersOf } from './publish.ts';
import { drawById, findDraw, recordOf } from './record.ts';
import { hasOwnDraw, standDown, volunteer } from './volunteer.ts';

const script = readFileSync(new URL('../../../../static/tools/check-draw.mjs', import.meta.url), 'utf8');

/** Standing for a draw, publishing its list, holding it, and what anybody needs to make it again. */
export const drawPanel: StepPanel = {
  panel: async ({ web: { instance }, response, page, frame, campaign, step, form }) => {
    const viewer = viewerOf(response);
    const volunteers = await volunteersOf(instance, step.id);
    const published = await hasOwnDraw(instance, step.id);
    const mayPublish = frame.campaign.facilitates && campaign.local && !published && volunteers.length > 0;
    return drawStepView(page, {
      frame,
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      draws: await drawLines(instance, campaign.communityId),
      volunteers: volunteers.length,
      stands: viewer !== null && volunteers.includes(viewer.accountId),
      closed: !campaign.local || published ? 'draw.published' : takingPartFault(campaign, step, instance.clock()),
      publish: mayPublish
        ? {
            ...{ action: `/campaign-steps/${step.id}/draws`, form, zone: zoneOf(response) },
            ...(await choicesFor(instance, volunteers)),
          }
        : null,
    });
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    type OfId = Request<{ id: string }>;
    type OfDraw = Request<{ handle: string; draw: string }>;

    router.get('/draws/check-draw.mjs', (_, response) => {
      response.set('cache-control', 'public, max-age=3600').type('text/javascript').send(script);
    });

    router.get('/campaigns/:handle/draws/:draw', (request: OfDraw, response) =>
      showDraw(request, response, request.params.draw, noForm),
    );

    router.get('/campaigns/:handle/draws/:draw/record.json', async (request: OfDraw, response) => {
      const { draw } = await findDraw(instance, viewerOf(response), request.params.draw);
      response.json(await recordOf(instance, draw));
    });

    router.post('/campaign-steps/:id/volunteers', async (request: OfId, response) => {
      const { member, viewer } = requireMember(response);
      const { step, campaign } = await findStep(instance, viewer, request.params.id);
      if (step.kind !== 'draw' || !campaign.local) throw notFound();
      await volunteer(instance, (await accountById(instance, member.accountId))!, campaign, step);
      flash(instance, response, 'draw.nowStanding');
      response.redirect(303, await placeOf(campaign.communityId, step.id));
    });

    router.post('/campaign-steps/:id/volunteers/delete', async (request: OfId, response) => {
      const { member, viewer } = requireMember(response);
      const { step, campaign } = await findStep(instance, viewer, request.params.id);
      await standDown(instance, member.accountId, step.id);
      response.redirect(303, await placeOf(campaign.communityId, step.id));
    });

    router.post('/campaign-steps/:id/draws', async (request: OfId, response) => {
      const { member, viewer } = requireMember(response);
      const { step, campaign } = await findStep(instance, viewer, request.params.id);
      await facilitated(instance, member.accountId, campaign.communityId);
      const fields = fieldsOf(response);
      try {
        const wanted = drawFrom(fields.values, zoneOf(response));
        const id = await publishDraw(instance, member.accountId, campaign, step, null, wanted);
        flash(instance, response, 'draw.publishedNow');
        response.redirect(303, `${await campaignPath(instance, campaign.communityId)}/draws/${id}`);
      } catch (fault) {
        await show(request as unknown as Request, response, step.id, formOf(fields, fault));
      }
    });

    const act = (path: string, work: (byId: string, id: string, values: Record<string, string>) => Promise<void>) =>
      router.post(`/draws/:id/${path}`, async (request: Request<{ id: string }>, response) => {
        const { member, viewer } = requireMember(response);
        const { id } = request.params;
        const { campaign } = await findDraw(instance, viewer, id);
        await facilitated(instance, member.accountId, campaign.communityId);
        const fields = fieldsOf(response);
        try {
          await work(member.accountId, id, fields.values);
          response.redirect(303, `${await campaignPath(instance, campaign.communityId)}/draws/${id}`);
        } catch (fault) {
          await showDraw(request as unknown as OfDraw, response, id, formOf(fields, fault));
        }
      });
    act('hold', (byId, id, { publicValue = '' }) => holdDraw(instance, byId, id, publicValue));
    act('seeds', (_, id, { seed, value = '' }) => revealSeed(instance, id, Number(seed), value));

    async function showDraw(request: OfDraw, response: Response, id: string, form: Form) {
      const { handle, frame } = await framed(request, response, id);
      const draw = await drawById(instance, id);
      if (draw.campaignId !== frame.row.communityId) throw notFound();
      request.params.handle = handle;
      const view = await drawView(instance, viewerOf(response), draw, frame.campaign.facilitates);
      const hosts = view.record.candidates.map(({ organisation }) => organisation);
      const names = await organisationNames(instance, hosts);
      const shown = drawPage(await pageOf(web, request, response), frame, view, names, form);
      await send(web, request, response, shown, hasFaults(form) ? 422 : 200);
    }

    /** The frame of the draw's campaign, also where the address has no handle. */
    async function framed(request: OfDraw, response: Response, id: string) {
      const { draw } = await findDraw(instance, viewerOf(response), id);
      const handle = request.params.handle ?? (await campaignPath(instance, draw.campaignId)).split('/').at(-1)!;
      request.params = { handle, draw: id };
      return { handle, frame: await campaignFrame(web, request, response) };
    }

    const placeOf = async (campaignId: string, stepId: string) =>
      `${await campaignPath(instance, campaignId)}/steps/${stepId}`;

    return router;
  },
};

export const zoneOf = (response: Response) => signedIn(response)?.member.timeZone ?? ownZone();
