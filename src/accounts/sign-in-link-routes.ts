import { Router } from 'express';
import { linkGonePage, linkOpenPage, linkPage, linkSentPage } from '../../views/accounts/sign-in-link.ts';
import { noForm } from '../../views/form.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { fieldsOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';
import { emailKey } from './email.ts';
import { memberOf } from './members.ts';
import { organisationOf } from './organisation.ts';
import { arrive } from './second-step-routes.ts';
import { signInLink, useSignInLink } from './sign-in-link.ts';

/** Signing in by a link in a mail: also for who has lost the password. */
export function signInLinkRoutes(web: Web): Router {
  const { instance, limits } = web;
  const router = Router();

  router.get('/sign-in/link', async (request, response) => {
    await send(web, request, response, linkPage(await pageOf(web, request, response), noForm, web.mail.configured));
  });

  // One answer, as fast, whether somebody has this address or not (S109): the letter is written after it.
  router.post('/sign-in/link', async (request, response) => {
    const email = emailKey(fieldsOf(response).values.email ?? '');
    await limits.signInByAddress.take(addressOf(request));
    await limits.signInByAccount.take(`link ${email}`);
    await send(web, request, response, linkSentPage(await pageOf(web, request, response)));
    await mailLink(email).catch((error) => instance.log.warn({ err: error }, 'sign-in link not sent'));
  });

  // A page with a button: mail scanners that open every link would use it up.
  router.get('/sign-in/link/:token', async (request, response) => {
    await send(web, request, response, linkOpenPage(await pageOf(web, request, response), request.params.token));
  });

  router.post('/sign-in/link/:token', async (request, response) => {
    try {
      const accountId = await useSignInLink(instance, request.params.token);
      const member = await memberOf(instance, accountId);
      if (member?.state !== 'active') throw notFound();
      await arrive(web, request, response, member, { method: 'link', next: '/settings/password' });
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      await send(web, request, response, linkGonePage(await pageOf(web, request, response)), 404);
    }
  });

  async function mailLink(email: string) {
    const link = await signInLink(instance, email);
    if (!link) return;
    const t = createTranslate(link.language as Language);
    const organisation = (await organisationOf(instance))?.name ?? '';
    const address = `${instance.config.origin}/sign-in/link/${link.token}`;
    await web.mail.send({
      to: link.email,
      subject: t('mail.signInSubject', { organisation }),
      text: t('mail.signIn', { organisation, link: address }),
    });
  }
  return router;
}
