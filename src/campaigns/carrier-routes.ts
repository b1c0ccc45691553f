import { type Request, type Response, Router } from 'express';
import { carriersPage } from '../../views/campaigns/carriers.ts';
import { type Form, noForm } from '../../views/form.ts';
import { organisationViews } from '../accounts/organisation.ts';
import { join } from '../communities/membership.ts';
import { partnerHosts } from '../partners/scope.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember, requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { facilitated, findCampaignById } from './campaign.ts';
import { answerInvitation, endCarrier, inviteCarrier } from './carry.ts';
import { campaignPath } from './frame-path.ts';
import { campaignFrame, type OfCampaign } from './frame-routes.ts';

/** Organisations that carry a campaign together: asking them, and answering for ours. */
export function carrierRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  type OfId = Request<{ id: string }>;

  router.get('/campaigns/:handle/carriers', (request: OfCampaign, response) => show(request, response, noForm));

  router.post('/campaigns/:id/carriers', async (request: OfId, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await facilitated(instance, member.accountId, id);
    await inviteCarrier(instance, member.accountId, id, fieldsOf(response).values.host ?? '');
    flash(instance, response, 'campaign.carrierAsked');
    response.redirect(303, await placeOf(id));
  });

  router.post('/campaigns/:id/carriers/end', async (request: OfId, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await facilitated(instance, member.accountId, id);
    await endCarrier(instance, member.accountId, id, fieldsOf(response).values.host ?? '');
    response.redirect(303, await placeOf(id));
  });

  const say = (path: string, act: 'Accept' | 'Reject' | 'Leave', told: string) =>
    router.post(`/campaigns/:id/${path}`, async (request: Request<{ id: string }>, response) => {
      const { member, viewer } = requirePower(response, 'administer');
      const { id } = request.params;
      await findCampaignById(instance, viewer, id);
      await answerInvitation(instance, member.accountId, id, act);
      // What the group passes on comes to servers with a member: who says yes is the first of ours.
      if (act === 'Accept') await join(instance, member.accountId, id);
      flash(instance, response, told);
      response.redirect(303, await campaignPath(instance, id));
    });
  say('carry', 'Accept', 'campaign.carryAccepted');
  say('carry/decline', 'Reject', 'campaign.carryDeclined');
  say('carry/leave', 'Leave', 'campaign.carryLeft');

  const placeOf = async (id: string) => `${await campaignPath(instance, id)}/carriers`;

  async function show(request: OfCampaign, response: Response, form: Form) {
    const { member } = requireMember(response);
    const frame = await campaignFrame(web, request, response);
    await facilitated(instance, member.accountId, frame.row.communityId);
    const page = await pageOf(web, request, response);
    const hosts = await partnerHosts(instance, 'campaigns');
    const names = await organisationViews(instance, hosts);
    const taken = new Set(
      frame.campaign.carriers.filter(({ state }) => state === 'invited' || state === 'active').map(({ host }) => host),
    );
    const partners = hosts.filter((host) => !taken.has(host)).map((host) => names.get(host)!);
    await send(web, request, response, carriersPage(page, frame, partners, form));
  }

  return router;
}
