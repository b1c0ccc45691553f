import express, { type Router } from 'express';
import { accountsByIds } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { dismiss } from '../notifications/grouped.ts';
import { countUnread, type NotificationView, notificationsOf } from '../notifications/notifications.ts';
import { parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { everyKnownType, knownTypes, mastodonType } from './entities/notification.ts';
import { dateOf, idOf, need, notThere, pageBy, sendPage } from './http.ts';
import { statusesOfViews } from './load-statuses.ts';

export function notificationRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/notifications';

  router.get(path, async (request, response) => {
    const { member, viewer } = need(response, 'read:notifications');
    const wanted = knownTypes(parametersOf(response));
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
    if (line?.id !== id || !mastodonType(line.type)) throw notThere();
    response.json((await notificationEntities(instance, viewer, [line]))[0]);
  });

  router.post(`${path}/clear`, async (_request, response) => {
    const { member } = need(response, 'write:notifications');
    await dismiss(instance, member.accountId, everyKnownType);
    response.json({});
  });

  router.post(`${path}/:id/dismiss`, async (request, response) => {
    const { member } = need(response, 'write:notifications');
    const there = await dismiss(instance, member.accountId, everyKnownType, Number(idOf(request)));
    if (!there) throw notThere();
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
    const type = mastodonType(line.type);
    if (!from || !type) return [];
    return {
      id: String(line.id),
      type,
      created_at: dateOf(line.createdAt),
      group_key: `ungrouped-${line.id}`,
      account: accountEntity(instance, from),
      ...(line.post && { status: byPost.get(line.post.id) }),
    };
  });
}
