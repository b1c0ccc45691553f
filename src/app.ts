import express, { type Express } from 'express';
import { askForCharter } from './accounts/charter-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { metricsRoutes } from './admin/metrics-routes.ts';
import { adminRoutes } from './admin/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { communityHostRoutes } from './communities/host-routes.ts';
import { communityModerationRoutes } from './communities/moderation-routes.ts';
import { communityRoutes } from './communities/routes.ts';
import { dataRoutes } from './data/routes.ts';
import { directoryRoutes } from './directory/routes.ts';
import { inboxRoutes } from './federation/inbox-routes.ts';
import { federationRoutes } from './federation/routes.ts';
import { healthRoutes } from './health.ts';
import type { Instance } from './instance.ts';
import { mastodonRoutes } from './mastodon/routes.ts';
import { streamingSocket } from './mastodon/streaming-socket.ts';
import { createStreams } from './mastodon/streams.ts';
import { mediaRoutes } from './media/routes.ts';
import { maySeeMedia } from './moderation/reported-media.ts';
import { moderationRoutes } from './moderation/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { oauthApiRoutes } from './oauth/api-routes.ts';
import { oauthPageRoutes } from './oauth/page-routes.ts';
import { partnerRoutes } from './partners/routes.ts';
import { followLive } from './platform/live.ts';
import { notFound } from './platform/refusal.ts';
import { postRoutes } from './posts/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { assetRoutes } from './web/asset-routes.ts';
import { createAssets } from './web/assets.ts';
import { answerErrors } from './web/errors.ts';
import { formGuards } from './web/form-guards.ts';
import { createLimits } from './web/limits.ts';
import { offlineRoutes } from './web/offline-routes.ts';
import { securityHeaders } from './web/security-headers.ts';
import { readSession, viewerOf } from './web/session.ts';
import { siteRoutes } from './web/site-routes.ts';
import { traceRequests } from './web/trace.ts';
import type { Web } from './web/web.ts';

/** Answers a request that asks for a WebSocket. */
type Upgrade = ReturnType<typeof streamingSocket>;

/** Every room on one express application; protocols first, for they read their own bodies. */
export function createApp(instance: Instance): { handler: Express; upgrade: Upgrade; stop: () => void } {
  const { config } = instance;
  const web: Web = {
    instance,
    assets: createAssets(),
    live: followLive(instance),
    limits: createLimits(),
  };
  const streams = createStreams(instance, web.live);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // Without a trusted proxy, X-Forwarded-For is only what somebody wrote (S29).
  app.set('trust proxy', config.trustProxy.length ? config.trustProxy : false);
  app.use(traceRequests(instance.log));
  // Servers, not browsers, write to it: nothing of what is said to browsers is said there.
  app.use(inboxRoutes(instance));
  app.use(securityHeaders(config.origin));
  app.use(metricsRoutes(instance), healthRoutes(instance), assetRoutes(web.assets));
  app.use(federationRoutes(instance), oauthApiRoutes(instance), mastodonRoutes(web, streams));
  app.use(readSession(instance));
  app.use(mediaRoutes(instance, { viewerOf, mayReadPost: (viewer, id) => maySeeMedia(instance, viewer, id) }));
  app.use(formGuards(web));
  app.use(askForCharter(web));
  app.use(
    siteRoutes(web),
    offlineRoutes(web),
    postRoutes(web),
    oauthPageRoutes(web),
    partnerRoutes(web),
    communityRoutes(web),
    communityHostRoutes(web),
    communityModerationRoutes(web),
    campaignRoutes(web),
    accountRoutes(web),
    notificationRoutes(web),
    searchRoutes(web),
    directoryRoutes(web),
  );
  app.use(moderationRoutes(web), dataRoutes(web), adminRoutes(web));
  app.use(() => {
    throw notFound();
  });
  app.use(answerErrors(web));
  return {
    handler: app,
    upgrade: streamingSocket(instance, streams),
    stop: () => {
      streams.stop();
      web.live.stop();
    },
  };
}
