import { type Request, type Response, Router } from 'express';
import { pledgesDigest, pledgesView } from '../../../../views/campaigns/pledges.ts';
import { outcomeWords, verdictWords } from '../../../../views/campaigns/words.ts';
import { type Form, noForm } from '../../../../views/form.ts';
import { accountById } from '../../../accounts/account.ts';
import { memberOf } from '../../../accounts/members.ts';
import { may } from '../../../accounts/roles.ts';
import { communityById } from '../../../communities/community.ts';
import { createTranslate, type Language } from '../../../platform/i18n.ts';
import { Invalid } from '../../../platform/refusal.ts';
import { ownZone, timeAt } from '../../../platform/zones.ts';
import { keepMedia } from '../../../posts/compose-media.ts';
import { visiblePost } from '../../../posts/post.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { requireMember, type SignedIn, viewerOf } from '../../../web/session.ts';
import { facilitated, findStep } from '../../campaign.ts';
import { contributionById, takingPartFault } from '../../contribution.ts';
import { placeIn } from '../../frame-routes.ts';
import type { StepPanel } from '../../panel-routes.ts';
import { proofIn } from '../../proof.ts';
import { amountIn, units } from '../../units.ts';
import { names, outcomes, pledge, setPledges } from './pledge.ts';
import { meterOf, pledgeViews } from './pledge-views.ts';
import { modelsOf, settingsOf } from './settings.ts';
import { tell, verify } from './tell.ts';

type OfId = Request<{ id: string }>;

/** Committing to something, telling how it went, and seeing that it was done. */
export const pledgesPanel: StepPanel = {
  panel: async ({ web: { instance }, request, response, page, frame, campaign, step, form }) => {
    const viewer = viewerOf(response);
    const pledges = await pledgeViews(instance, viewer, step);
    const community = await communityById(instance, campaign.communityId);
    const models = modelsOf(step, community?.language ?? null);
    const { model, like } = request.query;
    const taken = models[Number(model ?? -1)] ?? pledges.find(({ one }) => one.id === like)?.one.title;
    const member = viewer?.local ? await memberOf(instance, viewer.accountId) : null;
    return pledgesView(page, {
      ...{ frame, pledges, models },
      form: form === noForm && taken ? { values: { title: taken }, faults: {} } : form,
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      meter: await meterOf(instance, step),
      speaks: Boolean(member && may(member, 'speak')),
      byInitials: campaign.local && models.length > 0,
      settings: { goal: settingsOf(step).goal, models: models.join('\n') },
      closed: takingPartFault(campaign, step, instance.clock()),
    });
  },

  digest: async ({ web: { instance }, response, page, frame, step }) => {
    const meter = await meterOf(instance, step);
    const [last] = await pledgeViews(instance, viewerOf(response), step);
    const shown = frame.campaign.steps.find((one) => one.id === step.id)!;
    return last ? pledgesDigest(page, { step: shown, meter, last }) : null;
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    const languageOf = ({ member }: SignedIn) => member.postLanguage ?? member.language;
    const wordsFor = ({ member }: SignedIn) => createTranslate(member.language as Language);

    router.post('/campaign-steps/:id/pledges', async (request: OfId, response) => {
      const known = requireMember(response);
      const fields = fieldsOf(response);
      const { title = '', text = '', amount, unit, until = '', threshold = '', name } = fields.values;
      const { step, campaign } = await findStep(instance, known.viewer, request.params.id);
      const zone = known.member.timeZone ?? ownZone();
      try {
        const id = await pledge(instance, known.viewer, campaign, step, {
          ...{ title, text, amount: amountIn(amount), language: languageOf(known) },
          unit: units.find((one) => one === unit) ?? 'one',
          until: until.trim() ? timeAt(until.trim(), '12:00', zone) : null,
          threshold: threshold.trim() ? Number(threshold) : 0,
          name: names.find((one) => one === name) ?? 'own',
        });
        flash(instance, response, 'pledge.made');
        response.redirect(303, await placeIn(web, step, id));
      } catch (fault) {
        await show(request as unknown as Request, response, step.id, formOf(fields, fault));
      }
    });

    router.post('/campaign-steps/:id/pledge-settings', async (request: OfId, response) => {
      const { viewer } = requireMember(response);
      const fields = fieldsOf(response);
      const { step, campaign } = await findStep(instance, viewer, request.params.id);
      await facilitated(instance, viewer.accountId, campaign.communityId);
      const { goal = '', models = '' } = fields.values;
      try {
        await setPledges(instance, step.id, { goal: Number(goal || 0), models: models.split(/\r?\n/) });
        flash(instance, response, 'campaign.saved');
        response.redirect(303, await placeIn(web, step, 'settings'));
      } catch (fault) {
        const form = formOf(fields, fault);
        await show(request as unknown as Request, response, step.id, {
          ...form,
          values: { ...form.values, setting: 'on' },
        });
      }
    });

    router.post('/contributions/:id/told', async (request: OfId, response) => {
      const known = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, known.viewer, id);
      const fields = fieldsOf(response);
      try {
        const { outcome: said, done, text = '' } = fields.values;
        const outcome = outcomes.find((one) => one === said);
        if (!outcome) throw new Invalid({ outcome: 'form.required' });
        const counted = () => web.limits.upload.take(known.member.accountId);
        const { mediaIds, fault } = await keepMedia(instance, known.member.accountId, fields, counted);
        if (fault) throw fault;
        await tell(instance, known.viewer, id, {
          ...{ outcome, text, mediaIds, done: amountIn(done), language: languageOf(known) },
          words: wordsFor(known)(outcomeWords[outcome].sentence),
          proofs: [proofIn(fields.values, 0)],
        });
        flash(instance, response, 'pledge.toldNow');
        response.redirect(303, await placeOf(id));
      } catch (fault) {
        await again(request, response, id, formOf(fields, fault));
      }
    });

    router.post('/contributions/:id/verify', async (request: OfId, response) => {
      const known = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, known.viewer, id);
      const { note = '' } = fieldsOf(response).values;
      const words = [wordsFor(known)(verdictWords.confirmed), note.trim()].filter(Boolean).join(' ');
      const verifier = (await accountById(instance, known.member.accountId))!;
      await verify(instance, verifier, id, { words, language: languageOf(known) });
      response.redirect(303, await placeOf(id));
    });

    async function placeOf(id: string) {
      const { stepId, campaignId } = await contributionById(instance, id);
      return placeIn(web, { id: stepId, campaignId }, id);
    }

    /** The page of the step again, with the form under this pledge open. */
    async function again(request: OfId, response: Response, id: string, form: Form) {
      const { stepId } = await contributionById(instance, id);
      await show(request as unknown as Request, response, stepId, { ...form, values: { ...form.values, telling: id } });
    }

    return router;
  },
};
