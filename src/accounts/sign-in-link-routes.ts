import { Router } from 'express';
import { linkGonePage, linkOpenPage, linkPage, linkSentPage } from '../../views/accounts/sign-in-link.ts';
import { noForm } from '../../views/form.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { fieldsOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';
import { emailKey } from './email.ts';
import { mayEnter } from './leave.ts';
import { memberOf } from './members.ts';
import { arrive } from './second-step-routes.ts';
import { askSignInLink, useSignInLink } from './sign-in-link.ts';

/** Signing in by a link in a mail: also for who has lost the password. */
export function signInLinkRoutes(web: Web): Router {
  const { instance, limits } = web;
  const router = Router();

  router.get('/sign-in/link', async (request, response) => {
    await send(
      web,
      request,
      response,
      linkPage(await pageOf(web, request, response), noForm, instance.mail.configured),
    );
  });

  // One answer, as fast, whether somebody has this address or not (S109): a job finds out.
  router.post('/sign-in/link', async (request, response) => {
    const email = emailKey(fieldsOf(response).values.email ?? '');
    await limits.signInByAddress.take(addressOf(request));
    await limits.signInByAccount.take(`link ${email}`);
    await askSignInLink(instance, email);
    await send(web, request, response, linkSentPage(await pageOf(web, request, response)));
  });

  // A page with a button: mail scanners that open every link would use it up.
  router.get('/sign-in/link/:token', async (request, response) => {
    await send(web, request, response, linkOpenPage(await pageOf(web, request, response), request.params.token));
  });

  router.post('/sign-in/link/:token', async (request, response) => {
    try {
      const accountId = await useSignInLink(instance, request.params.token);
      const member = await memberOf(instance, accountId);
      if (!member || !mayEnter(member)) throw notFound();
      await arrive(web, request, response, member, { method: 'link', next: '/settings/password' });
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      await send(web, request, response, linkGonePage(await pageOf(web, request, response)), 404);
    }
  });
  return router;
}
