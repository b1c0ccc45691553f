import { Router } from 'express';
import { html } from '../../views/html.ts';
import { newBar } from '../../views/posts/feed.ts';
import { idAt, isId } from '../platform/ids.ts';
import { pageOf } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import { createStreams } from '../web/stream.ts';
import type { Web } from '../web/web.ts';
import { type Feed, feedPaths, newInFeed } from './timelines.ts';

/**
 * One stream a page: it counts what is new, never pushes it under the reader's eyes. The id of each message is where
 * the counting began, so that a stream that reconnects goes on from there.
 */
export function liveRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const open = createStreams(web);

  router.get('/live', async (request, response) => {
    const known = requireMember(response);
    const feed = (
      request.query.for === 'organisation' || request.query.for === 'public' ? request.query.for : 'home'
    ) satisfies Feed;
    const last = request.headers['last-event-id'];
    const start = isId(last) ? last : idAt(instance.clock());
    const page = await pageOf(web, request, response);
    open(request, response, known, {
      start,
      wants: ({ type }) => type === 'post.created' || type === 'post.boosted',
      tell: async () => {
        const count = await newInFeed(instance, known.viewer, feed, start);
        if (!count) return null;
        return html`<hx-partial hx-target="#new-bar" hx-swap="outerMorph">${newBar(page, count, feedPaths[feed])}</hx-partial>`;
      },
    });
  });
  return router;
}
