import { type Request, type Response, Router } from 'express';
import { type Form, noForm } from '../../views/form.ts';
import { filterSettings } from '../../views/settings/filters.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { addFilter, filterDays, filtersOf, removeFilter } from './filter.ts';

/** Words that one does not want to come upon. */
export function filterRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/settings/filters', (request, response) => show(request, response));

  router.post('/settings/filters', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    const { phrase = '', action, days } = fields.values;
    try {
      await addFilter(instance, member.accountId, {
        phrase,
        action: action === 'hide' ? 'hide' : 'fold',
        days: filterDays.find((one) => String(one) === days) ?? null,
      });
      flash(instance, response, 'filter.added');
      response.redirect(303, '/settings/filters');
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  router.post('/settings/filters/:id/delete', async (request, response) => {
    const { member } = requireMember(response);
    await removeFilter(instance, member.accountId, request.params.id);
    flash(instance, response, 'filter.removed');
    response.redirect(303, '/settings/filters');
  });

  async function show(request: Request, response: Response, form: Form = noForm) {
    const { member } = requireMember(response);
    const list = await filtersOf(instance, member.accountId);
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, filterSettings(await pageOf(web, request, response), list, form), status);
  }
  return router;
}
