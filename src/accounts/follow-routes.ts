import { type Request, type Response, Router } from 'express';
import { followControls } from '../../views/accounts/follow.ts';
import { requestAnswered, requestsPage } from '../../views/accounts/requests.ts';
import { html } from '../../views/html.ts';
import { notFound } from '../platform/refusal.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember, type SignedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountById } from './account.ts';
import { accountList } from './account-view.ts';
import { block, unblock } from './block.ts';
import { acceptFollow, follow, followRequestsOf, rejectFollow, unfollow } from './follow.ts';
import { mute, muteDays, unmute } from './mute.ts';
import { profileOf } from './profile.ts';

/** Following, blocking, muting, and answering those who ask to follow. */
export function followRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  const act = (path: string, work: (me: string, other: string, response: Response) => Promise<unknown>) =>
    router.post(`/accounts/:id/${path}`, async (request, response) => {
      const known = requireMember(response);
      await work(known.member.accountId, request.params.id!, response);
      await answer(request, response, known, request.params.id!);
    });
  act('follow', (me, other) => follow(instance, me, other));
  act('follow/delete', (me, other) => unfollow(instance, me, other));
  act('block', (me, other) => block(instance, me, other));
  act('block/delete', (me, other) => unblock(instance, me, other));
  act('mute', (me, other, response) => mute(instance, me, other, daysOf(fieldsOf(response).values.days)));
  act('mute/delete', (me, other) => unmute(instance, me, other));

  router.get('/follow-requests', async (request, response) => {
    const { member } = requireMember(response);
    const rows = await followRequestsOf(instance, member.accountId, undefined, 100);
    const people = await accountList(
      instance,
      rows.map((row) => row.followerId),
    );
    await send(web, request, response, requestsPage(await pageOf(web, request, response), people));
  });

  const settle = (path: 'accept' | 'reject', work: typeof acceptFollow) =>
    router.post(`/follow-requests/:id/${path}`, async (request, response) => {
      const { member } = requireMember(response);
      await work(instance, member.accountId, request.params.id!);
      if (!wantsFragment(request)) return back(instance, request, response, '', '/follow-requests');
      const [account] = await accountList(instance, [request.params.id!]);
      if (!account) throw notFound();
      await send(
        web,
        request,
        response,
        requestAnswered(await pageOf(web, request, response), account, path === 'accept'),
      );
    });
  settle('accept', acceptFollow);
  settle('reject', rejectFollow);

  async function answer(request: Request, response: Response, known: SignedIn, id: string) {
    if (!wantsFragment(request)) return back(instance, request, response);
    const account = await accountById(instance, id);
    if (!account) throw notFound();
    const profile = await profileOf(instance, known.viewer, account);
    await send(web, request, response, html`${followControls(await pageOf(web, request, response), profile)}`);
  }
  return router;
}

const daysOf = (text: string | undefined): number | null => muteDays.find((days) => String(days) === text) ?? null;
