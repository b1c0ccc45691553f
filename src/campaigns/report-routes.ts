import { type Request, type Response, Router } from 'express';
import { reportPage } from '../../views/campaigns/report.ts';
import { reportEditPage } from '../../views/campaigns/report-edit.ts';
import { type Form, hasFaults } from '../../views/form.ts';
import { accountById } from '../accounts/account.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { facilitated } from './campaign.ts';
import { campaignPath } from './frame-path.ts';
import { campaignFrame, type OfCampaign } from './frame-routes.ts';
import { answerRecall, recallsOf } from './recall.ts';
import { recipeOf } from './recipe.ts';
import { missing, publishReport, reportOf, writeReport } from './report.ts';
import { reportDocument, reportSheet } from './report-export.ts';
import { sentenceNames } from './report-rows.ts';

/** The public report of a campaign, its open data, and what its organisers write in it. */
export function reportRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  type OfId = Request<{ id: string }>;

  /** A campaign of ours that is no draft any more: another server’s report is on that server. */
  async function reported(request: OfCampaign, response: Response) {
    const frame = await campaignFrame(web, request, response);
    if (!frame.row.local || frame.row.state === 'draft') throw notFound();
    return { frame, report: await reportOf(instance, frame.row) };
  }

  router.get('/campaigns/:handle/report', async (request: OfCampaign, response) => {
    const { frame, report } = await reported(request, response);
    const recalls = await recallsOf(instance, frame.row.communityId);
    const page = await pageOf(web, request, response);
    await send(web, request, response, reportPage(page, { frame, ...report, recalls }));
  });

  router.get('/campaigns/:handle/report.json', async (request: OfCampaign, response) => {
    const { frame, report } = await reported(request, response);
    const url = `${instance.config.origin}${frame.campaign.path}/report`;
    response.type('application/ld+json').attachment(`${frame.campaign.community.name}-report.json`);
    response.send(JSON.stringify(reportDocument(report, url), null, 1));
  });

  router.get('/campaigns/:handle/report.csv', async (request: OfCampaign, response) => {
    const { frame, report } = await reported(request, response);
    response.type('text/csv').attachment(`${frame.campaign.community.name}-report.csv`);
    response.send(reportSheet(report));
  });

  router.get('/campaigns/:handle/recipe.json', async (request: OfCampaign, response) => {
    const { frame } = await reported(request, response);
    response.type('application/json').attachment(`${frame.campaign.community.name}-recipe.json`);
    response.send(JSON.stringify(await recipeOf(instance, frame.row), null, 1));
  });

  router.get('/campaigns/:handle/report/edit', (request: OfCampaign, response) => showEdit(request, response));

  router.post('/campaigns/:id/report', async (request: OfId, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await facilitated(instance, member.accountId, id);
    const fields = fieldsOf(response);
    const { values } = fields;
    try {
      const sentences = Object.fromEntries(sentenceNames.map((name) => [name, values[name] ?? '']));
      const [hours, money] = [figure(values.hours), figure(values.money)];
      await writeReport(instance, member.accountId, id, { sentences, hours, money });
      flash(instance, response, 'campaign.saved');
      response.redirect(303, `${await campaignPath(instance, id)}/report/edit`);
    } catch (fault) {
      await showEdit(await named(request, id), response, formOf(fields, fault));
    }
  });

  router.post('/campaigns/:id/report/publish', async (request: OfId, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await facilitated(instance, member.accountId, id);
    try {
      await publishReport(instance, member.accountId, id);
      flash(instance, response, 'report.publishedNow');
      response.redirect(303, `${await campaignPath(instance, id)}/report`);
    } catch (fault) {
      const form = formOf({ ...fieldsOf(response), values: {} }, fault);
      await showEdit(await named(request, id), response, form);
    }
  });

  router.post('/campaigns/:id/recall', async (request: OfId, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await facilitated(instance, member.accountId, id);
    const { days, alive, words = '', copies } = fieldsOf(response).values;
    await answerRecall(instance, member.accountId, id, Number(days), {
      alive: alive === 'yes' ? true : alive === 'no' ? false : null,
      words,
      copies: Number(copies || 0),
    });
    flash(instance, response, 'recall.thanks');
    response.redirect(303, `${await campaignPath(instance, id)}/report#lives`);
  });

  async function showEdit(request: OfCampaign, response: Response, form?: Form) {
    const { member } = requireMember(response);
    const { frame, report } = await reported(request, response);
    await facilitated(instance, member.accountId, frame.row.communityId);
    const { sentences, publishedAt } = report;
    const { spent, state } = frame.row;
    const kept = { ...sentences, hours: String(spent?.hours ?? ''), money: String(spent?.money ?? '') };
    const values = { ...kept, ...form?.values };
    const view = {
      missing: missing(sentences).length,
      mayPublish: state === 'closed' || state === 'remembered',
      isPublished: publishedAt !== null,
    };
    const page = await pageOf(web, request, response);
    const shown = { values, faults: form?.faults ?? {} };
    await send(web, request, response, reportEditPage(page, frame, view, shown), hasFaults(shown) ? 422 : 200);
  }

  async function named(request: OfId, id: string): Promise<OfCampaign> {
    Object.assign(request, { params: { handle: (await accountById(instance, id))?.name ?? '' } });
    return request as unknown as OfCampaign;
  }

  return router;
}

const figure = (text = ''): number | null => {
  if (!text.trim()) return null;
  const n = Number(text);
  return n >= 0 && n <= 1e9 ? n : Number.NaN;
};
