import express, { type Request, type Response, type Router } from 'express';
import { accountsByIds } from '../accounts/account.ts';
import { blockedBy } from '../accounts/block.ts';
import { mutedBy } from '../accounts/mute.ts';
import type { Instance } from '../instance.ts';
import { keptBy } from '../posts/bookmark.ts';
import { hiddenHostsOf, hideHost, showHost } from '../posts/hidden-host.ts';
import { likedBy } from '../posts/like.ts';
import { visiblePosts } from '../posts/post.ts';
import { parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { limitOf, need, sendPage } from './http.ts';
import { statusesOf } from './load-statuses.ts';

/** What a member keeps and keeps away: favourites, bookmarks, blocks, mutes, servers. */
export function keptRoutes(instance: Instance): Router {
  const router = express.Router();

  type Row = { id: number; postId: string };
  const posts = (
    path: string,
    scope: string,
    read: (accountId: string, before: number | undefined, most: number) => Promise<Row[]>,
  ) =>
    router.get(path, async (request: Request, response: Response) => {
      const { member, viewer } = need(response, scope);
      const size = limitOf(response);
      const before = Number(parametersOf(response).text('max_id')) || undefined;
      const rows = await read(member.accountId, before, size + 1);
      const page = { items: rows.slice(0, size), older: rows.length > size };
      const ids = page.items.map(({ postId }) => postId);
      const found = new Map((await visiblePosts(instance, viewer, ids)).map((post) => [post.id, post]));
      const shown = ids.flatMap((id) => found.get(id) ?? []);
      sendPage(instance, request, response, page, ({ id }) => String(id), await statusesOf(instance, viewer, shown));
    });
  posts('/api/v1/bookmarks', 'read:bookmarks', (id, before, most) => keptBy(instance, id, before, most));
  posts('/api/v1/favourites', 'read:favourites', (id, before, most) => likedBy(instance, id, before, most));

  const people = (path: string, scope: string, read: (accountId: string) => Promise<string[]>) =>
    router.get(path, async (_request, response) => {
      const { member } = need(response, scope);
      const rows = await accountsByIds(instance, await read(member.accountId));
      response.json(rows.map((one) => accountEntity(instance, one)));
    });
  people('/api/v1/blocks', 'read:blocks', (id) => blockedBy(instance, id));
  people('/api/v1/mutes', 'read:mutes', (id) => mutedBy(instance, id));

  router.get('/api/v1/domain_blocks', async (_request, response) => {
    const { member } = need(response, 'read:blocks');
    response.json(await hiddenHostsOf(instance, member.accountId));
  });
  router.post('/api/v1/domain_blocks', async (_request, response) => {
    const { member } = need(response, 'write:blocks');
    await hideHost(instance, member.accountId, parametersOf(response).text('domain'));
    response.json({});
  });
  router.delete('/api/v1/domain_blocks', async (_request, response) => {
    const { member } = need(response, 'write:blocks');
    await showHost(instance, member.accountId, parametersOf(response).text('domain'));
    response.json({});
  });
  return router;
}
