import express, { type Router } from 'express';
import { accountsByIds } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { markThreadRead, unreadThreads } from '../notifications/notifications.ts';
import { type Conversation, conversationsOf, ownConversation, putConversationAway } from '../posts/conversation.ts';
import { postsByIds } from '../posts/post.ts';
import { accountEntity } from './entities/account.ts';
import { idOf, need, pageBy, sendPage } from './http.ts';
import { statusesOf } from './load-statuses.ts';

type Viewer = { accountId: string; local: true };

/** Conversations for named people; the id of one is that of its first post. */
export function conversationRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/conversations';

  router.get(path, async (request, response) => {
    const { viewer } = need(response, 'read:statuses');
    const last = ({ lastId }: Conversation) => lastId;
    const page = await pageBy<Conversation>(response, last, (cursor) => conversationsOf(instance, viewer, cursor));
    sendPage(instance, request, response, page, last, await conversationEntities(instance, viewer, page.items));
  });

  router.post(`${path}/:id/read`, async (request, response) => {
    const { viewer } = need(response, 'write:conversations');
    const found = await ownConversation(instance, viewer, idOf(request));
    await markThreadRead(instance, viewer.accountId, found.threadId);
    response.json((await conversationEntities(instance, viewer, [found]))[0]);
  });

  router.delete(`${path}/:id`, async (request, response) => {
    const { viewer } = need(response, 'write:conversations');
    await putConversationAway(instance, viewer, idOf(request));
    response.json({});
  });
  return router;
}

/** Mastodon's `Conversation`s; a fixed number of queries. */
export async function conversationEntities(instance: Instance, viewer: Viewer, list: Conversation[]) {
  const rows = await accountsByIds(instance, [...new Set(list.flatMap(({ people }) => people))]);
  const people = new Map(rows.map((row) => [row.id, accountEntity(instance, row)]));
  const posts = await postsByIds(
    instance,
    list.map(({ lastId }) => lastId),
  );
  const statuses = await statusesOf(instance, viewer, posts);
  const byId = new Map(posts.map((post, place) => [post.id, statuses[place]]));
  const unread = await unreadThreads(
    instance,
    viewer.accountId,
    list.map(({ threadId }) => threadId),
  );
  return list.map(({ threadId, lastId, people: ids }) => ({
    id: threadId,
    unread: unread.has(threadId),
    accounts: ids.flatMap((id) => people.get(id) ?? []),
    last_status: byId.get(lastId) ?? null,
  }));
}
