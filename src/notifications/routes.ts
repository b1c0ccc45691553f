import { Router } from 'express';
import { notificationsPage } from '../../views/notifications/page.ts';
import { pageOf, send } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { groupNotifications } from './groups.ts';
import { markRead, notificationsOf } from './notifications.ts';

const pageSize = 60;

/** Two groups: what asks for an answer, what is for information. */
export function notificationRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/notifications', async (request, response) => {
    const { member } = requireMember(response);
    const list = await notificationsOf(
      instance,
      member.accountId,
      Number(request.query.before) || undefined,
      pageSize + 1,
    );
    const shown = list.slice(0, pageSize);
    const older = list.length > pageSize ? String(shown.at(-1)!.id) : null;
    await send(
      web,
      request,
      response,
      notificationsPage(await pageOf(web, request, response), { ...groupNotifications(shown), older }),
    );
  });

  router.post('/notifications/read', async (request, response) => {
    const { member } = requireMember(response);
    const group = request.query.group === 'asks' ? 'asking' : request.query.group === 'tells' ? 'telling' : undefined;
    const [newest] = await notificationsOf(instance, member.accountId, undefined, 1);
    if (newest) await markRead(instance, member.accountId, newest.id, group);
    back(instance, request, response, '', '/notifications');
  });
  return router;
}
