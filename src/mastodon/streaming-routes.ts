import express, { type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { notificationsOf } from '../notifications/notifications.ts';
import { grantOf } from '../oauth/token.ts';
import { idAt } from '../platform/ids.ts';
import type { Live, LiveEvent } from '../platform/live.ts';
import { hashtagTimeline, homeTimeline, publicLocalTimeline, publicTimeline } from '../posts/timelines.ts';
import type { PostView } from '../posts/view.ts';
import { bearerOf, parametersOf } from '../web/api-body.ts';
import { ApiFault, need } from './http.ts';
import { statusesOfViews } from './load-statuses.ts';
import { notificationEntities } from './notification-routes.ts';

const thumpMs = 15_000;
const checkMs = 5_000;
const gatherMs = 300;
const mostStreams = 8;
const mostAtOnce = 40;

type Viewer = { accountId: string; local: true };

/**
 * Server-sent events as Mastodon's (mastodon-api.md §1.5): what is new is read again from the timeline itself, so that the
 * same rule says who may see it. A token that ended ends its streams within five seconds.
 */
export function streamingRoutes(instance: Instance, live: Live): Router {
  const router = express.Router();
  const open = new Map<string, number>();
  const path = '/api/v1/streaming';

  router.get(`${path}/health`, (_request, response) => void response.type('text/plain').send('OK'));

  const timeline = (
    name: string,
    read: (viewer: Viewer, tag: string) => Promise<{ posts: PostView[] }>,
    notices = false,
  ) =>
    router.get(`${path}/${name}`, (request, response) => {
      const { viewer } = need(response, 'read:statuses');
      const tag = parametersOf(response).text('tag').toLowerCase();
      stream(response, bearerOf(request) ?? parametersOf(response).text('access_token'), viewer, {
        posts: () => read(viewer, tag),
        notices,
      });
    });
  const most = mostAtOnce;
  timeline('user', (viewer) => homeTimeline(instance, viewer, { most }), true);
  timeline('public', (viewer) => publicTimeline(instance, viewer, { most }));
  timeline('public/local', (viewer) => publicLocalTimeline(instance, viewer, { most }));
  timeline('hashtag', (viewer, tag) => hashtagTimeline(instance, viewer, tag, { most }));
  router.get(`${path}/user/notification`, (request, response) => {
    const { viewer } = need(response, 'read:notifications');
    stream(response, bearerOf(request) ?? '', viewer, { posts: null, notices: true });
  });

  interface Wanted {
    posts: (() => Promise<{ posts: PostView[] }>) | null;
    notices: boolean;
  }

  function stream(response: Response, token: string, viewer: Viewer, { posts, notices }: Wanted) {
    const { accountId } = viewer;
    if ((open.get(accountId) ?? 0) >= mostStreams) throw new ApiFault(429, 'Too many requests');
    open.set(accountId, (open.get(accountId) ?? 0) + 1);
    let last = idAt(instance.clock());
    let lastNotice: number | null = null;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.write(':)\n');
    const send = (event: string, payload: unknown) =>
      response.write(`event: ${event}\ndata: ${typeof payload === 'string' ? payload : JSON.stringify(payload)}\n\n`);

    const tell = async () => {
      if (posts) {
        const fresh = (await posts()).posts.filter(({ entryId }) => entryId > last).reverse();
        last = fresh.at(-1)?.entryId ?? last;
        for (const status of await statusesOfViews(instance, viewer, fresh)) send('update', status);
      }
      if (!notices) return;
      const lines = await notificationsOf(instance, accountId, undefined, mostAtOnce);
      const newest = lines[0]?.id ?? 0;
      if (lastNotice !== null) {
        const fresh = lines.filter(({ id }) => id > lastNotice!).reverse();
        for (const line of await notificationEntities(instance, viewer, fresh)) send('notification', line);
      }
      lastNotice = Math.max(newest, lastNotice ?? 0);
    };

    let waiting: NodeJS.Timeout | undefined;
    let running = Promise.resolve();
    const soon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        running = running.then(tell).catch(() => void response.end());
      }, gatherMs);
    };
    const hear = ({ type, postId }: LiveEvent) => {
      if (type === 'post.deleted') send('delete', String(postId));
      else soon();
    };
    running = running.then(tell).catch(() => void response.end());
    const unhear = live.listen(hear);
    // Home pages are filled and people are told a moment after the event: looked at once more.
    const settle = setInterval(soon, 2_000);
    const thump = setInterval(() => response.write(':thump\n\n'), thumpMs);
    const check = setInterval(() => {
      grantOf(instance, token).then(
        (grant) => (grant?.member ? undefined : response.end()),
        () => response.end(),
      );
    }, checkMs);
    response.once('close', () => {
      unhear();
      clearTimeout(waiting);
      for (const timer of [settle, thump, check]) clearInterval(timer);
      const left = (open.get(accountId) ?? 1) - 1;
      if (left > 0) open.set(accountId, left);
      else open.delete(accountId);
    });
  }
  return router;
}
