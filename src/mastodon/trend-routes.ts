import express, { type Response, type Router } from 'express';
import type { Instance } from '../instance.ts';
import { trendingPages, trendingPosts, trendingTags } from '../posts/trends.ts';
import { parametersOf } from '../web/api-body.ts';
import { cardEntity } from './entities/status.ts';
import { limitOf, viewerIn } from './http.ts';
import { statusesOf } from './load-statuses.ts';
import { dayEntity, tagEntities } from './tag-routes.ts';

const furthest = 200;

/** What was used most in public lately: counts of this instance, of no secret formula. */
export function trendRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/trends';
  const skipOf = (response: Response) =>
    Math.min(Math.max(Number.parseInt(parametersOf(response).text('offset'), 10) || 0, 0), furthest);

  router.get([path, `${path}/tags`], async (_request, response) => {
    const names = await trendingTags(instance, limitOf(response, 10, 20), skipOf(response));
    response.json(await tagEntities(instance, viewerIn(response), names));
  });

  router.get(`${path}/statuses`, async (_request, response) => {
    const viewer = viewerIn(response);
    const posts = await trendingPosts(instance, viewer, limitOf(response, 20, 40), skipOf(response));
    response.json(await statusesOf(instance, viewer, posts));
  });

  router.get(`${path}/links`, async (_request, response) => {
    const pages = await trendingPages(instance, limitOf(response, 10, 20), skipOf(response));
    response.json(
      pages.map(({ card, history }) => ({
        ...cardEntity(instance.config.origin, card),
        history: history.map(dayEntity),
      })),
    );
  });
  return router;
}
