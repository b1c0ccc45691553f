import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Instance } from '../instance.ts';
import { mostImageBytes } from '../media/media.ts';
import { mediaLimits } from '../media/quota.ts';
import { openToOthers } from '../oauth/api-routes.ts';
import { grantOf } from '../oauth/token.ts';
import { createTranslate } from '../platform/i18n.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { bearerOf, type Room, readApiBody } from '../web/api-body.ts';
import { awaitUpload } from '../web/slow-requests.ts';
import type { Web } from '../web/web.ts';
import { accountRoutes } from './account-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { credentialRoutes } from './credential-routes.ts';
import { filterRoutes } from './filter-routes.ts';
import { groupedNotificationRoutes } from './grouped-notification-routes.ts';
import { ApiFault, grantIn, viewerIn } from './http.ts';
import { instanceRoutes } from './instance-routes.ts';
import { instanceTextRoutes } from './instance-text-routes.ts';
import { keptRoutes } from './kept-routes.ts';
import { listRoutes } from './list-routes.ts';
import { markerRoutes } from './marker-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { missingPictureRoutes } from './missing-picture-routes.ts';
import { notificationPolicyRoutes } from './notification-policy-routes.ts';
import { notificationRoutes } from './notification-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { pushRoutes } from './push-routes.ts';
import { quietRoutes } from './quiet-routes.ts';
import { quoteRoutes } from './quote-routes.ts';
import { createRates } from './rates.ts';
import { apiReportRoutes } from './report-routes.ts';
import { scheduledRoutes } from './scheduled-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { statusRoutes } from './status-routes.ts';
import { streamingRoutes } from './streaming-routes.ts';
import type { Streams } from './streams.ts';
import { tagRoutes } from './tag-routes.ts';
import { timelineRoutes } from './timeline-routes.ts';
import { trendRoutes } from './trend-routes.ts';

/**
 * Mastodon's client API: apps made for it work here. Everything under `/api` answers JSON, also faults and what does not
 * exist; tokens come in a header, never in a cookie, so that no other site can act for a member (S80).
 */
export function mastodonRoutes({ instance, limits }: Pick<Web, 'instance' | 'limits'>, streams: Streams): Router {
  const router = express.Router();
  router.use(missingPictureRoutes());
  router.use('/api', (request, response, next) => {
    openToOthers(request, response);
    response.vary('Authorization');
    if (request.method === 'OPTIONS') return void response.status(200).json({});
    next();
  });
  router.use('/api', whoAsks(instance), createRates(), uploads, readApiBody(instance, roomFor(instance)));
  router.use(
    instanceRoutes(instance),
    instanceTextRoutes(instance),
    peopleRoutes(instance),
    credentialRoutes(instance),
    accountRoutes(instance),
    timelineRoutes(instance),
    statusRoutes(instance),
    quoteRoutes(instance),
    scheduledRoutes(instance),
    mediaRoutes(instance),
    notificationPolicyRoutes(instance),
    groupedNotificationRoutes(instance),
    notificationRoutes(instance),
    conversationRoutes(instance),
    pushRoutes(instance),
    searchRoutes(instance),
    tagRoutes(instance),
    trendRoutes(instance),
    listRoutes(instance),
    keptRoutes(instance),
    filterRoutes(instance),
    markerRoutes(instance),
    apiReportRoutes(instance, limits),
    streamingRoutes(instance, streams),
    quietRoutes(),
  );
  router.use('/api', () => {
    throw new ApiFault(404, 'Record not found');
  });
  router.use('/api', answerFaults(instance));
  return router;
}

/** The grant of the token; a token that opens nothing is a 401 also where nobody would have to sign in (R10). */
const whoAsks =
  (instance: Instance): RequestHandler =>
  async (request, response, next) => {
    // A browser's EventSource sends no header: there, and only there, the address may carry the token.
    const inAddress = request.path.startsWith('/v1/streaming') ? request.query.access_token : undefined;
    const token = bearerOf(request) ?? (typeof inAddress === 'string' ? inAddress.slice(0, 200) : null);
    if (request.headers.authorization && !token) throw new ApiFault(401, 'The access token is invalid');
    if (token) {
      const grant = await grantOf(instance, token);
      if (!grant) throw new ApiFault(401, 'The access token is invalid');
      response.locals.grant = grant;
    }
    next();
  };

const uploads: RequestHandler = (request, response, next) => {
  const viewer = viewerIn(response);
  if (viewer) awaitUpload(request, viewer.accountId);
  next();
};

/** Files are a member's: nobody else makes us write to the disk. Two pictures for a profile, else one file. */
const roomFor =
  (instance: Instance) =>
  async (request: Request, response: Response): Promise<Room | null> => {
    if (!grantIn(response)?.member) return null;
    if (request.path.endsWith('/update_credentials')) return { files: 2, fileBytes: mostImageBytes };
    return { files: 1, fileBytes: Math.max(mostImageBytes, (await mediaLimits(instance)).filmBytes) };
  };

const says: Record<number, string> = {
  400: 'The request is not valid',
  401: 'This method requires an authenticated user',
  403: 'This action is not allowed',
  404: 'Record not found',
  413: 'The request is too large',
  415: 'The request is not valid',
  429: 'Too many requests',
  503: 'Remote data could not be fetched',
};

/** Mastodon's shapes of faults; never a stack, never a page. */
const answerFaults =
  (instance: Instance): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof ApiFault)
      return void response.status(error.status).json({ error: error.message, ...error.more });
    const refusal = error instanceof Refusal ? error : null;
    const foreign = (error as { status?: number }).status;
    const status = refusal?.status ?? (typeof foreign === 'number' && foreign >= 400 && foreign < 500 ? foreign : 500);
    if (status >= 500) instance.log.error({ err: error, route: request.route?.path }, 'request failed');
    if (refusal?.retryAfter) response.set('Retry-After', String(refusal.retryAfter));
    const t = createTranslate('en');
    const [fault] = error instanceof Invalid ? Object.values(error.fields) : [];
    const words = fault ?? (refusal && t.has(refusal.key) ? { key: refusal.key, args: refusal.args } : null);
    const sentence = words && (status === 422 || status === 403) ? t.dynamic(words.key, words.args) : null;
    const text = status === 422 ? `Validation failed: ${sentence ?? 'the request is not valid'}` : sentence;
    response.status(status).json({ error: text ?? says[status] ?? 'Something went wrong' });
  };
