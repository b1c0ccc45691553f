import { Router } from 'express';
import { partnersPage } from '../../views/partners/page.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';
import { listPartnerships } from './partners.ts';

/** With whom the organisation shares what: for everybody. */
export function partnerRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  router.get('/partners', async (request, response) => {
    const partners = await listPartnerships(instance, ['active', 'paused']);
    await send(web, request, response, partnersPage(await pageOf(web, request, response), partners));
  });
  return router;
}
