import { Router } from 'express';
import type { Web } from '../web/web.ts';
import { actRoutes } from './act-routes.ts';
import { composeRoutes } from './compose-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { embedRoutes } from './embed-routes.ts';
import { feedRoutes } from './feed-routes.ts';
import { filterRoutes } from './filter-routes.ts';
import { gatheringRoutes } from './gathering-routes.ts';
import { hiddenRoutes } from './hidden-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { quoteRoutes } from './quote-routes.ts';
import { threadRoutes } from './thread-routes.ts';
import { timelineRoutes } from './timeline-routes.ts';

export const postRoutes = (web: Web): Router =>
  Router().use(
    feedRoutes(web),
    embedRoutes(web),
    timelineRoutes(web),
    composeRoutes(web),
    draftRoutes(web),
    filterRoutes(web),
    hiddenRoutes(web),
    actRoutes(web),
    gatheringRoutes(web),
    quoteRoutes(web),
    threadRoutes(web),
    liveRoutes(web),
  );
