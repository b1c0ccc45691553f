import express, { type Router } from 'express';
import { accountsByIds } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { countUnread, markRead, type NotificationView, notificationsOf } from '../notifications/notifications.ts';
import type { NotificationType } from '../notifications/tables.ts';
import { parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { dateOf, idOf, need, notThere, pageBy, sendPage } from './http.ts';
import { statusesOfViews } from './load-statuses.ts';

/** What apps know; what they do not is told on the site alone, for an unknown type breaks some (mastodon-api.md §1.4). */
const types: Partial<Record<NotificationType, string>> = {
  mention: 'mention',
  reply: 'mention',
  thread: 'status',
  community: 'status',
  quote: 'quote',
  like: 'favourite',
  boost: 'reblog',
  follow: 'follow',
  'follow-request': 'follow_request',
  poll: 'poll',
  edit: 'update',
};

const known = Object.keys(types) as NotificationType[];

export function notificationRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/notifications';

  router.get(path, async (request, response) => {
    const { member, viewer } = need(response, 'read:notifications');
    const asked = parametersOf(response);
    const [only, without] = [asked.list('types'), asked.list('exclude_types')];
    const wanted = known.filter((type) => {
      const name = types[type]!;
      return (!only.length || only.includes(name)) && !without.includes(name);
    });
    const idOfLine = ({ id }: NotificationView) => String(id);
    const page = await pageBy<NotificationView>(
      response,
      idOfLine,
      ({ before, most }) =>
        notificationsOf(instance, member.accountId, before ? Number(before) : undefined, most, wanted),
      { usual: 40, most: 80 },
    );
    sendPage(instance, request, response, page, idOfLine, await notificationEntities(instance, viewer, page.items));
  });

  router.get(`${path}/unread_count`, async (_request, response) => {
    const { member } = need(response, 'read:notifications');
    response.json({ count: await countUnread(instance, member.accountId) });
  });

  router.get(`${path}/:id`, async (request, response) => {
    const { member, viewer } = need(response, 'read:notifications');
    const id = Number(idOf(request));
    const [line] = await notificationsOf(instance, member.accountId, id + 1, 1);
    if (line?.id !== id || !types[line.type]) throw notThere();
    response.json((await notificationEntities(instance, viewer, [line]))[0]);
  });

  router.post(`${path}/clear`, async (_request, response) => {
    const { member } = need(response, 'write:notifications');
    await markRead(instance, member.accountId, Number.MAX_SAFE_INTEGER);
    response.json({});
  });

  return router;
}

/** Mastodon's `Notification`s, of the lines that apps know. */
export async function notificationEntities(
  instance: Instance,
  viewer: { accountId: string; local: true },
  lines: NotificationView[],
) {
  const people = new Map(
    (await accountsByIds(instance, [...new Set(lines.map(({ from }) => from.id))])).map((one) => [one.id, one]),
  );
  const shown = lines.flatMap(({ post }) => post ?? []);
  const statuses = await statusesOfViews(instance, viewer, shown);
  const byPost = new Map(shown.map((post, place) => [post.id, statuses[place]]));
  return lines.flatMap((line) => {
    const from = people.get(line.from.id);
    if (!from || !types[line.type]) return [];
    return {
      id: String(line.id),
      type: types[line.type]!,
      created_at: dateOf(line.createdAt),
      group_key: `ungrouped-${line.id}`,
      account: accountEntity(instance, from),
      ...(line.post && { status: byPost.get(line.post.id) }),
    };
  });
}
