import { Router } from 'express';
import { openingsPage } from '../../views/admin/communities.ts';
import { accountsByIds } from '../accounts/account.ts';
import { accountViews } from '../accounts/account-view.ts';
import { allowCommunity, asksApproval, setApproval, wished } from '../communities/opening.ts';
import { audited } from '../moderation/audit.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** Whether opening a community asks for a yes, and the answers. */
export function communityOpeningRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/communities', async (request, response) => {
    const rows = await wished(instance);
    const ids = rows.map((row) => row.accountId);
    const people = await accountViews(instance, [...ids, ...rows.flatMap((row) => row.createdById ?? [])]);
    const purposes = new Map((await accountsByIds(instance, ids)).map(({ id, bio }) => [id, bio]));
    const waiting = rows.flatMap((row) => {
      const account = people.get(row.accountId);
      const founder = people.get(row.createdById ?? '') ?? null;
      return account ? [{ account, purpose: purposes.get(row.accountId) ?? '', founder }] : [];
    });
    const view = { asked: await asksApproval(instance), waiting };
    await send(web, request, response, openingsPage(await pageOf(web, request, response), view));
  });

  router.post('/admin/communities', async (_request, response) => {
    const { accountId: by } = requirePower(response, 'administer').member;
    const asked = fieldsOf(response).values.asked === 'on';
    await audited(instance, { by, act: 'organisation.communityApproval', detail: String(asked) }, (inside) =>
      setApproval(inside, asked),
    );
    flash(instance, response, 'settings.saved');
    response.redirect(303, '/admin/communities');
  });

  const answer = (path: 'allow' | 'refuse', allowed: boolean) =>
    router.post(`/admin/communities/:id/${path}`, async (request, response) => {
      const { accountId: by } = requirePower(response, 'administer').member;
      const id = String(request.params.id);
      await audited(
        instance,
        { by, act: allowed ? 'organisation.communityAllow' : 'organisation.communityRefuse', about: id },
        (inside) => allowCommunity(inside, id, allowed),
      );
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/communities');
    });
  answer('allow', true);
  answer('refuse', false);
  return router;
}
