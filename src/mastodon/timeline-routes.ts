import express, { type Request, type Response, type Router } from 'express';
import type { Viewer } from '../accounts/account.ts';
import { ownList } from '../accounts/list.ts';
import { isMember } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { communityTimeline } from '../posts/community-timeline.ts';
import type { Cursor } from '../posts/cursor.ts';
import { filtered } from '../posts/filter.ts';
import { linkTimeline } from '../posts/link-timeline.ts';
import {
  hashtagTimeline,
  homeTimeline,
  listTimeline,
  publicLocalTimeline,
  publicTimeline,
} from '../posts/timelines.ts';
import type { PostView, TimelinePage } from '../posts/view.ts';
import { parametersOf } from '../web/api-body.ts';
import { idOf, need, pageBy, sendPage, viewerIn } from './http.ts';
import { statusesOfViews } from './load-statuses.ts';

/** Timelines as apps read them: the same functions as the pages', with Mastodon's cursors. */
export function timelineRoutes(instance: Instance): Router {
  const router = express.Router();

  router.get('/api/v1/timelines/home', async (request, response) => {
    const { viewer } = need(response, 'read:statuses');
    await answer(request, response, viewer, (cursor) => homeTimeline(instance, viewer, cursor));
  });

  router.get('/api/v1/timelines/public', async (request, response) => {
    const viewer = viewerIn(response);
    // What others wrote elsewhere is shown to members, as on the pages.
    const local = viewer === null || parametersOf(response).flag('local') === true;
    await answer(request, response, viewer, (cursor) =>
      local
        ? filtered(instance, viewer, (at) => publicLocalTimeline(instance, viewer, at), cursor)
        : publicTimeline(instance, viewer, cursor),
    );
  });

  router.get('/api/v1/timelines/tag/:name', async (request, response) => {
    const viewer = viewerIn(response);
    const { name } = request.params;
    await answer(request, response, viewer, (cursor) => hashtagTimeline(instance, viewer, name, cursor));
  });

  router.get('/api/v1/timelines/link', async (request, response) => {
    const viewer = viewerIn(response);
    const url = parametersOf(response).text('url');
    await answer(request, response, viewer, (cursor) => linkTimeline(instance, viewer, url, cursor));
  });

  router.get('/api/v1/timelines/list/:id', async (request, response) => {
    const { member, viewer } = need(response, 'read:lists');
    const id = idOf(request);
    if (await isMember(instance, member.accountId, id))
      return answer(request, response, viewer, (cursor) => communityTimeline(instance, viewer, id, 'new', cursor));
    const list = await ownList(instance, member.accountId, id);
    await answer(request, response, viewer, (cursor) => listTimeline(instance, viewer, list.id, cursor));
  });

  async function answer(
    request: Request,
    response: Response,
    viewer: Viewer,
    read: (cursor: Cursor) => Promise<TimelinePage>,
  ) {
    const entry = ({ entryId }: PostView) => entryId;
    const page = await pageBy<PostView>(response, entry, async (cursor) => (await read(cursor)).posts);
    sendPage(instance, request, response, page, entry, await statusesOfViews(instance, viewer, page.items));
  }
  return router;
}
