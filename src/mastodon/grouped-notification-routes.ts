import express, { type Request, type Response, type Router } from 'express';
import { accountsByIds } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import {
  dismissGroup,
  type NoticeGroup,
  noticeGroup,
  noticeGroups,
  peopleOfGroup,
  unreadGroups,
} from '../notifications/grouped.ts';
import type { NotificationType } from '../notifications/tables.ts';
import { isId } from '../platform/ids.ts';
import { type Parameters, parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { everyKnownType, groupEntity, knownTypes, typesNamed } from './entities/notification.ts';
import { limitOf, need, notThere, sendPage } from './http.ts';
import { statusesOfViews } from './load-statuses.ts';

/** What Mastodon groups; a request may ask for less of it. */
const gathered = typesNamed(['favourite', 'follow', 'reblog']);

/** Notifications with the alike ones together (Mastodon 4.3, `api_versions.mastodon` 2). */
export function groupedNotificationRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v2/notifications';

  router.get(path, async (request, response) => {
    const { member, viewer } = need(response, 'read:notifications');
    const asked = parametersOf(response);
    const size = limitOf(response, 40, 80);
    const at = (name: string) => (isId(asked.text(name)) ? Number(asked.text(name)) : undefined);
    const [before, since, min] = [at('max_id'), at('since_id'), at('min_id')];
    const groups = await noticeGroups(instance, member.accountId, {
      types: knownTypes(asked),
      grouped: groupedIn(asked),
      before,
      after: min ?? since,
      upwards: min !== undefined,
      most: size + 1,
    });
    const items = min === undefined ? groups.slice(0, size) : groups.slice(-size);
    const page = { items, older: groups.length > size || min !== undefined };
    sendPage(
      instance,
      request,
      response,
      page,
      ({ newestId }) => String(newestId),
      await envelope(viewer, items, asked.text('expand_accounts') === 'partial_avatars'),
    );
  });

  router.get(`${path}/unread_count`, async (_request, response) => {
    const { member } = need(response, 'read:notifications');
    const asked = parametersOf(response);
    const wanted = { types: knownTypes(asked), grouped: groupedIn(asked), most: limitOf(response, 100, 1000) };
    response.json({ count: await unreadGroups(instance, member.accountId, wanted) });
  });

  router.get(`${path}/:group_key`, async (request, response) => {
    const { member, viewer } = need(response, 'read:notifications');
    const group = await noticeGroup(instance, member.accountId, keyIn(request));
    if (!group) throw notThere();
    response.json(await envelope(viewer, [group], false));
  });

  router.get(`${path}/:group_key/accounts`, async (request, response) => {
    const { member } = need(response, 'read:notifications');
    const size = limitOf(response, 40, 80);
    const before = Number(parametersOf(response).text('max_id')) || undefined;
    const wanted = { ...keyIn(request), before, most: size + 1 };
    const rows = await peopleOfGroup(instance, member.accountId, wanted);
    const items = rows.slice(0, size);
    sendPage(
      instance,
      request,
      response,
      { items, older: rows.length > size },
      ({ id }) => String(id),
      items.map(({ account }) => accountEntity(instance, account)),
    );
  });

  router.post(`${path}/:group_key/dismiss`, async (request, response: Response) => {
    const { member } = need(response, 'write:notifications');
    await dismissGroup(instance, member.accountId, keyIn(request));
    response.json({});
  });

  /** Every account and every status once, and the groups that name them. */
  async function envelope(viewer: { accountId: string; local: true }, groups: NoticeGroup[], partly: boolean) {
    const ids = [...new Set(groups.flatMap(({ fromIds }) => fromIds))];
    const people = (await accountsByIds(instance, ids)).map((one) => accountEntity(instance, one));
    const views = new Map(groups.flatMap(({ post }) => (post ? [[post.id, post] as const] : [])));
    const known = new Set(people.map(({ id }) => id));
    const told = groups.map((group) => ({ ...group, fromIds: group.fromIds.filter((id) => known.has(id)) }));
    return {
      accounts: people,
      ...(partly && { partial_accounts: [] }),
      statuses: await statusesOfViews(instance, viewer, [...views.values()]),
      notification_groups: told.filter(({ fromIds }) => fromIds.length).map(groupEntity),
    };
  }
  return router;
}

function groupedIn(asked: Parameters): NotificationType[] {
  if (!asked.has('grouped_types')) return gathered;
  const named = typesNamed(asked.list('grouped_types'));
  return gathered.filter((type) => named.includes(type));
}

function keyIn(request: Request) {
  const key = String(request.params.group_key).slice(0, 100);
  const alone = /^ungrouped-(\d{1,15})$/.exec(key)?.[1];
  return { types: everyKnownType, grouped: alone ? [] : gathered, key: alone ?? key };
}
