import type { Power } from '../../src/accounts/roles.ts';
import { createApp } from '../../src/app.ts';
import type { Instance } from '../../src/instance.ts';
import { decisionIds, openDecisions } from './decision-routes.ts';
import { exchangeRoutes } from './exchange-routes.ts';

/** `GET /posts/:id`, as the router has it. */
export type Route = string;

/** Every route of the application, read from its router: one that is added is in the tests at once. */
export function routesOf(instance: Instance): Route[] {
  const app = createApp(instance);
  const found: Route[] = [];
  const walk = (stack: any[]) => {
    for (const { route, handle } of stack) {
      if (!route) walk(handle.stack ?? []);
      else
        for (const method of Object.keys(route.methods))
          for (const path of [route.path].flat()) found.push(`${method.toUpperCase()} ${path}`);
    }
  };
  walk((app.handler as any).router.stack);
  app.stop();
  return [...new Set(found)];
}

/**
 * Who a route is for. `open`: strangers too · `wire`: other servers · the rest is for members, and under `/admin` for
 * who runs the instance. A route that is in no list is for members: forgetting it here fails, not leaks.
 */
export const open: Route[] = [
  'GET /health',
  'GET /assets/:name',
  'GET /',
  'GET /charter',
  'GET /charter/:version',
  'GET /privacy',
  'GET /privacy/:version',
  'GET /terms',
  'GET /terms/:version',
  'GET /accessibility',
  'GET /accessibility/:version',
  'GET /contact',
  'GET /contact/:version',
  'GET /join/:token',
  'POST /join/:token',
  'GET /about',
  'GET /manifest.webmanifest',
  'GET /service-worker.js',
  'GET /offline',
  'GET /tags/:name',
  'GET /public.atom',
  'GET /tags/:name.atom',
  'GET /@:handle.atom',
  'GET /oembed',
  'GET /@:handle',
  'GET /@:handle/replies',
  'GET /@:handle/media',
  'GET /@:handle/followers',
  'GET /@:handle/following',
  'GET /@:handle/:id',
  'GET /posts/:id',
  'GET /posts/:id/history',
  'GET /posts/:id/likes',
  'GET /posts/:id/boosts',
  'GET /posts/:id/quotes',
  'GET /partners',
  'GET /directory',
  'GET /communities',
  'GET /communities/:handle',
  'GET /communities/:name.atom',
  'GET /communities/:handle/new',
  'GET /communities/:handle/unanswered',
  'GET /communities/:handle/log',
  'GET /communities/:handle/members',
  'GET /communities/:handle/agenda',
  'GET /communities/:handle/agenda.ics',
  'GET /campaigns',
  'GET /campaigns/:handle',
  'GET /campaigns/:handle/steps/:step',
  ...openDecisions,
  'GET /gatherings/:id/event.ics',
  'GET /avatars/original/missing.png',
  'GET /headers/original/missing.png',
  'GET /media/accounts/:id/:kind',
  'GET /media/:key/:variant',
  'GET /report',
  'POST /report',
  'GET /moderation-log',
  'GET /moderation-log.csv',
  'GET /sign-in',
  'POST /sign-in',
  'GET /sign-in/link',
  'POST /sign-in/link',
  'GET /sign-in/link/:token',
  'POST /sign-in/link/:token',
  'POST /sign-in/passkey/ask',
  'POST /sign-in/passkey',
  'POST /sign-out',
  'GET /sign-up',
  'POST /sign-up',
  'GET /invite/:code',
  'GET /confirm/:token',
  'POST /confirm/:token',
  'GET /setup/:token',
  'POST /setup/:token',
];

export const wire: Route[] = [
  'GET /metrics',
  'GET /.well-known/webfinger',
  'GET /.well-known/nodeinfo',
  'GET /.well-known/host-meta',
  'GET /nodeinfo/2.0',
  'GET /nodeinfo/2.1',
  'GET /@:name',
  'GET /@:name/:id',
  'GET /communities/:name',
  'GET /ap/actor',
  'GET /ap/actor/outbox',
  'GET /ap/inbox',
  'POST /ap/inbox',
  'GET /ap/accounts/:id',
  'GET /ap/accounts/:id/inbox',
  'POST /ap/accounts/:id/inbox',
  'GET /ap/accounts/:id/outbox',
  'GET /ap/accounts/:id/followers',
  'GET /ap/accounts/:id/following',
  'GET /ap/accounts/:id/featured',
  'GET /ap/accounts/:id/moderators',
  'GET /ap/campaigns/:id',
  'GET /ap/posts/:id',
  'GET /ap/posts/:id/replies',
  'GET /ap/posts/:id/likes',
  'GET /ap/posts/:id/shares',
  'GET /ap/posts/:id/attendees',
  'GET /ap/posts/:id/context',
  'GET /ap/activities/:id',
  'GET /ap/quotes/:id',
  'GET /ap/partners',
  'GET /ap/directory',
];

/**
 * Whose the id of a member's route is. `own`: a thing of one's own, to nobody else is it there at all · `reader`: for
 * who may read the post · `community`: for who may know of it · `gathering`: an event in one, for who may read it · `anybody`: an account, or
 * a hashtag, which everybody may know.
 * who may read the post · `community`: for who may know of it · `gathering`: an event in one, for who may read it · `campaign`, `step`,
 * `contribution`: of one, for who may know of it · `agreement`: between two, for these alone · `anybody`: an account, which everybody may know.
 */
export const ids: Record<
  Route,
  | 'post'
  | 'draft'
  | 'film'
  | 'list'
  | 'filter'
  | 'session'
  | 'passkey'
  | 'token'
  | 'request'
  | 'decision'
  | 'reader'
  | 'community'
  | 'gathering'
  | 'campaign'
  | 'step'
  | 'contribution'
  | 'agreement'
  | 'anybody'
> = {
  'GET /posts/:id/edit': 'post',
  'POST /posts/:id': 'post',
  'GET /posts/:id/delete': 'post',
  'POST /posts/:id/delete': 'post',
  'POST /posts/:id/restore': 'post',
  'POST /posts/:id/like': 'reader',
  'POST /posts/:id/like/delete': 'reader',
  'POST /posts/:id/boost': 'reader',
  'POST /posts/:id/boost/delete': 'reader',
  'GET /lists/:id': 'list',
  'POST /lists/:id': 'list',
  'GET /lists/:id/people': 'list',
  'POST /lists/:id/delete': 'list',
  'POST /settings/filters/:id/delete': 'filter',
  'GET /accounts/:id/lists': 'anybody',
  'POST /accounts/:id/lists': 'anybody',
  'GET /drafts/:id': 'draft',
  'GET /compose/media/:id': 'film',
  'POST /drafts/:id/delete': 'draft',
  'POST /drafts/:id/restore': 'draft',
  'POST /drafts/:id/call-back': 'draft',
  'POST /posts/:id/bookmark': 'reader',
  'POST /posts/:id/bookmark/delete': 'reader',
  'POST /posts/:id/pin': 'post',
  'POST /posts/:id/pin/delete': 'post',
  'POST /posts/:id/quote/delete': 'reader',
  'POST /posts/:id/thread/follow': 'reader',
  'POST /posts/:id/thread/mute': 'reader',
  'POST /posts/:id/thread/unmark': 'reader',
  'POST /polls/:id/votes': 'reader',
  'POST /settings/sessions/:id/delete': 'session',
  'POST /posts/:id/quote-policy': 'post',
  'GET /settings/passkeys/:id': 'passkey',
  'POST /settings/passkeys/:id': 'passkey',
  'POST /settings/passkeys/:id/delete': 'passkey',
  'POST /settings/apps/:id/delete': 'token',
  'GET /decisions/:id': 'decision',
  'POST /decisions/:id/appeal': 'decision',
  'POST /follow-requests/:id/accept': 'request',
  'POST /follow-requests/:id/reject': 'request',
  'POST /tags/:name/follow': 'anybody',
  'POST /tags/:name/follow/delete': 'anybody',
  'POST /accounts/:id/follow': 'anybody',
  'POST /accounts/:id/follow/delete': 'anybody',
  'POST /accounts/:id/block': 'anybody',
  'POST /accounts/:id/block/delete': 'anybody',
  'POST /accounts/:id/mute': 'anybody',
  'POST /accounts/:id/mute/delete': 'anybody',
  'GET /gatherings/:id/edit': 'post',
  'POST /gatherings/:id': 'post',
  'POST /gatherings/:id/attend': 'gathering',
  'POST /gatherings/:id/decline': 'gathering',
  'GET /gatherings/:id/people': 'gathering',
  'GET /gatherings/:id/cancel': 'gathering',
  'POST /gatherings/:id/cancel': 'gathering',
  'POST /communities/:id/join': 'community',
  'POST /communities/:id/leave': 'community',
  'GET /communities/:handle/requests': 'community',
  'POST /communities/:id/requests/:accountId/accept': 'community',
  'POST /communities/:id/requests/:accountId/reject': 'community',
  'GET /communities/:handle/settings': 'community',
  'POST /communities/:id/settings': 'community',
  'GET /communities/:handle/join': 'community',
  'GET /communities/:handle/welcome': 'community',
  'GET /communities/:handle/people': 'community',
  'POST /communities/:id/roles': 'community',
  'POST /communities/:id/archive': 'community',
  'POST /communities/:id/reopen': 'community',
  'POST /communities/:id/adopt': 'community',
  'POST /communities/:id/level': 'community',
  'POST /communities/:id/invitations': 'community',
  'POST /communities/:id/invitations/:accountId/delete': 'community',
  'POST /posts/:id/acknowledge': 'reader',
  'POST /posts/:id/settles': 'reader',
  'POST /posts/:id/settles/delete': 'reader',
  'GET /communities/:handle/queue': 'community',
  'GET /communities/:handle/bans': 'community',
  'GET /communities/:handle/posts/:postId': 'community',
  'POST /communities/:id/posts/:postId/:act': 'community',
  'POST /communities/:id/held/:postId/:answer': 'community',
  'POST /communities/:id/reports/:reportId/dismiss': 'community',
  'POST /communities/:id/bans/:accountId/delete': 'community',
  'GET /campaigns/:handle/organise': 'campaign',
  'GET /campaigns/:handle/settings': 'campaign',
  'GET /campaigns/:handle/chain': 'campaign',
  'GET /campaigns/:handle/carriers': 'campaign',
  'POST /campaigns/:id/carriers': 'campaign',
  'POST /campaigns/:id/carriers/end': 'campaign',
  'POST /campaigns/:id/carry': 'campaign',
  'POST /campaigns/:id/carry/decline': 'campaign',
  'POST /campaigns/:id/carry/leave': 'campaign',
  'POST /campaigns/:id/settings': 'campaign',
  'POST /campaigns/:id/chain': 'campaign',
  'POST /campaigns/:id/go-on': 'campaign',
  'POST /campaigns/:id/abandon': 'campaign',
  ...decisionIds,
  'POST /campaign-steps/:id/questions': 'step',
  'POST /campaign-steps/:id/ideas': 'step',
  'POST /contributions/:id/answer': 'contribution',
  'POST /contributions/:id/refuse': 'contribution',
  'POST /contributions/:id/findings': 'contribution',
  'POST /contributions/:id/support': 'contribution',
  'POST /contributions/:id/support/delete': 'contribution',
  'POST /contributions/:id/co-sign': 'contribution',
  'POST /contributions/:id/judge': 'contribution',
  'POST /contributions/:id/merge': 'contribution',
  ...exchangeRoutes,
  'GET /accounts/:id/report': 'anybody',
  'POST /accounts/:id/report': 'anybody',
};

/** What a member's role has to give them before a route is there for them at all; null: nothing. */
export const powerFor = (route: Route): Power | null =>
  / \/admin(\/|$)/.test(route) ? 'administer' : / \/moderation(\/|$)/.test(route) ? 'moderate' : null;
export const isGuarded = (route: Route) => powerFor(route) !== null;
export const isUnsafe = (route: Route) => !route.startsWith('GET ');
/** The client API: tokens in a header instead of sessions and forms (api-routes.test.ts). */
export const isApi = (route: Route) =>
  / \/(api\/|oauth\/(token|revoke)$|\.well-known\/oauth-authorization-server)/.test(route);
/** No page and no form of ours: for other servers and for programs. */
export const isWire = (route: Route) => wire.includes(route) || isApi(route);
export const forMembers = (route: Route) => !open.includes(route) && !isWire(route) && !isGuarded(route);

/** A path with its parameters filled: `{ id: '7' }`. */
export const fill = (route: Route, values: Record<string, string> = {}): string =>
  route.slice(route.indexOf(' ') + 1).replace(/:(\w+)/g, (_, name) => values[name] ?? '1');
