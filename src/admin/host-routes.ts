import { type Response, Router } from 'express';
import { deadLettersPage, hostsPage } from '../../views/admin/federation.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { changeFederation } from '../accounts/organisation-settings.ts';
import { federationWishes } from '../accounts/organisation-tables.ts';
import { listHosts } from '../federation/hosts.ts';
import { audited } from '../moderation/audit.ts';
import { discard, listDead, replay } from '../platform/jobs.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** Other servers, and what could not be done. */
export function hostRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const by = (response: Response) => requirePower(response, 'administer').member.accountId;

  router.get('/admin/hosts', async (request, response) => {
    const own = await organisationOf(instance);
    await send(
      web,
      request,
      response,
      hostsPage(await pageOf(web, request, response), {
        hosts: await listHosts(instance, request.query.state === 'failing'),
        onlyFailing: request.query.state === 'failing',
        next: null,
        authorizedFetch: own?.authorizedFetch ?? false,
        federation: own?.federation ?? 'open',
        bound: instance.config.federationMode,
      }),
    );
  });

  router.post('/admin/hosts', async (_request, response) => {
    const { values } = fieldsOf(response);
    const wanted = {
      authorizedFetch: values.authorizedFetch === 'on',
      federation: federationWishes.find((one) => one === values.federation) ?? 'open',
    };
    const { federation } = wanted;
    await audited(instance, { by: by(response), act: 'host.federation', detail: federation }, (inside) =>
      changeFederation(inside, wanted),
    );
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
    }));
    await send(web, request, response, deadLettersPage(await pageOf(web, request, response), { letters, next: null }));
  });

  router.post('/admin/dead-letters/replay', async (_request, response) => {
    await audited(instance, { by: by(response), act: 'job.replay' }, async (inside) => {
      for (const { id } of await listDead(inside.db)) await replay(inside, id);
    });
    response.redirect(303, '/admin/dead-letters');
  });

  router.post('/admin/dead-letters/:id/replay', async (request, response) => {
    const id = Number(request.params.id) || 0;
    await audited(instance, { by: by(response), act: 'job.replay', detail: String(id) }, async (inside) => {
      if (!(await replay(inside, id))) throw notFound();
    });
    response.redirect(303, '/admin/dead-letters');
  });

  router.post('/admin/dead-letters/:id/discard', async (request, response) => {
    const id = Number(request.params.id) || 0;
    await audited(instance, { by: by(response), act: 'job.discard', detail: String(id) }, async (inside) => {
      if (!(await discard(inside, id))) throw notFound();
    });
    response.redirect(303, '/admin/dead-letters');
  });
  return router;
}
