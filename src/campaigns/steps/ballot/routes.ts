import { type Request, type Response, Router } from 'express';
import { ballotView } from '../../../../views/campaigns/ballot.ts';
import type { BallotResults } from '../../../../views/campaigns/ballot-results.ts';
import type { Form } from '../../../../views/form.ts';
import { accountByHandle, accountsByIds } from '../../../accounts/account.ts';
import { accountList } from '../../../accounts/account-view.ts';
import type { Instance } from '../../../instance.ts';
import { Invalid } from '../../../platform/refusal.ts';
import { visiblePost } from '../../../posts/post.ts';
import { flash } from '../../../web/flash.ts';
import { fieldsOf, formOf } from '../../../web/form.ts';
import { requireMember, type SignedIn, viewerOf } from '../../../web/session.ts';
import type { Web } from '../../../web/web.ts';
import { type Campaign, facilitated, findStep } from '../../campaign.ts';
import { contributionById, takingPartFault } from '../../contribution.ts';
import { contributionsOf } from '../../contribution-views.ts';
import { campaignPath } from '../../frame-path.ts';
import { placeIn } from '../../frame-routes.ts';
import type { ShowStep, StepPanel } from '../../panel-routes.ts';
import type { Step } from '../../step.ts';
import { changeStepSettings } from '../../step-settings.ts';
import { boxOf, listClosing, standingOf, turnoutOf } from './box.ts';
import { addClause, clausesOf, unvoted, withdrawClause } from './clauses.ts';
import { openVoteOf, reasonsOf, resultOf, writeOutcome } from './results.ts';
import { ballotSettings, electorates, modes } from './settings.ts';
import { changeVote, checkReceipt, type SaidVotes, vote } from './vote.ts';

/** Voting, changing one's vote and checking it; clauses, rules and the outcome for who facilitates. */
export const ballotPanel: StepPanel = {
  panel: async ({ web: { instance }, response, page, frame, campaign, step, form }) => {
    const viewer = viewerOf(response);
    const settings = ballotSettings(step);
    const query = { stepId: step.id, kinds: ['clause' as const], states: ['open' as const], sort: 'old' as const };
    const found = form.values.found === 'yes' ? await checkReceipt(instance, step, form.values.code ?? '') : null;
    const named = frame.campaign.facilitates ? await handlesOf(instance, settings.named) : '';
    return ballotView(page, {
      ...{ frame, settings, form: { ...form, values: { ...form.values, namedNow: named } } },
      step: frame.campaign.steps.find((one) => one.id === step.id)!,
      clauses: await contributionsOf(instance, viewer, { ...query, most: 40 }),
      turnout: await turnoutOf(instance, step),
      listClosesAt: listClosing(step) ?? (await boxOf(instance, step.id))?.listedAt ?? null,
      standing: viewer?.local ? await standingOf(instance, step, viewer.accountId) : null,
      mine: found ?? (viewer && !settings.secret ? await openVoteOf(instance, step, viewer.accountId) : null),
      closed: takingPartFault(campaign, step, instance.clock()),
      results: await shownResults(instance, campaign, step),
    });
  },

  routes: (web, show) => {
    const { instance } = web;
    const router = Router();
    const act = acting(web, router, show);

    act('votes', async ({ member, step, campaign, values, request, response }) => {
      const receipt = await vote(instance, member.accountId, campaign, step, saidVotes(values));
      // No redirect: it is shown in this answer alone.
      response.set('Cache-Control', 'no-store');
      await show(request, response, step.id, { values: { receiptShown: receipt }, faults: {} });
      return false;
    });
    act('votes/change', async ({ member, step, campaign, values, response }) => {
      const { receipt = '' } = values;
      await changeVote(instance, member.accountId, campaign, step, { ...saidVotes(values), receipt });
      flash(instance, response, 'ballot.changed');
    });
    act('votes/check', async ({ step, values, request, response }) => {
      const { code = '' } = values;
      await checkReceipt(instance, step, code).catch((fault) => {
        throw fault instanceof Invalid ? new Invalid({ code: 'ballot.receiptUnknown' }) : fault;
      });
      response.set('Cache-Control', 'no-store');
      await show(request, response, step.id, { values: { doing: 'check', found: 'yes', code }, faults: {} });
      return false;
    });
    act('clauses', async ({ member, step, campaign, values, response }) => {
      await facilitated(instance, member.accountId, campaign.communityId);
      const { title = '', text = '' } = values;
      const language = member.postLanguage ?? member.language;
      await addClause(instance, member.accountId, campaign, step, { title, text, language });
      flash(instance, response, 'ballot.clauseAdded');
    });
    act('ballot', async ({ member, step, campaign, values, response }) => {
      await facilitated(instance, member.accountId, campaign.communityId);
      await unvoted(instance, step);
      await changeStepSettings(instance, step, {
        mode: modes.find((one) => one === values.mode) ?? 'clauses',
        secret: values.secrecy !== 'open',
        quorum: Number(values.quorum || 0),
        most: Number(values.most || 0),
        electorate: electorates.find((one) => one === values.electorate) ?? 'members',
        named: await idsOf(instance, values.named ?? ''),
      });
      flash(instance, response, 'campaign.saved');
    });
    act('outcome', async ({ member, step, campaign, values, response }) => {
      await writeOutcome(instance, member.accountId, campaign, step, values.outcome ?? '');
      flash(instance, response, 'ballot.outcomeKept');
    });

    router.post('/contributions/:id/withdraw-clause', async (request: Request<{ id: string }>, response) => {
      const { viewer } = requireMember(response);
      const { id } = request.params;
      await visiblePost(instance, viewer, id);
      await withdrawClause(instance, viewer, id);
      const { stepId, campaignId } = await contributionById(instance, id);
      response.redirect(303, await placeIn(web, { id: stepId, campaignId }, id));
    });

    return router;
  },
};

interface Acting extends SignedIn {
  step: Step;
  campaign: Campaign;
  values: Record<string, string>;
  request: Request;
  response: Response;
}

/** An act on a step by its form: back to the step when it is done, its page with the form again when it is refused. */
const acting =
  ({ instance }: Web, router: Router, show: ShowStep) =>
  (path: string, work: (known: Acting) => Promise<unknown>) =>
    router.post(`/campaign-steps/:id/${path}`, async (request: Request<{ id: string }>, response: Response) => {
      const known = requireMember(response);
      const fields = fieldsOf(response);
      const { step, campaign } = await findStep(instance, known.viewer, request.params.id);
      const plain = request as unknown as Request;
      try {
        const { values } = fields;
        if ((await work({ ...known, step, campaign, values, request: plain, response })) === false) return;
        response.redirect(303, `${await campaignPath(instance, step.campaignId)}/steps/${step.id}#step`);
      } catch (fault) {
        const form: Form = formOf(fields, fault);
        await show(plain, response, step.id, form);
      }
    });

const saidVotes = (values: Record<string, string>): SaidVotes => {
  const under = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  return {
    positions: under('p-'),
    reasons: under('r-'),
    chosen: [...Object.keys(under('c-')), ...(values.chosen ? [values.chosen] : [])],
  };
};

async function shownResults(instance: Instance, campaign: Campaign, step: Step): Promise<BallotResults | null> {
  const result = await resultOf(instance, campaign, step);
  if (!result) return null;
  const box = await boxOf(instance, step.id);
  const [author] = box?.outcomeById ? await accountList(instance, [box.outcomeById]) : [];
  return {
    ...result,
    uris: Object.fromEntries((await clausesOf(instance, step.id)).map(({ id, uri }) => [id, uri])),
    reasons: await reasonsOf(instance, campaign, step),
    outcome: box?.outcome ? { text: box.outcome, author: author ?? null, at: box.outcomeAt! } : null,
  };
}

/** People named one a line, by their handles; what names nobody of ours is left out. */
async function idsOf(instance: Instance, text: string): Promise<string[]> {
  const handles = text.split(/[\s,;]+/).flatMap((one) => (one ? [one.replace(/^@/, '')] : []));
  const found = await Promise.all(handles.slice(0, 500).map((handle) => accountByHandle(instance, handle)));
  return found.flatMap((account) => (account && !account.host && account.kind === 'person' ? [account.id] : []));
}

const handlesOf = async (instance: Instance, ids: string[]): Promise<string> =>
  (await accountsByIds(instance, ids)).map(({ name }) => `@${name}`).join('\n');
