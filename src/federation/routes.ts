import express, { type Router } from 'express';
import type { Instance } from '../instance.ts';
import { actorRoutes } from './actor-routes.ts';
import { campaignRoutes } from './campaign-routes.ts';
import { discoveryRoutes } from './discovery-routes.ts';
import { partnerRoutes } from './partner-routes.ts';
import { postRoutes } from './post-routes.ts';
import { quoteRoutes } from './quote-routes.ts';

/**
 * Everything this room answers, but for the inbox, which stands before all. Mounted before body parsers and before the pages: on an address that a page shares it
 * answers who asks for ActivityPub and leaves the others to it.
 */
export function federationRoutes(instance: Instance): Router {
  const router = express.Router();
  router.use(discoveryRoutes(instance));
  router.use(actorRoutes(instance));
  router.use(postRoutes(instance), quoteRoutes(instance), partnerRoutes(instance), campaignRoutes(instance));
  return router;
}
