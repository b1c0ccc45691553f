import { type Request, type Response, Router } from 'express';
import { type InvitationView, identityPage, invitationsPage } from '../../views/admin/identity.ts';
import { type Form, noForm } from '../../views/form.ts';
import { accountById } from '../accounts/account.ts';
import { acceptCharter, charterOf } from '../accounts/charter.ts';
import { invite, listInvitations, revokeInvitation } from '../accounts/invitations.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { changeIdentity, changeSignUp } from '../accounts/organisation-settings.ts';
import { domainsIn } from '../accounts/setup-routes.ts';
import { dropPicture } from '../media/media.ts';
import { audited } from '../moderation/audit.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { sentPicture } from '../web/sent-picture.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

const rules = ['invitation', 'domain', 'approval', 'open'] as const;

/** How the organisation presents itself, and who may come in. */
export function identityRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/identity', (request, response) => showIdentity(request, response, noForm));

  router.post('/admin/identity', async (request, response) => {
    const fields = fieldsOf(response);
    const { values } = fields;
    try {
      const { name = '', sentence = '', charter = '' } = values;
      const spoken = ['fr', 'en'].filter((lang) => values[`lang-${lang}`] === 'on');
      const { language = spoken[0] ?? '' } = values;
      if (spoken.length && !spoken.includes(language)) throw new Invalid({ language: 'identity.languageOff' });
      // The first one is for who asks for none of them, and for letters to people we do not know yet.
      const languages = [language, ...spoken.filter((lang) => lang !== language)].filter((lang) =>
        spoken.includes(lang),
      );
      const logo = await sentLogo(response, fields);
      const wanted = { name, sentence, charter, hue: Number(values.hue ?? 0), languages, ...logo };
      await audited(instance, { by: by(response), act: 'organisation.identity' }, async (inside) => {
        const own = await organisationOf(inside);
        const before = own && (await accountById(inside, own.accountId));
        await changeIdentity(inside, wanted);
        if (logo.logoId !== undefined && before?.avatarId) await dropPicture(inside, before.id, before.avatarId);
      });
      // Who has just written it has read it.
      const { member } = requirePower(response, 'administer');
      const { version } = await charterOf(instance);
      if (version !== member.charterVersion) await acceptCharter(instance, member.accountId, version);
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/identity');
    } catch (fault) {
      await showIdentity(request, response, formOf(fields, fault));
    }
  });

  router.get('/admin/invitations', (request, response) => showInvitations(request, response, noForm));

  router.post('/admin/sign-up', async (request, response) => {
    const fields = fieldsOf(response);
    try {
      const rule = rules.find((one) => one === fields.values.signUp) ?? 'invitation';
      await audited(instance, { by: by(response), act: 'organisation.signUp', detail: rule }, (inside) =>
        changeSignUp(inside, rule, domainsIn(fields.values.domains)),
      );
      flash(instance, response, 'settings.saved');
      response.redirect(303, '/admin/invitations');
    } catch (fault) {
      await showInvitations(request, response, formOf(fields, fault));
    }
  });

  router.post('/admin/invitations', async (request, response) => {
    const fields = fieldsOf(response);
    try {
      const seats = Number(fields.values.seats ?? 1);
      const days = Number(fields.values.days ?? 7);
      await audited(instance, { by: by(response), act: 'organisation.invite', detail: String(seats) }, (inside) =>
        invite(inside, by(response), { seats, days, affiliation: null, note: '' }),
      );
      response.redirect(303, '/admin/invitations');
    } catch (fault) {
      await showInvitations(request, response, formOf(fields, fault));
    }
  });

  router.post('/admin/invitations/:id/delete', async (request, response) => {
    const id = Number(request.params.id) || 0;
    await audited(instance, { by: by(response), act: 'organisation.revoke' }, (inside) => revokeInvitation(inside, id));
    response.redirect(303, '/admin/invitations');
  });

  const by = (response: Response) => requirePower(response, 'administer').member.accountId;

  /** A new logo, none any more, or no change; what is no picture is told at its field. */
  async function sentLogo(response: Response, fields: Fields): Promise<{ logoId?: string | null }> {
    const own = await organisationOf(instance);
    if (!own) throw notFound();
    const logoId = await sentPicture(web, fields, 'logo', { accountId: own.accountId, byId: by(response) });
    return logoId === undefined ? {} : { logoId };
  }

  async function showIdentity(request: Request, response: Response, form: Form) {
    const own = await organisationOf(instance);
    if (!own) throw notFound();
    const status = Object.keys(form.faults).length ? 422 : 200;
    await send(
      web,
      request,
      response,
      identityPage(await pageOf(web, request, response), { charter: own.charter }, form),
      status,
    );
  }

  async function showInvitations(request: Request, response: Response, form: Form) {
    const own = await organisationOf(instance);
    const now = instance.clock();
    const open = (await listInvitations(instance)).filter(
      (one) => one.revokedAt === null && one.expiresAt > now && one.used < one.seats,
    );
    const invitations = open.map(
      ({ id, code, used, seats, expiresAt }): InvitationView => ({
        id: String(id),
        url: `${instance.config.origin}/invite/${code}`,
        uses: used,
        maxUses: seats,
        expiresAt,
      }),
    );
    const view = { domains: (own?.emailDomains ?? []).join(', '), invitations };
    const status = Object.keys(form.faults).length ? 422 : 200;
    await send(web, request, response, invitationsPage(await pageOf(web, request, response), view, form), status);
  }
  return router;
}
