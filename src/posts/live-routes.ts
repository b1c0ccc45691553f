import { type Response, Router } from 'express';
import { html, render } from '../../views/html.ts';
import { newBar } from '../../views/posts/feed.ts';
import { sessionOf } from '../accounts/sessions.ts';
import { idAt, isId } from '../platform/ids.ts';
import { tooMany } from '../platform/refusal.ts';
import { pageOf } from '../web/page.ts';
import { cookieName, readCookie, requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { type Feed, feedPaths, newInFeed } from './timelines.ts';

const mostStreams = 5;
const gatherMs = 1000;
const checkMs = 5000;
/** Pages come back at a moment of their own within this: a restart is no storm (F33). */
const retryMs = { least: 2000, most: 12_000 };
/** A post is counted for so many streams a second, the others a little later. */
const countsPerSecond = 500;

/**
 * One stream a page: it counts what is new, never pushes it under the reader's eyes. The id of each message is where
 * the counting began, so that a stream that reconnects goes on from there; an ended session ends its streams (S86).
 */
export function liveRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const open = new Map<string, number>();
  let streams = 0;

  router.get('/live', async (request, response) => {
    const known = requireMember(response);
    const { accountId } = known.member;
    if ((open.get(accountId) ?? 0) >= mostStreams) throw tooMany(30);
    const feed = (
      request.query.for === 'organisation' || request.query.for === 'public' ? request.query.for : 'home'
    ) satisfies Feed;
    const last = request.headers['last-event-id'];
    const start = isId(last) ? last : idAt(instance.clock());
    const page = await pageOf(web, request, response);
    const token = readCookie(request, cookieName(instance, 'session')) ?? '';

    open.set(accountId, (open.get(accountId) ?? 0) + 1);
    streams++;
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    const retry = Math.round(retryMs.least + Math.random() * (retryMs.most - retryMs.least));
    // With its id: who is cut off before anything happened is told of what they missed, too.
    response.write(`event: listening\nretry: ${retry}\nid: ${start}\ndata:\n\n`);
    let waiting: NodeJS.Timeout | undefined;
    const tell = async () => {
      waiting = undefined;
      const count = await newInFeed(instance, known.viewer, feed, start);
      if (count)
        send(
          response,
          start,
          render(
            html`<hx-partial hx-target="#new-bar" hx-swap="outerMorph">${newBar(page, count, feedPaths[feed])}</hx-partial>`,
          ),
        );
    };
    const unhear = web.live.listen((event) => {
      if (event.type === 'post.created' || event.type === 'post.boosted')
        waiting ??= setTimeout(() => void tell().catch(end), gatherMs + Math.random() * spreadMs(streams));
    });
    const check = setInterval(() => {
      sessionOf(instance, token).then((still) => (still ? response.write(':\n\n') : end()), end);
    }, checkMs);
    if (isId(last)) void tell().catch(end);
    response.once('close', () => {
      streams--;
      unhear();
      clearTimeout(waiting);
      clearInterval(check);
      open.set(accountId, (open.get(accountId) ?? 1) - 1);
      if (!open.get(accountId)) open.delete(accountId);
    });
    function end() {
      response.end();
    }
  });
  return router;
}

/** In how many milliseconds all of them are counted. */
const spreadMs = (streams: number) => (streams / countsPerSecond) * 1000;

const send = (response: Response, id: string, text: string) =>
  response.write(`id: ${id}\ndata: ${text.replaceAll('\n', '\ndata: ')}\n\n`);
