import { type Request, type Response, Router } from 'express';
import { statementView } from '../../../../views/campaigns/statement.ts';
import { accountById } from '../../../accounts/account.ts';
import { accountViews } from '../../../accounts/account-view.ts';
import { organisationViews } from '../../../accounts/organisation.ts';
import { visiblePost } from '../../../posts/post.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { requireMember, requirePower, viewerOf } from '../../../web/session.ts';
import { findStep } from '../../campaign.ts';
import { contributionById, contributionsByIds, takingPartFault } from '../../contribution.ts';
import { contributionsOf, contributionViews } from '../../contribution-views.ts';
import { campaignPath } from '../../frame-path.ts';
import { placeIn } from '../../frame-routes.ts';
import type { StepPanel } from '../../panel-routes.ts';
import { judgeAmendment, limits, respond, sign, signaturesOf, versionsOf, writeVersion } from './statement.ts';

/** The statement: its text and where it comes from, other wordings, dissent, and the signatures of organisations. */
export const statementPanel: StepPanel = {
  panel: async ({ web: { instance }, response, page, frame, campaign, step, form }) => {
    const viewer = viewerOf(response);
    const versions = await versionsOf(instance, step.id);
    const signed = await signaturesOf(instance, step.id);
    const people = await accountViews(instance, [
      ...signed.flatMap(({ byId }) => byId ?? []),
      ...versions.flatMap(({ byId }) => byId ?? []),
    ]);
    const organisations = await organisationViews(
      instance,
      signed.map(({ host }) => host),
    );
    const sources = await contributionsByIds(instance, versions[0]?.clauses.flatMap((one) => one.sources) ?? []);
    const query = { stepId: step.id, kinds: ['clause' as const], sort: 'old' as const, most: 100 };
    const responses = await contributionsOf(instance, viewer, query);
    const facts = new Map(
      (
        await contributionsByIds(
          instance,
          responses.map(({ id }) => id),
        )
      ).map((row) => [row.postId, row.facts]),
    );
    const told = (role: string) =>
      responses.flatMap((one) =>
        facts.get(one.id)?.role === role ? [{ one, clause: String(facts.get(one.id)?.clause) }] : [],
      );
    return statementView(page, {
      ...{ frame, form, sources: await contributionViews(instance, viewer, sources) },
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      versions: versions.map((one) => ({ ...one, by: people.get(one.byId ?? '') ?? null })),
      signatures: signed.map((one) => ({
        ...{ organisation: organisations.get(one.host)!, by: people.get(one.byId ?? '') ?? null },
        ...{ capacity: one.capacity, version: one.version, at: one.at },
      })),
      amendments: told('amendment'),
      dissents: told('dissent'),
      closed: takingPartFault(campaign, step, instance.clock()),
    });
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    type OfId = Request<{ id: string }>;
    const home = async (step: { id: string; campaignId: string }) =>
      `${await campaignPath(instance, step.campaignId)}/steps/${step.id}`;

    router.post('/campaign-steps/:id/statement', async (request: OfId, response) => {
      const { member, viewer } = requireMember(response);
      const fields = fieldsOf(response);
      const { step } = await findStep(instance, viewer, request.params.id);
      try {
        await writeVersion(instance, member.accountId, step, {
          clauses: clausesFrom(fields.values),
          note: fields.values.note ?? '',
        });
        flash(instance, response, 'campaign.saved');
        response.redirect(303, `${await home(step)}#step`);
      } catch (fault) {
        await again(request, response, step.id, fault, 'writing');
      }
    });

    const say = (role: 'amendment' | 'dissent') =>
      router.post(`/campaign-steps/:id/${role}s`, async (request: OfId, response) => {
        const { member, viewer } = requireMember(response);
        const { clause: clauseId = '', reason = '', ...values } = fieldsOf(response).values;
        const { step, campaign } = await findStep(instance, viewer, request.params.id);
        try {
          const author = (await accountById(instance, member.accountId))!;
          const language = member.postLanguage ?? member.language;
          const text = values[`${role}-${clauseId}`] ?? '';
          const id = await respond(instance, author, campaign, step, { role, clauseId, text, reason, language });
          response.redirect(303, await placeIn(web, step, id));
        } catch (fault) {
          await again(request, response, step.id, fault, `${role} ${clauseId}`);
        }
      });
    say('amendment');
    say('dissent');

    router.post('/contributions/:id/wording', async (request: OfId, response) => {
      const { viewer } = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, viewer, id);
      const { verdict, reason = '' } = fieldsOf(response).values;
      const row = await contributionById(instance, id);
      try {
        await judgeAmendment(instance, viewer, id, { kept: verdict === 'kept', reason });
        response.redirect(303, await placeIn(web, { id: row.stepId, campaignId: row.campaignId }, id));
      } catch (fault) {
        await again(request, response, row.stepId, fault, `judging ${id}`);
      }
    });

    router.post('/campaign-steps/:id/sign', async (request: OfId, response) => {
      const { member, viewer } = requirePower(response, 'administer');
      const { step, campaign } = await findStep(instance, viewer, request.params.id);
      try {
        await sign(instance, member.accountId, campaign, step, fieldsOf(response).values.capacity ?? '');
        flash(instance, response, 'statement.signed');
        response.redirect(303, `${await home(step)}#signatures`);
      } catch (fault) {
        await again(request, response, step.id, fault, 'signing');
      }
    });

    async function again(request: OfId, response: Response, stepId: string, fault: unknown, doing: string) {
      const form = formOf(fieldsOf(response), fault);
      await show(request as unknown as Request, response, stepId, { ...form, values: { ...form.values, doing } });
    }

    return router;
  },
};

/** Clauses of the form `text-0`, `clause-0`, `sources-0`…; sources are addresses of posts, or their ids. */
function clausesFrom(values: Record<string, string>) {
  const clauses = [];
  for (let n = 0; n < limits.clauses + 2 && values[`text-${n}`] !== undefined; n++) {
    const sources = (values[`sources-${n}`] ?? '').split(/[\s,]+/).flatMap((one) => /(\d+)\/?$/.exec(one)?.[1] ?? []);
    clauses.push({ id: values[`clause-${n}`] ?? '', text: values[`text-${n}`]!, sources });
  }
  return clauses;
}
