import express, { type Router } from 'express';
import { need } from './http.ts';

/**
 * What apps ask at their start, and what is not here (yet): an answer of the right shape that says « nothing », since an
 * error here stops some of them (mastodon-api.md §1.4).
 */
export function quietRoutes(): Router {
  const router = express.Router();

  const nothing: [path: string, scope: string][] = [
    ['/api/v1/announcements', 'read:accounts'],
    ['/api/v1/featured_tags', 'read:accounts'],
    ['/api/v1/endorsements', 'read:accounts'],
  ];
  for (const [path, scope] of nothing)
    router.get(path, (_request, response) => {
      need(response, scope);
      response.json([]);
    });
  // Nobody sets accounts or hashtags apart here.
  for (const path of ['/api/v1/accounts/:id/endorsements', '/api/v1/accounts/:id/featured_tags'])
    router.get(path, (_request, response) => void response.json([]));
  return router;
}
