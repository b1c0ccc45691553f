import { Router } from 'express';
import { signInPage } from '../../views/accounts/sign-in.ts';
import { waitingPage } from '../../views/accounts/sign-up.ts';
import { Invalid } from '../platform/refusal.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import { localPath } from '../web/redirect.ts';
import { clearSessionCookie, signedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { emailKey } from './email.ts';
import { mayEnter } from './leave.ts';
import { checkPassword, memberByIdentifier } from './members.ts';
import { arrive } from './second-step-routes.ts';
import { closeSession } from './sessions.ts';

/** Signing in and out. One answer for an unknown name and a wrong password; tries are counted (S108, S109). */
export function signInRoutes(web: Web): Router {
  const { instance, limits } = web;
  const router = Router();

  router.get('/sign-in', async (request, response) => {
    const next = localPath(instance, String(request.query.next ?? ''));
    if (signedIn(response)) return response.redirect(303, next);
    await send(
      web,
      request,
      response,
      signInPage(await pageOf(web, request, response), { values: { next }, faults: {} }),
    );
  });

  router.post('/sign-in', async (request, response) => {
    const fields = fieldsOf(response);
    const { name = '', password = '', next } = fields.values;
    await limits.signInByAddress.take(addressOf(request));
    const found = await memberByIdentifier(instance, name);
    // One count for a person, whichever of their names is tried (S108).
    const key = found?.accountId ?? emailKey(name);
    await limits.signInByAccount.take(key);
    const member = (await checkPassword(found, password)) ? found : null;
    if (member?.state === 'pending')
      return send(web, request, response, waitingPage(await pageOf(web, request, response)));
    if (!member || !mayEnter(member)) {
      const form = formOf(
        { ...fields, values: { name, next: localPath(instance, next) } },
        new Invalid({ name: 'error.signIn' }),
      );
      return send(web, request, response, signInPage(await pageOf(web, request, response), form), 422);
    }
    await limits.signInByAccount.forget(key);
    await arrive(web, request, response, member, { method: 'password', next: localPath(instance, next) });
  });

  router.post('/sign-out', async (_request, response) => {
    const known = signedIn(response);
    if (known) await closeSession(instance, known.session.id);
    clearSessionCookie(instance, response);
    response.redirect(303, '/');
  });
  return router;
}
