import { type Request, type Response, Router } from 'express';
import { questionsDigest, questionsView } from '../../../../views/campaigns/questions.ts';
import { verdictWords } from '../../../../views/campaigns/words.ts';
import type { Form } from '../../../../views/form.ts';
import { accountById } from '../../../accounts/account.ts';
import { createTranslate, type Language } from '../../../platform/i18n.ts';
import { Invalid } from '../../../platform/refusal.ts';
import { keepMedia } from '../../../posts/compose-media.ts';
import { visiblePost } from '../../../posts/post.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { requireMember, type SignedIn, viewerOf } from '../../../web/session.ts';
import { facilitated, findStep } from '../../campaign.ts';
import { contribute, contributionById, contributionsByIds, takingPartFault } from '../../contribution.ts';
import { contributionsOf, contributionViews } from '../../contribution-views.ts';
import { placeIn } from '../../frame-routes.ts';
import type { StepPanel } from '../../panel-routes.ts';
import { proofIn } from '../../proof.ts';
import type { ContributionState } from '../../view.ts';
import { addFinding, answerQuestion, refuseQuestion } from './answer.ts';
import { similarTo } from './similar.ts';
import { verdicts } from './verdicts.ts';

const shows: Record<string, ContributionState[] | undefined> = {
  all: undefined,
  unanswered: ['open'],
  answered: ['answered'],
};

/** Asking, answering with proof, refusing with a reason, and saying what one found. */
export const questionsPanel: StepPanel = {
  panel: async ({ web: { instance }, request, response, page, frame, campaign, step, form }) => {
    const viewer = viewerOf(response);
    const asked = String(request.query.show ?? '');
    const show = asked in shows ? asked : 'all';
    const states = shows[show];
    const questions = {
      stepId: step.id,
      kinds: ['question' as const],
      sort: 'new' as const,
      ...(states && { states }),
    };
    const similar = await contributionsByIds(instance, form.values.similar?.split(' ') ?? []);
    return questionsView(page, {
      ...{ frame, form, show },
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      questions: await contributionsOf(instance, viewer, questions),
      claims: await contributionsOf(instance, viewer, { stepId: step.id, kinds: ['claim'], sort: 'old' }),
      similar: await contributionViews(instance, viewer, similar),
      closed: takingPartFault(campaign, step, instance.clock()),
    });
  },

  digest: async ({ web: { instance }, response, page, frame, step }) => {
    const viewer = viewerOf(response);
    const questions = { stepId: step.id, kinds: ['question' as const], most: 2 };
    const answered = await contributionsOf(instance, viewer, { ...questions, states: ['answered'], sort: 'support' });
    const owed = await contributionsOf(instance, viewer, { ...questions, states: ['open'], sort: 'old' });
    const shown = frame.campaign.steps.find((one) => one.id === step.id)!;
    return answered.length + owed.length
      ? questionsDigest(page, { frame, step: shown, questions: [...answered, ...owed] })
      : null;
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    type OfId = Request<{ id: string }>;
    const languageOf = ({ member }: SignedIn) => member.postLanguage ?? member.language;

    router.post('/campaign-steps/:id/questions', async (request: OfId, response) => {
      const known = requireMember(response);
      const fields = fieldsOf(response);
      const { title = '', text = '', sure, kind: wanted } = fields.values;
      const { step, campaign } = await findStep(instance, known.viewer, request.params.id);
      const kind = wanted === 'claim' ? 'claim' : 'question';
      try {
        if (kind === 'claim') await facilitated(instance, known.member.accountId, campaign.communityId);
        const similar = sure || kind === 'claim' ? [] : await similarTo(instance, step, title);
        if (similar.length) {
          const form: Form = { values: { ...fields.values, similar: similar.join(' ') }, faults: {} };
          return await show(request as unknown as Request, response, step.id, form);
        }
        const author = (await accountById(instance, known.member.accountId))!;
        const id = await contribute(instance, author, campaign, step, {
          kind,
          title,
          text,
          language: languageOf(known),
        });
        flash(instance, response, kind === 'claim' ? 'campaign.claimed' : 'campaign.asked');
        response.redirect(303, await placeIn(web, step, id));
      } catch (fault) {
        await show(request as unknown as Request, response, step.id, formOf(fields, fault));
      }
    });

    router.post('/contributions/:id/answer', async (request: OfId, response) => {
      const known = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, known.viewer, id);
      const fields = fieldsOf(response);
      try {
        const counted = () => web.limits.upload.take(known.member.accountId);
        const { mediaIds, fault } = await keepMedia(instance, known.member.accountId, fields, counted);
        if (fault) throw fault;
        const { text = '' } = fields.values;
        const proofs = [0, 1].map((n) => proofIn(fields.values, n));
        await answerQuestion(instance, known.viewer, id, { text, language: languageOf(known), mediaIds, proofs });
        flash(instance, response, 'campaign.answeredNow');
        response.redirect(303, await placeOf(id));
      } catch (fault) {
        await again(request, response, id, formOf(fields, fault), 'answering');
      }
    });

    router.post('/contributions/:id/refuse', async (request: OfId, response) => {
      const { viewer } = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, viewer, id);
      const fields = fieldsOf(response);
      try {
        await refuseQuestion(instance, viewer, id, fields.values.reason ?? '');
        response.redirect(303, await placeOf(id));
      } catch (fault) {
        await again(request, response, id, formOf(fields, fault), 'refusing');
      }
    });

    router.post('/contributions/:id/findings', async (request: OfId, response) => {
      const known = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, known.viewer, id);
      const { note = '', verdict: said } = fieldsOf(response).values;
      const verdict = verdicts.find((one) => one === said);
      if (!verdict) throw new Invalid({ verdict: 'form.required' });
      const t = createTranslate(known.member.language as Language);
      const words = [t(verdictWords[verdict]), note.trim()].filter(Boolean).join(' ');
      const author = (await accountById(instance, known.member.accountId))!;
      await addFinding(instance, author, await contributionById(instance, id), {
        verdict,
        words,
        language: languageOf(known),
      });
      response.redirect(303, await placeOf(id));
    });

    async function placeOf(id: string) {
      const { stepId, campaignId } = await contributionById(instance, id);
      return placeIn(web, { id: stepId, campaignId }, id);
    }

    /** The page of the step again, with the form under this contribution open. */
    async function again(request: OfId, response: Response, id: string, form: Form, name: 'answering' | 'refusing') {
      const { stepId } = await contributionById(instance, id);
      await show(request as unknown as Request, response, stepId, { ...form, values: { ...form.values, [name]: id } });
    }

    return router;
  },
};
