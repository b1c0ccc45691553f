import { Router } from 'express';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { communityOpeningRoutes } from './community-routes.ts';
import { homeRoutes } from './home-routes.ts';
import { hostRoutes } from './host-routes.ts';
import { hostRuleRoutes } from './host-rule-routes.ts';
import { identityRoutes } from './identity-routes.ts';
import { legalAdminRoutes } from './legal-routes.ts';
import { limitRoutes } from './limit-routes.ts';
import { logRoutes } from './log-routes.ts';
import { memberListRoutes } from './member-list-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { partnerRoutes } from './partner-routes.ts';
import { retentionRoutes } from './retention-routes.ts';
import { seenRoutes } from './seen-routes.ts';

/** Everything under /admin: one guard for all, and the 404 of an absent page for who does not run the instance. */
export function adminRoutes(web: Web): Router {
  const router = Router();
  router.use('/admin', (_request, response, next) => {
    requirePower(response, 'administer');
    next();
  });
  return router.use(
    homeRoutes(web),
    identityRoutes(web),
    memberListRoutes(web),
    memberRoutes(web),
    partnerRoutes(web),
    hostRoutes(web),
    hostRuleRoutes(web),
    limitRoutes(web),
    logRoutes(web),
    seenRoutes(web),
    legalAdminRoutes(web),
    retentionRoutes(web),
    communityOpeningRoutes(web),
  );
}
