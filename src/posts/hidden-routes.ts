import { type Request, type Response, Router } from 'express';
import { type Form, noForm } from '../../views/form.ts';
import { hiddenSettings } from '../../views/settings/hidden.ts';
import { accountList } from '../accounts/account-view.ts';
import { blockedBy } from '../accounts/block.ts';
import { mutedBy } from '../accounts/mute.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { hiddenHostsOf, hideHost, showHost } from './hidden-host.ts';

/** People and servers that one does not want to see, each with the way back. */
export function hiddenRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/settings/hidden', (request, response) => show(request, response));

  router.post('/settings/hidden', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    try {
      await hideHost(instance, member.accountId, fields.values.host ?? '');
      flash(instance, response, 'hidden.done');
      response.redirect(303, '/settings/hidden');
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  router.post('/settings/hidden/delete', async (_request, response) => {
    const { member } = requireMember(response);
    await showHost(instance, member.accountId, fieldsOf(response).values.host ?? '');
    flash(instance, response, 'hidden.undone');
    response.redirect(303, '/settings/hidden');
  });

  async function show(request: Request, response: Response, form: Form = noForm) {
    const { accountId } = requireMember(response).member;
    const view = {
      muted: await accountList(instance, await mutedBy(instance, accountId)),
      blocked: await accountList(instance, await blockedBy(instance, accountId)),
      hosts: await hiddenHostsOf(instance, accountId),
    };
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, hiddenSettings(await pageOf(web, request, response), view, form), status);
  }
  return router;
}
