import express, { type Response, type Router } from 'express';
import { changePreferences, type Member } from '../accounts/members.ts';
import { noticeKinds } from '../accounts/view.ts';
import type { Instance } from '../instance.ts';
import { parametersOf } from '../web/api-body.ts';
import { need, notThere } from './http.ts';

/**
 * Of whom a member is told. Here nothing is put aside: one is told, or not. « People one does not follow » is the
 * setting of the notifications page for all kinds at once; limited accounts are never told of (S45); what else Mastodon
 * can filter is accepted always, and the answer says so whatever was asked.
 */
export function notificationPolicyRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/notifications/policy';
  const summary = { pending_requests_count: 0, pending_notifications_count: 0 };

  const closed = (member: Member) => noticeKinds.every((kind) => (member.noticeLevels[kind] ?? 'all') !== 'all');

  const second = (isClosed: boolean) => ({
    for_not_following: isClosed ? 'drop' : 'accept',
    for_not_followers: 'accept',
    for_new_accounts: 'accept',
    for_private_mentions: 'accept',
    for_limited_accounts: 'drop',
    summary,
  });
  const first = (isClosed: boolean) => ({
    filter_not_following: isClosed,
    filter_not_followers: false,
    filter_new_accounts: false,
    filter_private_mentions: false,
    summary,
  });

  router.get(`/api/v2${path}`, (_request, response) => {
    response.json(second(closed(need(response, 'read:notifications').member)));
  });
  router.get(`/api/v1${path}`, (_request, response) => {
    response.json(first(closed(need(response, 'read:notifications').member)));
  });
  router.patch(`/api/v2${path}`, async (_request, response) => {
    const { member } = need(response, 'write:notifications');
    const wish = parametersOf(response).text('for_not_following');
    response.json(second(await change(member, wish ? wish !== 'accept' : null)));
  });
  router.put(`/api/v1${path}`, async (_request, response) => {
    const { member } = need(response, 'write:notifications');
    response.json(first(await change(member, parametersOf(response).flag('filter_not_following'))));
  });

  /** What was chosen for one kind alone stays, where it is narrower. */
  async function change(member: Member, wish: boolean | null): Promise<boolean> {
    if (wish === null || wish === closed(member)) return closed(member);
    const level = (kind: (typeof noticeKinds)[number]) => {
      const now = member.noticeLevels[kind] ?? 'all';
      return wish ? (now === 'all' ? 'followed' : now) : now === 'followed' ? 'all' : now;
    };
    const noticeLevels = Object.fromEntries(noticeKinds.map((kind) => [kind, level(kind)]));
    await changePreferences(instance, member.accountId, { noticeLevels });
    return closed({ ...member, noticeLevels });
  }

  const requests = '/api/v1/notifications/requests';
  const nothing = (scope: string, body: unknown) => (_request: unknown, response: Response) => {
    need(response, scope);
    response.json(body);
  };
  router.get(requests, nothing('read:notifications', []));
  router.get(`${requests}/merged`, nothing('read:notifications', { merged: true }));
  for (const act of ['accept', 'dismiss']) {
    router.post(`${requests}/${act}`, nothing('write:notifications', {}));
    router.post(`${requests}/:id/${act}`, (_request, response) => {
      need(response, 'write:notifications');
      throw notThere();
    });
  }
  router.get(`${requests}/:id`, (_request, response) => {
    need(response, 'read:notifications');
    throw notThere();
  });
  return router;
}
