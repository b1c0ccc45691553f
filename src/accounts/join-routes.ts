import { type Request, type Response, Router } from 'express';
import { joinGonePage, joinPage } from '../../views/accounts/join.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import { setSessionCookie } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { localHost } from './account.ts';
import { arriveExpected, expectedBy } from './expected.ts';
import { openSession } from './sessions.ts';

const nobody: Fields = { values: {}, all: () => [], files: [] };

/** Who was named by a list opens their account, by the link of a letter. */
export function joinRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  // A page with a form: mail scanners that open every link use nothing up.
  router.get('/join/:token', (request, response) => orGone(request, response, () => show(request, response, nobody)));

  router.post('/join/:token', (request, response) =>
    orGone(request, response, async () => {
      await web.limits.signUp.take(addressOf(request));
      const fields = fieldsOf(response);
      const { name = '', displayName = '', password = '', charter } = fields.values;
      try {
        const wanted = { name: name.trim().toLowerCase(), displayName, password, acceptsCharter: charter === 'on' };
        const accountId = await arriveExpected(instance, String(request.params.token), wanted);
        const from = { agent: request.headers['user-agent'] ?? '', address: addressOf(request) };
        setSessionCookie(instance, response, await openSession(instance, accountId, { ...from, method: 'sign-up' }));
        response.redirect(303, '/welcome/1');
      } catch (fault) {
        await show(request, response, fields, fault);
      }
    }),
  );

  async function show(request: Request, response: Response, fields: Fields, fault?: unknown) {
    const form = formOf({ ...fields, values: { ...fields.values } }, fault);
    delete form.values.password;
    const token = String(request.params.token);
    const { email, displayName, name, affiliation } = await expectedBy(instance, token);
    const view = { token, email, displayName, name, affiliation, host: localHost(instance) };
    await send(web, request, response, joinPage(await pageOf(web, request, response), view, form), fault ? 422 : 200);
  }

  async function orGone(request: Request, response: Response, work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      await send(web, request, response, joinGonePage(await pageOf(web, request, response)), 404);
    }
  }
  return router;
}
