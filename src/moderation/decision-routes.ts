import { type Request, type Response, Router } from 'express';
import { type Form, noForm } from '../../views/form.ts';
import { decisionPage, decisionsPage } from '../../views/moderation/decision.ts';
import { publicLogPage } from '../../views/moderation/public-log.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { appeal } from './appeal.ts';
import { decisionViews, reportViews } from './case.ts';
import { type Decision, decisionById, decisionsAbout, opensDecision } from './decisions.ts';
import { publicLog } from './public-log.ts';
import { reportsBy } from './read-reports.ts';

/** What moderation decided: to the person it concerns with its reasons, to everybody without a name. */
export function decisionRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/decisions', async (request, response) => {
    const { accountId } = requireMember(response).viewer;
    const rows = (await decisionsAbout(instance, accountId)).filter((row) => row.act !== 'none');
    const reports = await reportViews(instance, await reportsBy(instance, accountId));
    const view = await decisionViews(instance, rows);
    await send(web, request, response, decisionsPage(await pageOf(web, request, response), view, reports));
  });

  router.get('/decisions/:id', (request, response) => show(request, response, request.query.key, noForm));

  router.post('/decisions/:id/appeal', async (request, response) => {
    const fields = fieldsOf(response);
    const { key, appeal: text = '' } = fields.values;
    const { id } = await ownDecision(request, response, key);
    try {
      await appeal(instance, id, text);
      flash(instance, response, 'appeal.done');
      response.redirect(303, `/decisions/${id}${key ? `?key=${encodeURIComponent(key)}` : ''}`);
    } catch (fault) {
      await show(request, response, key, formOf(fields, fault));
    }
  });

  router.get('/moderation-log', async (request, response) => {
    const view = await publicLog(instance);
    await send(web, request, response, publicLogPage(await pageOf(web, request, response), view));
  });

  router.get('/moderation-log.csv', async (_request, response) => {
    const { acts } = await publicLog(instance);
    const lines = acts.map(({ id, at, act, ground, host, liftedAt }) =>
      [id, date(at), act, ground, host ?? '', liftedAt === null ? '' : date(liftedAt)].join(','),
    );
    response.type('csv').attachment('moderation-log.csv');
    response.send(`${['id,decided,act,ground,host,lifted', ...lines].join('\r\n')}\r\n`);
  });

  /** Of the person it concerns, who is signed in or comes by the letter; to nobody else is it there (S54). */
  async function ownDecision(request: Request<{ id: string }>, response: Response, key: unknown): Promise<Decision> {
    const decision = await decisionById(instance, Number(request.params.id) || 0);
    const isTheirs = viewerOf(response)?.accountId === decision.accountId || opensDecision(instance, decision.id, key);
    if (!isTheirs || decision.act === 'none') throw notFound();
    return decision;
  }

  async function show(request: Request<{ id: string }>, response: Response, key: unknown, form: Form) {
    const [view] = await decisionViews(instance, [await ownDecision(request, response, key)]);
    const status = form === noForm ? 200 : 422;
    const page = await pageOf(web, request, response);
    await send(web, request, response, decisionPage(page, view!, form, typeof key === 'string' ? key : null), status);
  }
  return router;
}

const date = (at: number) => new Date(at).toISOString().slice(0, 10);
