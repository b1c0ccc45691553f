import { type Request, type Response, Router } from 'express';
import { type Form, noForm } from '../../views/form.ts';
import { accountCase, reportCase } from '../../views/moderation/case.ts';
import { appealCase, appealsPage, queuePage } from '../../views/moderation/queue.ts';
import { accountsByIds } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { answerAppeal, countAppeals, openAppeals } from './appeal.ts';
import { audited } from './audit.ts';
import { decisionViews, noteViews, reportViews } from './case.ts';
import { decide } from './decide.ts';
import { decisionById, decisionsAbout } from './decisions.ts';
import { closedReports, countReports, openReports, type Report, reportById } from './read-reports.ts';
import { addNote, forwardReport, takeReport } from './reports.ts';
import { type DecisionAct, decisionActs, type Ground, grounds } from './view.ts';

/** What was reported, oldest first, and what is decided about it: for who moderates. */
export function caseRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const by = (response: Response) => requirePower(response, 'moderate').member.accountId;
  const numberOf = (request: Request) => Number(request.params.id) || 0;
  const waiting = async () => ({ reports: await countReports(instance), appeals: await countAppeals(instance) });

  router.use('/moderation', (_request, response, next) => {
    by(response);
    next();
  });

  router.get('/moderation', async (request, response) => {
    const reports = await reportViews(instance, await openReports(instance));
    await send(web, request, response, queuePage(await pageOf(web, request, response), await waiting(), reports));
  });

  router.get('/moderation/closed', async (request, response) => {
    const reports = await reportViews(instance, await closedReports(instance));
    await send(web, request, response, queuePage(await pageOf(web, request, response), await waiting(), reports, true));
  });

  router.get('/moderation/appeals', async (request, response) => {
    const appeals = await decisionViews(instance, await openAppeals(instance));
    await send(web, request, response, appealsPage(await pageOf(web, request, response), await waiting(), appeals));
  });

  router.get('/moderation/appeals/:id', (request, response) => showAppeal(request, response, noForm));

  router.post('/moderation/appeals/:id', async (request, response) => {
    const id = numberOf(request);
    const fields = fieldsOf(response);
    const { upheld, answer = '' } = fields.values;
    const { accountId: about } = await decisionById(instance, id);
    try {
      await audited(instance, { by: by(response), act: 'report.answer', about }, (inside) =>
        answerAppeal(inside, id, { by: by(response), upheld: upheld === 'yes', answer }),
      );
      response.redirect(303, '/moderation/appeals');
    } catch (fault) {
      await showAppeal(request, response, formOf(fields, fault));
    }
  });

  router.get('/moderation/reports/:id', (request, response) => showReport(request, response, noForm));

  router.post('/moderation/reports/:id/take', async (request, response) => {
    await takeReport(instance, numberOf(request), by(response));
    response.redirect(303, `/moderation/reports/${numberOf(request)}`);
  });

  router.post('/moderation/reports/:id/take/delete', async (request, response) => {
    await takeReport(instance, numberOf(request), null);
    response.redirect(303, '/moderation');
  });

  router.post('/moderation/reports/:id/notes', async (request, response) => {
    await addNote(instance, numberOf(request), by(response), fieldsOf(response).values.text ?? '');
    response.redirect(303, `/moderation/reports/${numberOf(request)}#notes`);
  });

  router.post('/moderation/reports/:id/forward', async (request, response) => {
    const { targetId: about } = await reportOf(request);
    await audited(instance, { by: by(response), act: 'report.forward', about }, (inside) =>
      forwardReport(inside, numberOf(request)),
    );
    response.redirect(303, `/moderation/reports/${numberOf(request)}`);
  });

  router.post('/moderation/reports/:id/decision', async (request, response) => {
    const report = await reportOf(request);
    const fields = fieldsOf(response);
    const postId = report.postIds.find((id) => id === fields.values.post) ?? report.postIds[0] ?? null;
    try {
      await judge(response, fields, { reportId: report.id, accountId: report.targetId, postId });
      response.redirect(303, '/moderation');
    } catch (fault) {
      await showReport(request, response, formOf(fields, fault));
    }
  });

  router.get('/moderation/accounts/:id', (request, response) => showAccount(request, response, noForm));

  router.post('/moderation/accounts/:id/decision', async (request, response) => {
    const accountId = String(request.params.id);
    const fields = fieldsOf(response);
    try {
      await judge(response, fields, { reportId: null, accountId, postId: null });
      response.redirect(303, `/moderation/accounts/${accountId}`);
    } catch (fault) {
      await showAccount(request, response, formOf(fields, fault));
    }
  });

  async function judge(
    response: Response,
    { values }: Fields,
    about: { reportId: number | null; accountId: string; postId: string | null },
  ) {
    const act = values.act as DecisionAct;
    if ((act === 'limit' || act === 'suspend') && values.sure !== 'on')
      throw new Invalid({ sure: 'decision.sureNeeded' });
    const said = { act, ground: values.ground as Ground, statement: values.statement ?? '' };
    const entry = {
      by: by(response),
      act: 'report.decide',
      about: about.accountId,
      detail: String(act ?? ''),
    } as const;
    await audited(instance, entry, (inside) => decide(inside, { ...about, ...said, by: by(response) }));
    flash(instance, response, 'case.done');
  }

  async function reportOf(request: Request): Promise<Report> {
    const report = await reportById(instance, numberOf(request));
    if (!report) throw notFound();
    return report;
  }

  async function showReport(request: Request, response: Response, form: Form) {
    const row = await reportOf(request);
    const [report] = await reportViews(instance, [row]);
    const earlier = await decisionViews(instance, await decisionsAbout(instance, row.targetId));
    const acts = decisionActs.filter((act) => act !== 'lift' && (act !== 'hide' || report!.posts.length > 0));
    const view = {
      report: report!,
      notes: await noteViews(instance, row.id),
      earlier: earlier.filter((one) => one.id !== row.decisionId),
      choices: { acts, grounds },
    };
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, reportCase(await pageOf(web, request, response), view, form), status);
  }

  async function showAccount(request: Request, response: Response, form: Form) {
    const id = String(request.params.id);
    const [row] = await accountsByIds(instance, [id]);
    const [account] = await accountList(instance, [id]);
    if (!row || row.deletedAt || !account) throw notFound();
    const [limited, suspended] = [row.limitedAt !== null, row.suspendedAt !== null];
    const acts = decisionActs.filter(
      (act) => act !== 'none' && act !== 'hide' && (act !== 'lift' || limited || suspended),
    );
    const earlier = await decisionViews(instance, await decisionsAbout(instance, id));
    const view = { account, limited, suspended, earlier, choices: { acts, grounds } };
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, accountCase(await pageOf(web, request, response), view, form), status);
  }

  async function showAppeal(request: Request, response: Response, form: Form) {
    const row = await decisionById(instance, numberOf(request));
    if (row.appealedAt === null || row.answeredAt !== null) throw notFound();
    const [view] = await decisionViews(instance, [row]);
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, appealCase(await pageOf(web, request, response), view!, form), status);
  }
  return router;
}
