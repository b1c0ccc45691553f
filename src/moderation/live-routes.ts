import { Router } from 'express';
import { moderationNews } from '../../views/moderation/live.ts';
import { may } from '../accounts/roles.ts';
import { pageOf } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import { createStreams } from '../web/stream.ts';
import type { Web } from '../web/web.ts';
import { countAppeals } from './appeal.ts';
import { reportViews } from './case.ts';
import { countReports, openReports } from './read-reports.ts';

const news = new Set(['report.created', 'report.taken', 'decision.made', 'decision.appealed']);

/** What has come to the queue since the page was opened, and who has taken what meanwhile. */
export function moderationLiveRoutes(web: Web): Router {
  const { instance } = web;
  const open = createStreams(web);

  return Router().get('/moderation/live', async (request, response) => {
    const known = requirePower(response, 'moderate');
    const last = String(request.headers['last-event-id'] ?? '');
    const newest = (await openReports(instance, 1000)).at(-1)?.id ?? 0;
    const start = /^\d{1,15}$/.test(last) ? last : String(newest);
    const page = await pageOf(web, request, response);
    open(request, response, known, {
      start,
      wants: ({ type }) => news.has(type),
      mayListen: (member) => may(member, 'moderate'),
      tell: async () => {
        const rows = await openReports(instance);
        const view = {
          waiting: { reports: await countReports(instance), appeals: await countAppeals(instance) },
          fresh: rows.filter((row) => row.id > Number(start)).length,
          reports: await reportViews(instance, rows),
        };
        return moderationNews(page, view);
      },
    });
  });
}
