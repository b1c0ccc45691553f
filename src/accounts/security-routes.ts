import { type Request, type Response, Router } from 'express';
import { mailSentPage } from '../../views/accounts/sign-up.ts';
import { type Form, noForm } from '../../views/form.ts';
import { emailSettings, securityPage } from '../../views/settings/security.ts';
import { sessionsPage } from '../../views/settings/sessions.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { recheck } from '../web/recheck.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { askEmail } from './confirm-email.ts';
import { deviceOf } from './device.ts';
import { emailKey } from './email.ts';
import { passkeysOf } from './passkey.ts';
import { secondStepOf } from './second-step.ts';
import { closeOtherSessions, revokeSession, sessionsOf, signInsOf } from './sessions.ts';

/** The ways into one's account: what they are, who has used them, and how to close them. */
export function securityRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/settings/security', async (request, response) => {
    const { member } = requireMember(response);
    const { accountId, email } = member;
    const view = {
      email,
      secondStep: (await secondStepOf(instance, accountId)).since !== null,
      passkeys: (await passkeysOf(instance, accountId)).length,
      sessions: (await sessionsOf(instance, accountId)).length,
      signIns: await signInsOf(instance, accountId),
    };
    await send(web, request, response, securityPage(await pageOf(web, request, response), view));
  });

  router.get('/settings/sessions', async (request, response) => {
    const known = requireMember(response);
    const rows = await sessionsOf(instance, known.member.accountId);
    const list = rows.map((row) => ({
      id: row.id,
      device: deviceOf(row.agent),
      createdAt: row.createdAt,
      usedAt: row.seenAt,
      current: row.id === known.session.id,
    }));
    await send(web, request, response, sessionsPage(await pageOf(web, request, response), list));
  });

  router.post('/settings/sessions/delete', async (_request, response) => {
    const known = requireMember(response);
    await closeOtherSessions(instance, known.member.accountId, known.session.id);
    flash(instance, response, 'sessions.othersEnded');
    response.redirect(303, '/settings/sessions');
  });

  router.post('/settings/sessions/:id/delete', async (request, response) => {
    const known = requireMember(response);
    if (!(await revokeSession(instance, known.member.accountId, request.params.id))) throw notFound();
    response.redirect(303, '/settings/sessions');
  });

  router.get('/settings/email', (request, response) => showEmail(request, response));

  router.post('/settings/email', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    const { email = '', present } = fields.values;
    try {
      await recheck(web, known, present);
      await askEmail(instance, known.member, email);
      await send(web, request, response, mailSentPage(await pageOf(web, request, response), emailKey(email)));
    } catch (fault) {
      await showEmail(request, response, formOf({ ...fields, values: { email } }, fault));
    }
  });

  async function showEmail(request: Request, response: Response, form: Form = noForm) {
    const { member } = requireMember(response);
    const page = await pageOf(web, request, response);
    const view = { email: member.email, mails: instance.mail.configured };
    await send(web, request, response, emailSettings(page, view, form), form === noForm ? 200 : 422);
  }
  return router;
}
