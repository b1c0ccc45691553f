import { type Request, Router } from 'express';
import { agendaPage } from '../../views/gatherings/pages.ts';
import { agendaOf } from '../posts/agenda.ts';
import { calendarOf, sendCalendar } from '../posts/calendar-routes.ts';
import { postViews } from '../posts/post-views.ts';
import { pageOf, send } from '../web/page.ts';
import { viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { frameOf } from './frame-routes.ts';

/** The agenda of a community, as a page and for calendars. */
export function agendaRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/communities/:handle/agenda', async (request: Request<{ handle: string }>, response) => {
    const viewer = viewerOf(response);
    const frame = await frameOf(web, request, response);
    const which = request.query.past ? 'past' : 'coming';
    const events = await postViews(instance, viewer, await agendaOf(instance, viewer, frame.community.id, which));
    await send(web, request, response, agendaPage(await pageOf(web, request, response), { ...frame, which, events }));
  });

  router.get('/communities/:handle/agenda.ics', async (request: Request<{ handle: string }>, response) => {
    const viewer = viewerOf(response);
    const { community } = await frameOf(web, request, response);
    const events = await postViews(instance, viewer, await agendaOf(instance, viewer, community.id, 'coming'));
    sendCalendar(response, calendarOf(instance, community.displayName, events), 'agenda');
  });
  return router;
}
