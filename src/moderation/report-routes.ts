import { type Request, type Response, Router } from 'express';
import { reportPage } from '../../views/accounts/report.ts';
import { noForm } from '../../views/form.ts';
import { noticePage, noticeSentPage } from '../../views/moderation/notice.ts';
import { accountById } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { knownAccount } from '../communities/known-account.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { postsByIds, visiblePost } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { receiveNotice } from './notice.ts';
import { report } from './reports.ts';
import { grounds } from './view.ts';

/** Telling the moderators about an account or one of its posts, as far as one may read it (S51); or, without an account, about an address. */
export function reportRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/accounts/:id/report', async (request, response) => {
    const { account, post } = await aboutWhat(request, response, request.query.post);
    await send(web, request, response, reportPage(await pageOf(web, request, response), account, post, noForm));
  });

  router.post('/accounts/:id/report', async (request, response) => {
    const { viewer } = requireMember(response);
    const { values } = fieldsOf(response);
    const { account, post } = await aboutWhat(request, response, values.post);
    await web.limits.report.take(viewer.accountId);
    await report(instance, {
      reporterId: viewer.accountId,
      targetId: account.id,
      postIds: post ? [post.id] : [],
      comment: values.comment ?? '',
      forward: (values.forward === 'on' && account.host !== null) || Boolean(post?.community?.host),
    });
    flash(instance, response, 'report.sent');
    response.redirect(303, '/');
  });

  router.get('/report', async (request, response) => {
    const { url } = request.query;
    const page = await pageOf(web, request, response);
    await send(web, request, response, noticePage(page, grounds, typeof url === 'string' ? url : '', noForm));
  });

  router.post('/report', async (request, response) => {
    const fields = fieldsOf(response);
    const { url = '', ground = '', comment = '', name = '', email = '', goodFaith } = fields.values;
    const page = await pageOf(web, request, response);
    try {
      await web.limits.notice.take(addressOf(request));
      const notice = { url, ground, comment, name, email, goodFaith: goodFaith === 'on', language: page.lang };
      const n = await receiveNotice(instance, notice);
      const mailed = email.trim() !== '' && instance.mail.configured;
      await send(web, request, response, noticeSentPage(page, n, mailed));
    } catch (fault) {
      if (!(fault instanceof Invalid)) throw fault;
      await web.limits.notice.forget(addressOf(request));
      await send(web, request, response, noticePage(page, grounds, '', formOf(fields, fault)), 422);
    }
  });

  async function aboutWhat(request: Request, response: Response, postId: unknown) {
    const { viewer } = requireMember(response);
    const id = String(request.params.id);
    await knownAccount(instance, viewer, await accountById(instance, id));
    const [account] = await accountList(instance, [id]);
    if (!account) throw notFound();
    if (typeof postId !== 'string' || !postId) return { account, post: null };
    const found = await visiblePost(instance, viewer, postId);
    if (found.accountId !== account.id) throw notFound();
    const [post] = await postViews(instance, viewer, await postsByIds(instance, [found.id]));
    return { account, post: post ?? null };
  }
  return router;
}
