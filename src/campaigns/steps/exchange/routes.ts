import { type Request, type Response, Router } from 'express';
import { exchangeDigest, exchangeView } from '../../../../views/campaigns/exchange.ts';
import type { Form } from '../../../../views/form.ts';
import { accountById } from '../../../accounts/account.ts';
import { ownZone, timeAt } from '../../../platform/zones.ts';
import { visiblePost } from '../../../posts/post.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { requireMember, type SignedIn, viewerOf } from '../../../web/session.ts';
import { findStep } from '../../campaign.ts';
import { contributionById, takingPartFault } from '../../contribution.ts';
import { placeIn } from '../../frame-routes.ts';
import type { StepPanel } from '../../panel-routes.ts';
import { amountIn } from '../../units.ts';
import { withdrawPledge } from '../pledges/pledge.ts';
import { agree, ask, leaveAgreement, theirs } from './agreement.ts';
import { offerViews } from './exchange-views.ts';
import { bringOffer, isOffer, type Purpose, type What, whats, withdrawOffer } from './offer.ts';
import { confirmReceipt, thank } from './receipt.ts';

type OfId = Request<{ id: string }>;
const dayMs = 86_400_000;

/** Offering and asking, answering each other, confirming what was given, and thanking. */
export const exchangePanel: StepPanel = {
  panel: async ({ web: { instance }, request, response, page, frame, campaign, step, form }) => {
    const asked = request.query.bring;
    const bring = form.values.purpose ?? (asked === 'request' || asked === 'offer' ? asked : null);
    return exchangeView(page, {
      ...{ frame, form, bring: bring as Purpose | null },
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      offers: await offerViews(instance, viewerOf(response), step),
      closed: takingPartFault(campaign, step, instance.clock()),
    });
  },

  digest: async ({ web: { instance }, response, page, frame, step }) => {
    const offers = await offerViews(instance, viewerOf(response), step);
    const open = offers.filter(({ one, expired }) => one.state === 'open' && !expired);
    const shown = frame.campaign.steps.find((one) => one.id === step.id)!;
    return open.length ? exchangeDigest(page, { step: shown, offers: open.slice(0, 4) }) : null;
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    const zoneOf = ({ member }: SignedIn) => member.timeZone ?? ownZone();
    const languageOf = ({ member }: SignedIn) => member.postLanguage ?? member.language;
    /** Until the end of that day; null for none, NaN for what is no day. */
    const endOf = (day: string, zone: string) =>
      day.trim() ? (timeAt(day.trim(), '00:00', zone) ?? Number.NaN) + dayMs : null;

    router.post('/campaign-steps/:id/offers', async (request: OfId, response) => {
      const known = requireMember(response);
      const fields = fieldsOf(response);
      const { title = '', text = '', purpose: wanted, what = '', amount, place = '', expiresAt = '' } = fields.values;
      const { step, campaign } = await findStep(instance, known.viewer, request.params.id);
      const purpose = wanted === 'request' ? 'request' : 'offer';
      try {
        const author = (await accountById(instance, known.member.accountId))!;
        const id = await bringOffer(instance, author, campaign, step, {
          ...{ purpose, title, text, place, amount: amountIn(amount) },
          what: (whats.find((one) => one === what) ?? '') as What,
          expiresAt: endOf(expiresAt, zoneOf(known)),
          language: languageOf(known),
        });
        flash(instance, response, purpose === 'offer' ? 'exchange.offered' : 'exchange.requested');
        response.redirect(303, await placeIn(web, step, id));
      } catch (fault) {
        await show(request as unknown as Request, response, step.id, formOf(fields, fault));
      }
    });

    router.post('/contributions/:id/interest', async (request: OfId, response) => {
      const known = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, known.viewer, id);
      const fields = fieldsOf(response);
      const { amount, note = '', day = '', from = '', to = '' } = fields.values;
      const zone = zoneOf(known);
      const at = (clock: string) => (day && clock ? timeAt(day, clock, zone) : null);
      try {
        await ask(instance, known.viewer, id, {
          ...{ amount: amountIn(amount), note, startsAt: at(from), endsAt: at(to) },
        });
        flash(instance, response, 'exchange.asked');
        response.redirect(303, await placeOf(id));
      } catch (fault) {
        await again(request, response, id, formOf(fields, fault), 'asking', id);
      }
    });

    router.post('/contributions/:id/withdraw', async (request: OfId, response) => {
      const { viewer } = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, viewer, id);
      const row = await contributionById(instance, id);
      if (isOffer(row)) await withdrawOffer(instance, viewer, id);
      else await withdrawPledge(instance, viewer, id);
      flash(instance, response, 'exchange.takenBack');
      response.redirect(303, (await placeOf(id)).split('#')[0]!);
    });

    const act = (path: string, work: (known: SignedIn, id: string) => Promise<unknown>) =>
      router.post(`/agreements/:id/${path}`, async (request: OfId, response) => {
        const known = requireMember(response);
        const { id } = request.params;
        const { row } = await theirs(instance, known.viewer, id);
        const fields = fieldsOf(response);
        try {
          await work(known, id);
          response.redirect(303, await placeOf(row.postId));
        } catch (fault) {
          await again(request, response, row.postId, formOf(fields, fault), 'agreeing', id);
        }
      });
    act('accept', ({ viewer }, id) => agree(instance, viewer, id));
    act('leave', ({ viewer }, id) => leaveAgreement(instance, viewer, id));
    act('receipt', ({ viewer }, id) => confirmReceipt(instance, viewer, id));

    router.post('/agreements/:id/thanks', async (request: OfId, response) => {
      const known = requireMember(response);
      const { id } = request.params;
      const { row } = await theirs(instance, known.viewer, id);
      const fields = fieldsOf(response);
      const { text = '' } = fields.values;
      try {
        await thank(instance, known.viewer, id, { text, language: languageOf(known) });
        flash(instance, response, 'exchange.thanked');
        response.redirect(303, await placeOf(row.postId));
      } catch (fault) {
        await again(request, response, row.postId, formOf(fields, fault), 'agreeing', id);
      }
    });

    async function placeOf(id: string) {
      const { stepId, campaignId } = await contributionById(instance, id);
      return placeIn(web, { id: stepId, campaignId }, id);
    }

    /** The page of the step again, with this form open. */
    async function again(request: OfId, response: Response, id: string, form: Form, name: string, value: string) {
      const { stepId } = await contributionById(instance, id);
      await show(request as unknown as Request, response, stepId, {
        ...form,
        values: { ...form.values, [name]: value },
      });
    }

    return router;
  },
};
