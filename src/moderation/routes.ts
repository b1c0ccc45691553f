import { Router } from 'express';
import type { Web } from '../web/web.ts';
import { caseRoutes } from './case-routes.ts';
import { decisionRoutes } from './decision-routes.ts';
import { moderationLiveRoutes } from './live-routes.ts';
import { reportRoutes } from './report-routes.ts';

/** From a report to its answer. */
export const moderationRoutes = (web: Web): Router =>
  Router().use(reportRoutes(web), decisionRoutes(web), moderationLiveRoutes(web), caseRoutes(web));
