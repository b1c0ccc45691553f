import { type Request, type Response, Router } from 'express';
import { membersPage, signUpRequestsPage } from '../../views/admin/members.ts';
import { accountViews } from '../accounts/account-view.ts';
import { admit, refuse } from '../accounts/join-request.ts';
import { listMembers } from '../accounts/members.ts';
import { resetSecondStep, withSecondStep } from '../accounts/second-step.ts';
import { lastSeen } from '../accounts/sessions.ts';
import { suspend, unsuspend } from '../accounts/suspend.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** Members, and those who ask to become one. */
export function memberRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/members', async (request, response) => {
    const rows = (await listMembers(instance)).filter(
      (member) => member.state === 'active' || member.state === 'suspended',
    );
    const accounts = await accountViews(
      instance,
      rows.map((member) => member.accountId),
    );
    const seen = await lastSeen(
      instance,
      rows.map((member) => member.accountId),
    );
    const second = await withSecondStep(instance);
    const members = rows.flatMap((member) => {
      const account = accounts.get(member.accountId);
      if (!account) return [];
      const { email, createdAt: joinedAt } = member;
      return [
        {
          account,
          email,
          joinedAt,
          isAdmin: member.role === 'administrator',
          suspended: member.state === 'suspended',
          secondStep: second.has(member.accountId),
          seenAt: seen.get(member.accountId) ?? null,
        },
      ];
    });
    await send(web, request, response, membersPage(await pageOf(web, request, response), { members, next: null }));
  });

  const act = (path: string, work: (id: string, by: string) => Promise<unknown>, then: string) =>
    router.post(`/admin/${path}`, async (request: Request, response: Response) => {
      await work(String(request.params.id), requireMember(response).member.accountId);
      response.redirect(303, then);
    });
  act('members/:id/suspend', (id) => suspend(instance, id), '/admin/members');
  act('members/:id/suspend/delete', (id) => unsuspend(instance, id), '/admin/members');
  act('members/:id/second-step/delete', (id, by) => resetSecondStep(instance, id, by), '/admin/members');
  act('requests/:id/accept', (id) => admit(instance, id), '/admin/requests');
  act('requests/:id/reject', (id) => refuse(instance, id), '/admin/requests');

  router.get('/admin/requests', async (request, response) => {
    const rows = await listMembers(instance, 'pending');
    const accounts = await accountViews(
      instance,
      rows.map((member) => member.accountId),
    );
    const requests = rows.flatMap((member) => {
      const account = accounts.get(member.accountId);
      return account ? [{ account, email: member.email, reason: member.request, askedAt: member.createdAt }] : [];
    });
    await send(web, request, response, signUpRequestsPage(await pageOf(web, request, response), requests));
  });
  return router;
}
