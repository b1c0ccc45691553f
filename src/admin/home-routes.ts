import { Router } from 'express';
import { adminPage } from '../../views/admin/home.ts';
import { contactOf, imprintOf } from '../accounts/imprint.ts';
import { listMembers } from '../accounts/members.ts';
import { countAppeals } from '../moderation/appeal.ts';
import { countReports } from '../moderation/read-reports.ts';
import { countAsking } from '../partners/partners.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';
import { healthOf } from './health.ts';

/** « À faire » first, then how the machine is. */
export function homeRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  router.get('/admin', async (request, response) => {
    const view = {
      requests: (await listMembers(instance, 'pending')).length,
      reports: await countReports(instance),
      partners: await countAsking(instance),
      appeals: await countAppeals(instance),
      nobodyToAsk: !(await imprintOf(instance)).officer || !(await contactOf(instance)),
      health: await healthOf(instance),
    };
    await send(web, request, response, adminPage(await pageOf(web, request, response), view));
  });
  return router;
}
