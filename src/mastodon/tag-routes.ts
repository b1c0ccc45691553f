import express, { type Request, type Response, type Router } from 'express';
import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { followedAmong, followedTagsOf, followTag, hashtagName, unfollowTag } from '../posts/followed-tag.ts';
import { type TagDay, tagHistory } from '../posts/trends.ts';
import { parametersOf } from '../web/api-body.ts';
import { limitOf, need, notThere, sendPage, viewerIn } from './http.ts';

/** Hashtags, and which of them a member follows. */
export function tagRoutes(instance: Instance): Router {
  const router = express.Router();

  router.get('/api/v1/followed_tags', async (request, response) => {
    const { member, viewer } = need(response, 'read:follows');
    const size = limitOf(response, 100, 200);
    const before = Number(parametersOf(response).text('max_id')) || undefined;
    const rows = await followedTagsOf(instance, member.accountId, before, size + 1);
    const page = { items: rows.slice(0, size), older: rows.length > size };
    const names = page.items.map(({ name }) => name);
    sendPage(instance, request, response, page, ({ id }) => String(id), await tagEntities(instance, viewer, names));
  });

  router.get('/api/v1/tags/:name', (request, response) => show(viewerIn(response), nameOf(request), response));

  router.post('/api/v1/tags/:name/follow', async (request, response) => {
    const { member, viewer } = need(response, 'write:follows');
    const name = nameOf(request);
    await followTag(instance, member.accountId, name);
    await show(viewer, name, response);
  });

  router.post('/api/v1/tags/:name/unfollow', async (request, response) => {
    const { member, viewer } = need(response, 'write:follows');
    const name = nameOf(request);
    await unfollowTag(instance, member.accountId, name);
    await show(viewer, name, response);
  });

  async function show(viewer: Viewer, name: string, response: Response) {
    response.json((await tagEntities(instance, viewer, [name]))[0]);
  }
  return router;
}

function nameOf(request: Request): string {
  try {
    return hashtagName(String(request.params.name));
  } catch {
    throw notThere();
  }
}

/** Mastodon's `Tag`s with the uses of the last seven days; three queries. */
export async function tagEntities(instance: Instance, viewer: Viewer, names: string[]) {
  const followed = await followedAmong(instance, viewer, names);
  const history = await tagHistory(instance, names);
  return names.map((name) => ({
    id: name,
    name,
    url: `${instance.config.origin}/tags/${encodeURIComponent(name)}`,
    history: history.get(name)!.map(dayEntity),
    ...(viewer && { following: followed.has(name), featuring: false }),
  }));
}

/** Numbers are texts there. */
export const dayEntity = ({ day, uses, accounts }: TagDay) => ({
  day: String(day),
  uses: String(uses),
  accounts: String(accounts),
});
