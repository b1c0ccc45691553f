import express, { type Router } from 'express';
import { listsOf } from '../accounts/list.ts';
import type { Instance } from '../instance.ts';
import { need } from './http.ts';

/**
 * What apps ask at their start, and what is not here (yet): an answer of the right shape that says « nothing », since an
 * error here stops some of them (mastodon-api.md §1.4).
 */
export function quietRoutes(instance: Instance): Router {
  const router = express.Router();

  router.get('/api/v1/lists', async (_request, response) => {
    const { member } = need(response, 'read:lists');
    const lists = await listsOf(instance, member.accountId);
    response.json(lists.map(({ id, name }) => ({ id, title: name, replies_policy: 'list', exclusive: false })));
  });

  const nothing: [path: string, scope: string][] = [
    ['/api/v2/filters', 'read:filters'],
    ['/api/v1/announcements', 'read:accounts'],
    ['/api/v1/followed_tags', 'read:follows'],
    ['/api/v1/conversations', 'read:statuses'],
    ['/api/v1/favourites', 'read:favourites'],
    ['/api/v1/scheduled_statuses', 'read:statuses'],
    ['/api/v1/featured_tags', 'read:accounts'],
    ['/api/v1/endorsements', 'read:accounts'],
    ['/api/v1/blocks', 'read:blocks'],
    ['/api/v1/mutes', 'read:mutes'],
    ['/api/v1/domain_blocks', 'read:blocks'],
    ['/api/v1/suggestions', 'read'],
    ['/api/v2/suggestions', 'read'],
  ];
  for (const [path, scope] of nothing)
    router.get(path, (_request, response) => {
      need(response, scope);
      response.json([]);
    });
  router.get('/api/v1/markers', (_request, response) => {
    need(response, 'read:statuses');
    response.json({});
  });
  for (const path of [
    '/api/v1/trends',
    '/api/v1/trends/tags',
    '/api/v1/trends/statuses',
    '/api/v1/trends/links',
    '/api/v1/directory',
  ])
    router.get(path, (_request, response) => void response.json([]));
  return router;
}
