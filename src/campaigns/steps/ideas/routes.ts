import { type Request, type Response, Router } from 'express';
import { ideasDigest, ideasView } from '../../../../views/campaigns/ideas.ts';
import type { Form } from '../../../../views/form.ts';
import { accountById } from '../../../accounts/account.ts';
import { visiblePost } from '../../../posts/post.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { back } from '../../../web/redirect.ts';
import { requireMember, type SignedIn, viewerOf } from '../../../web/session.ts';
import { findStep } from '../../campaign.ts';
import { contribute, contributionById, takingPartFault } from '../../contribution.ts';
import { type ContributionSort, contributionsOf } from '../../contribution-views.ts';
import { placeIn } from '../../frame-routes.ts';
import type { StepPanel } from '../../panel-routes.ts';
import type { ContributionState } from '../../view.ts';
import { coSign, judgeIdea, mergeIdea, support, supportsGiven, withdrawSupport } from './judge.ts';
import type { IdeaSettings } from './step.ts';

const sorts: readonly ContributionSort[] = ['random', 'new', 'support'];
const dayMs = 86_400_000;

/** Proposing, supporting, signing with, merging, and what becomes of each idea. */
export const ideasPanel: StepPanel = {
  panel: async ({ web: { instance }, request, response, page, frame, campaign, step, form }) => {
    const viewer = viewerOf(response);
    const now = instance.clock();
    const sort = sorts.find((one) => one === request.query.sort) ?? 'random';
    const seed = Math.floor(now / dayMs);
    const { supports } = step.settings as unknown as IdeaSettings;
    return ideasView(page, {
      ...{ frame, form, sort },
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      ideas: await contributionsOf(instance, viewer, { stepId: step.id, kinds: ['idea'], sort, seed, most: 60 }),
      supports:
        supports > 0 && viewer
          ? { most: supports, given: await supportsGiven(instance, viewer.accountId, step.id) }
          : null,
      closed: takingPartFault(campaign, step, now),
    });
  },

  digest: async ({ web: { instance }, response, page, frame, step }) => {
    const query = { stepId: step.id, kinds: ['idea' as const], sort: 'support' as const, most: 3 };
    const ideas = await contributionsOf(instance, viewerOf(response), query);
    const shown = frame.campaign.steps.find((one) => one.id === step.id)!;
    return ideas.length ? ideasDigest(page, { step: shown, ideas }) : null;
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    type OfId = Request<{ id: string }>;

    router.post('/campaign-steps/:id/ideas', async (request: OfId, response) => {
      const { member, viewer } = requireMember(response);
      const fields = fieldsOf(response);
      const { title = '', text = '' } = fields.values;
      const { step, campaign } = await findStep(instance, viewer, request.params.id);
      try {
        const author = (await accountById(instance, member.accountId))!;
        const language = member.postLanguage ?? member.language;
        const id = await contribute(instance, author, campaign, step, { kind: 'idea', title, text, language });
        flash(instance, response, 'campaign.proposed');
        response.redirect(303, await placeIn(web, step, id));
      } catch (fault) {
        await show(request as unknown as Request, response, step.id, formOf(fields, fault));
      }
    });

    const act = (path: string, work: (known: SignedIn, id: string) => Promise<unknown>) =>
      router.post(`/contributions/:id/${path}`, async (request: Request<{ id: string }>, response) => {
        const known = requireMember(response);
        const { id } = request.params;
        await visiblePost(instance, known.viewer, id);
        await work(known, id);
        back(instance, request, response, `c-${id}`, `/posts/${id}`);
      });
    act('support', ({ viewer }, id) => support(instance, viewer, id));
    act('support/delete', ({ member }, id) => withdrawSupport(instance, member.accountId, id));
    act('co-sign', ({ viewer }, id) => coSign(instance, viewer, id));

    const judge = (
      path: string,
      work: (known: SignedIn, id: string, values: Record<string, string>) => Promise<unknown>,
    ) =>
      router.post(`/contributions/:id/${path}`, async (request: Request<{ id: string }>, response: Response) => {
        const known = requireMember(response);
        const { id } = request.params;
        await visiblePost(instance, known.viewer, id);
        const fields = fieldsOf(response);
        try {
          await work(known, id, fields.values);
          const { stepId, campaignId } = await contributionById(instance, id);
          response.redirect(303, await placeIn(web, { id: stepId, campaignId }, id));
        } catch (fault) {
          const form: Form = formOf(fields, fault);
          const { stepId } = await contributionById(instance, id);
          const values = { ...form.values, judging: id };
          await show(request as unknown as Request, response, stepId, { ...form, values });
        }
      });
    judge('judge', ({ viewer }, id, { state = '', reason = '', progress }) =>
      judgeIdea(instance, viewer, id, {
        ...{ state: state as ContributionState, reason },
        ...(progress?.trim() && { progress: Number(progress) }),
      }),
    );
    judge('merge', ({ viewer }, id, { into = '' }) => mergeIdea(instance, viewer, id, into));

    return router;
  },
};
