import { type Request, type Response, Router } from 'express';
import { beginPage, settingsPage, stepsPage, tasksPage } from '../../views/campaigns/organise.ts';
import { type Form, hasFaults, noForm } from '../../views/form.ts';
import { accountById } from '../accounts/account.ts';
import { communityById } from '../communities/community.ts';
import type { Language } from '../platform/i18n.ts';
import { notFound } from '../platform/refusal.ts';
import { ownZone } from '../platform/zones.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { changeCampaign, facilitated, openCampaign, setSteps, settingsOf } from './campaign.ts';
import { fieldsOfSettings, fieldsOfSteps, settingsFrom, stepsFrom } from './campaign-fields.ts';
import { campaignPath } from './frame-path.ts';
import { campaignFrame, type OfCampaign } from './frame-routes.ts';
import { abandon, goingOnFault, goOn, mayAbandon, nextState, owedIn } from './life.ts';
import { dueRecalls } from './recall.ts';
import { recipeRoutes } from './recipe-routes.ts';
import { stepsOf } from './step.ts';
import { stepModules } from './step-modules.ts';
import { begin, templates } from './template.ts';
import { type CampaignState, stepKinds } from './view.ts';

/** Kinds of steps that there are. */
const kinds = stepKinds.filter((kind) => stepModules[kind]);

/** Beginning a campaign from a template, its task list, and its life. */
export function organiseRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const zoneOf = (response: Response) => requireMember(response).member.timeZone ?? ownZone();

  router.use(recipeRoutes(web, showNew));
  router.get('/campaigns/new', (request, response) => showNew(request, response));

  router.post('/campaigns', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    const { template: chosen = '', name = '' } = fields.values;
    const template = templates.get(chosen);
    try {
      if (!template) throw notFound();
      const zone = zoneOf(response);
      const wanted = settingsFrom(fields.values, zone);
      const lang: Language = wanted.language === 'en' ? 'en' : 'fr';
      const { steps, closesAt, ...said } = begin(template, lang, wanted.opensAt ?? instance.clock());
      const { displayName, reach, admission, language, opensAt } = wanted;
      const purpose = wanted.purpose || said.purpose;
      const settings = { ...said, displayName, reach, admission, language, opensAt, purpose, closesAt };
      await openCampaign(instance, member.accountId, name, { ...settings, template: chosen, steps });
      flash(instance, response, 'campaign.begun');
      response.redirect(303, `/campaigns/${name.trim().toLowerCase()}/organise`);
    } catch (fault) {
      await showNew(request, response, formOf(fields, fault));
    }
  });

  router.get('/campaigns/:handle/organise', async (request: OfCampaign, response) => {
    const { frame, page } = await organised(request, response);
    const { row } = frame;
    const view = {
      next: nextState(row.state),
      fault: await goingOnFault(instance, row),
      owed: await owedIn(instance, row.communityId),
      mayAbandon: mayAbandon(row.state),
      recalls: (await dueRecalls(instance, row.communityId)).map(({ days }) => days),
    };
    await send(web, request, response, tasksPage(page, frame, view, noForm));
  });

  router.get('/campaigns/:handle/settings', (request: OfCampaign, response) => showSettings(request, response));
  router.get('/campaigns/:handle/chain', (request: OfCampaign, response) => showSteps(request, response));

  router.post('/campaigns/:id/settings', async (request, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    const row = await facilitated(instance, member.accountId, id);
    const fields = fieldsOf(response);
    try {
      await changeCampaign(instance, row.communityId, settingsFrom(fields.values, zoneOf(response)));
      flash(instance, response, 'campaign.saved');
      response.redirect(303, `${await campaignPath(instance, id)}/organise`);
    } catch (fault) {
      await showSettings(await named(request, id), response, formOf(fields, fault));
    }
  });

  router.post('/campaigns/:id/chain', async (request, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    const row = await facilitated(instance, member.accountId, id);
    const fields = fieldsOf(response);
    const { steps, saves } = stepsFrom(fields.values, zoneOf(response));
    try {
      // « Monter », « Ajouter »: the same form in its new order, nothing is kept before « Enregistrer ».
      if (!saves)
        return await showSteps(await named(request, id), response, {
          values: fieldsOfSteps(steps, zoneOf(response)),
          faults: {},
        });
      await setSteps(instance, row.communityId, steps);
      flash(instance, response, 'campaign.saved');
      response.redirect(303, `${await campaignPath(instance, id)}/organise`);
    } catch (fault) {
      const form = formOf(fields, fault);
      await showSteps(await named(request, id), response, { ...form, values: fieldsOfSteps(steps, zoneOf(response)) });
    }
  });

  router.post('/campaigns/:id/go-on', async (request, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await facilitated(instance, member.accountId, id);
    await goOn(instance, member.accountId, id, fieldsOf(response).values.from as CampaignState);
    flash(instance, response, 'campaign.wentOn');
    response.redirect(303, `${await campaignPath(instance, id)}/organise`);
  });

  router.post('/campaigns/:id/abandon', async (request, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await facilitated(instance, member.accountId, id);
    const fields = fieldsOf(response);
    try {
      await abandon(instance, member.accountId, id, fields.values.reason ?? '');
      response.redirect(303, await campaignPath(instance, id));
    } catch (fault) {
      const again = await named(request, id);
      const { frame, page } = await organised(again, response);
      const view = {
        next: nextState(frame.row.state),
        fault: null,
        owed: await owedIn(instance, id),
        mayAbandon: true,
        recalls: [],
      };
      await send(web, request, response, tasksPage(page, frame, view, formOf(fields, fault)), 422);
    }
  });

  /** The frame for who facilitates it; 403 for who only reads it. */
  async function organised(request: OfCampaign, response: Response) {
    const { member } = requireMember(response);
    const frame = await campaignFrame(web, request, response);
    await facilitated(instance, member.accountId, frame.row.communityId);
    return { frame, page: await pageOf(web, request, response) };
  }

  /** The same request by the campaign's handle. */
  async function named(request: Request, id: string): Promise<OfCampaign> {
    request.params = { handle: (await accountById(instance, id))?.name ?? '' };
    return request as unknown as OfCampaign;
  }

  async function showNew(request: Request, response: Response, form: Form = noForm) {
    requireMember(response);
    const page = await pageOf(web, request, response);
    const chosen = String(request.query?.template ?? form.values.template ?? '');
    const choices = [...templates].map(([name, { title, outcome, steps }]) => ({
      ...{ name, title: title[page.lang], outcome: outcome[page.lang] },
      steps: steps.map((step) => step.title[page.lang]),
    }));
    const view = { choices, chosen: templates.has(chosen) ? chosen : null };
    await send(web, request, response, beginPage(page, view, form), hasFaults(form) ? 422 : 200);
  }

  async function showSettings(request: OfCampaign, response: Response, form?: Form) {
    const { frame, page } = await organised(request, response);
    const community = await communityById(instance, frame.row.communityId);
    const values = fieldsOfSettings(await settingsOf(instance, frame.row, community!), zoneOf(response));
    await send(
      web,
      request,
      response,
      settingsPage(page, frame, form ?? { values, faults: {} }),
      form && hasFaults(form) ? 422 : 200,
    );
  }

  async function showSteps(request: OfCampaign, response: Response, form?: Form) {
    const { frame, page } = await organised(request, response);
    const steps = await stepsOf(instance, frame.row.communityId);
    const values = fieldsOfSteps(steps, zoneOf(response));
    await send(
      web,
      request,
      response,
      stepsPage(page, frame, kinds, form ?? { values, faults: {} }),
      form && hasFaults(form) ? 422 : 200,
    );
  }

  return router;
}
