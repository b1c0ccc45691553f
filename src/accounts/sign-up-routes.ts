import { type Request, type Response, Router } from 'express';
import {
  confirmedPage,
  confirmGonePage,
  confirmPage,
  mailSentPage,
  signUpPage,
  waitingPage,
} from '../../views/accounts/sign-up.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import { setSessionCookie, signedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountById, localHost } from './account.ts';
import { confirmEmail } from './confirm-email.ts';
import { openInvitation } from './invitations.ts';
import { organisationOf } from './organisation.ts';
import { openSession } from './sessions.ts';
import { signUp } from './sign-up.ts';

const nobody: Fields = { values: {}, all: () => [], files: [] };

/** Joining by the organisation's rule: invitation, e-mail domain, approval, open. */
export function signUpRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/sign-up', (request, response) => show(request, response, nobody, null));

  router.get('/invite/:code', async (request, response) => {
    if (signedIn(response)) return response.redirect(303, '/');
    const invitation = await openInvitation(instance, request.params.code);
    await show(request, response, nobody, invitation.code);
  });

  router.post('/sign-up', async (request, response) => {
    await web.limits.signUp.take(addressOf(request));
    const fields = fieldsOf(response);
    const { values } = fields;
    const page = await pageOf(web, request, response);
    const invitation = values.invitation || null;
    try {
      const joined = await signUp(instance, {
        invitation,
        name: (values.name ?? '').trim().toLowerCase(),
        displayName: values.displayName ?? '',
        email: values.email ?? '',
        password: values.password ?? '',
        affiliation: values.affiliation ?? '',
        language: page.lang,
        acceptsCharter: values.charter === 'on',
        request: values.reason ?? '',
      });
      if (joined.state === 'active') {
        const from = { agent: request.headers['user-agent'] ?? '', address: addressOf(request) };
        const token = await openSession(instance, joined.accountId!, { ...from, method: 'sign-up' });
        setSessionCookie(instance, response, token);
        return response.redirect(303, '/welcome/1');
      }
      if (joined.state === 'pending') return send(web, request, response, waitingPage(page));
      await send(web, request, response, mailSentPage(page, values.email!));
    } catch (fault) {
      await show(request, response, fields, invitation, fault);
    }
  });

  // A page with a button: mail scanners that open every link confirm nothing.
  router.get('/confirm/:token', async (request, response) => {
    await send(web, request, response, confirmPage(await pageOf(web, request, response), request.params.token));
  });

  router.post('/confirm/:token', async (request, response) => {
    try {
      const changed = await confirmEmail(instance, request.params.token);
      await send(web, request, response, confirmedPage(await pageOf(web, request, response), changed));
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      await send(web, request, response, confirmGonePage(await pageOf(web, request, response)), 404);
    }
  });

  async function show(request: Request, response: Response, fields: Fields, code: string | null, fault?: unknown) {
    const own = await organisationOf(instance);
    const invitation = code ? await openInvitation(instance, code).catch(() => null) : null;
    const host = invitation && (await accountById(instance, invitation.createdBy));
    const view = {
      form: formOf({ ...fields, values: { ...fields.values, password: '' } }, fault),
      invitation: invitation?.code ?? null,
      invitedBy: host?.displayName ?? null,
      domains: own?.emailDomains ?? [],
      host: localHost(instance),
    };
    await send(web, request, response, signUpPage(await pageOf(web, request, response), view), fault ? 422 : 200);
  }
  return router;
}
