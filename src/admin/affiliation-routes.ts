import { type Request, type Response, Router } from 'express';
import { affiliationPage } from '../../views/admin/affiliation.ts';
import { type Form, noForm } from '../../views/form.ts';
import { accountList } from '../accounts/account-view.ts';
import { dayOf, setAffiliation } from '../accounts/affiliation.ts';
import { memberOf } from '../accounts/members.ts';
import { affiliations } from '../accounts/view.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';

/** What ties a member to the organisation, and for how long. */
export function affiliationRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/members/:id/affiliation', (request, response) => show(request, response, request.params.id));

  router.post('/admin/members/:id/affiliation', async (request, response) => {
    const fields = fieldsOf(response);
    const { from = '', until = '' } = fields.values;
    try {
      const affiliation = affiliations.find((one) => one === fields.values.affiliation);
      if (!affiliation) throw new Invalid({ affiliation: 'form.required' });
      const days = { from: dayOf('from', from), until: dayOf('until', until) };
      await setAffiliation(instance, request.params.id, { affiliation, ...days });
      flash(instance, response, 'settings.saved');
      response.redirect(303, `/admin/members/${request.params.id}/affiliation`);
    } catch (fault) {
      await show(request, response, request.params.id, formOf(fields, fault));
    }
  });

  async function show(request: Request, response: Response, id: string, form: Form = noForm) {
    const member = await memberOf(instance, id);
    const [account] = await accountList(instance, [id]);
    if (!member || !account) throw notFound();
    const view = { account, from: member.affiliationFrom, until: member.affiliationUntil };
    const page = await pageOf(web, request, response);
    await send(web, request, response, affiliationPage(page, view, form), form === noForm ? 200 : 422);
  }
  return router;
}
