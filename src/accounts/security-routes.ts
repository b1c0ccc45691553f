import { type Request, type Response, Router } from 'express';
import { mailSentPage } from '../../views/accounts/sign-up.ts';
import { type Form, noForm } from '../../views/form.ts';
import { emailSettings, securityPage } from '../../views/settings/security.ts';
import { sessionsPage } from '../../views/settings/sessions.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { recheck } from '../web/recheck.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { askEmail } from './confirm-email.ts';
import { deviceOf } from './device.ts';
import { emailKey } from './email.ts';
import { organisationOf } from './organisation.ts';
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
      if (emailKey(email) === known.member.email) throw new Invalid({ email: 'email.same' });
      const token = await askEmail(instance, known.member.accountId, email);
      const page = await pageOf(web, request, response);
      await send(web, request, response, mailSentPage(page, emailKey(email)));
      await sendLetter(page.t, emailKey(email), token).catch((error) =>
        instance.log.warn({ err: error }, 'letter to the new address not sent'),
      );
    } catch (fault) {
      await showEmail(request, response, formOf({ ...fields, values: { email } }, fault));
    }
  });

  async function showEmail(request: Request, response: Response, form: Form = noForm) {
    const { member } = requireMember(response);
    const page = await pageOf(web, request, response);
    const view = { email: member.email, mails: web.mail.configured };
    await send(web, request, response, emailSettings(page, view, form), form === noForm ? 200 : 422);
  }

  /** The link that confirms; to who has an account with that address, only that somebody asked (S109). */
  async function sendLetter(t: Awaited<ReturnType<typeof pageOf>>['t'], to: string, token: string | null) {
    const organisation = (await organisationOf(instance))?.name ?? '';
    const link = `${instance.config.origin}/${token ? `confirm/${token}` : 'sign-in/link'}`;
    const letter = token
      ? { subject: t('mail.confirmSubject', { organisation }), text: t('mail.change', { organisation, link }) }
      : { subject: t('mail.knownSubject', { organisation }), text: t('mail.known', { organisation, link }) };
    await web.mail.send({ to, ...letter });
  }
  return router;
}
