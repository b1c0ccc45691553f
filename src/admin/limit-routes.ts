import { type Request, type Response, Router } from 'express';
import { limitsPage } from '../../views/admin/limits.ts';
import { type Form, hasFaults, noForm } from '../../views/form.ts';
import { accountViews } from '../accounts/account-view.ts';
import { changeMediaLimits, largestUses, mediaLimits } from '../media/quota.ts';
import { audited } from '../moderation/audit.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** How much each member may keep, and what a film may be. */
export function limitRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/limits', (request, response) => show(request, response, noForm));

  router.post('/admin/limits', async (request, response) => {
    const fields = fieldsOf(response);
    const number = (name: string) => Number(fields.values[name] || Number.NaN);
    try {
      const by = requirePower(response, 'administer').member.accountId;
      const wanted = {
        memberMegabytes: number('memberMegabytes'),
        filmMegabytes: number('filmMegabytes'),
        minutes: number('minutes'),
      };
      await audited(instance, { by, act: 'organisation.limits' }, (inside) => changeMediaLimits(inside, wanted));
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/limits');
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  async function show(request: Request, response: Response, form: Form) {
    const { accounts, bytes: total } = await largestUses(instance);
    const people = await accountViews(
      instance,
      accounts.map(({ accountId }) => accountId),
    );
    const view = {
      limits: await mediaLimits(instance),
      films: instance.films.available,
      total,
      largest: accounts.flatMap(({ accountId, bytes }) => {
        const account = people.get(accountId);
        return account ? [{ account, bytes }] : [];
      }),
    };
    const page = await pageOf(web, request, response);
    await send(web, request, response, limitsPage(page, view, form), hasFaults(form) ? 422 : 200);
  }
  return router;
}
