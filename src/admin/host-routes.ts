import { Router } from 'express';
import { deadLettersPage, hostsPage } from '../../views/admin/federation.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { changeAuthorizedFetch } from '../accounts/organisation-settings.ts';
import { listHosts } from '../federation/hosts.ts';
import { listDead, replay } from '../platform/jobs.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';

/** Other servers, and what could not be done. */
export function hostRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/hosts', async (request, response) => {
    await send(
      web,
      request,
      response,
      hostsPage(await pageOf(web, request, response), {
        hosts: await listHosts(instance),
        next: null,
        authorizedFetch: (await organisationOf(instance))?.authorizedFetch ?? false,
      }),
    );
  });

  router.post('/admin/hosts', async (_request, response) => {
    await changeAuthorizedFetch(instance, fieldsOf(response).values.authorizedFetch === 'on');
    flash(instance, response, 'settings.saved');
    response.redirect(303, '/admin/hosts');
  });

  router.get('/admin/dead-letters', async (request, response) => {
    const letters = (await listDead(instance.db)).map((one) => ({
      id: String(one.id),
      job: one.kind,
      host: one.key,
      reason: one.reason,
      failedAt: one.diedAt,
      attempts: 0,
    }));
    await send(web, request, response, deadLettersPage(await pageOf(web, request, response), { letters, next: null }));
  });

  router.post('/admin/dead-letters/replay', async (_request, response) => {
    for (const { id } of await listDead(instance.db)) await replay(instance, id);
    response.redirect(303, '/admin/dead-letters');
  });

  router.post('/admin/dead-letters/:id/replay', async (request, response) => {
    if (!(await replay(instance, Number(request.params.id) || 0))) throw notFound();
    response.redirect(303, '/admin/dead-letters');
  });
  return router;
}
