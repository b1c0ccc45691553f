import { type Request, type Response, Router } from 'express';
import { partnerPage } from '../../views/admin/partner.ts';
import { partnerInvitePage, partnersAdminPage } from '../../views/admin/partners.ts';
import { type Form, noForm } from '../../views/form.ts';
import { dayOf } from '../accounts/affiliation.ts';
import { originOf } from '../federation/ids.ts';
import { partnerCandidate } from '../federation/partner-candidate.ts';
import type { Instance } from '../instance.ts';
import { audited } from '../moderation/audit.ts';
import type { AuditAct } from '../moderation/view.ts';
import { listPartnerships, partnershipWith } from '../partners/partners.ts';
import { accept, blockPartner, changeTerms, end, invite, refuse, unblockPartner } from '../partners/partnership.ts';
import { partnerScopes, type Terms } from '../partners/view.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { exchangesWith, exchangeWith } from './partner-exchange.ts';

const halfDayMs = 43_200_000;
type Act = (inside: Instance, host: string, fields: Fields, by: string) => Promise<void>;

const reasonOf = ({ values }: Fields) => values.reason ?? '';
const acts: Record<string, Act> = {
  accept: (inside, host, fields, by) => accept(inside, host, termsOf(fields), by),
  refuse: (inside, host, fields, by) => refuse(inside, host, reasonOf(fields), by),
  change: (inside, host, fields, by) => changeTerms(inside, host, wordsOf(fields), by),
  pause: (inside, host, _, by) => changeTerms(inside, host, { paused: true }, by),
  resume: (inside, host, _, by) => changeTerms(inside, host, { paused: false }, by),
  end: (inside, host, fields, by) => end(inside, host, reasonOf(fields), by),
  block: (inside, host, fields, by) => blockPartner(inside, host, reasonOf(fields), by),
  unblock: (inside, host, _, by) => unblockPartner(inside, host, by),
};
const paths = { ...Object.fromEntries(Object.keys(acts).map((name) => [name, name])), change: 'terms' };

/** Partner organisations: who asks, who is asked, what passes, and its end (P28). */
export function partnerRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  const by = (response: Response) => requirePower(response, 'administer').member.accountId;

  router.get('/admin/partners', (request, response) => showAll(request, response, noForm));

  router.get('/admin/partners/invite', async (request, response) => {
    const { host = '' } = request.query as { host?: string };
    if (!host.trim()) return showAll(request, response, noForm);
    const fields = { values: { host }, all: () => [], files: [] };
    await showInvitation(request, response, fields, noForm);
  });

  router.post('/admin/partners', async (request, response) => {
    const fields = fieldsOf(response);
    try {
      const candidate = await partnerCandidate(instance, fields.values.host ?? '');
      const { host } = candidate;
      const wanted = termsOf(fields);
      await audited(instance, { by: by(response), act: 'partner.invite', detail: host }, (inside) =>
        invite(inside, candidate, wanted, by(response)),
      );
      flash(instance, response, 'partner.invited');
      response.redirect(303, `/admin/partners/${host}`);
    } catch (fault) {
      if (fault instanceof Invalid && fault.fields.host) return showAll(request, response, formOf(fields, fault));
      await showInvitation(request, response, fields, formOf(fields, fault));
    }
  });

  router.get('/admin/partners/:host', (request, response) => show(request, response, request.params.host, noForm, ''));

  for (const [name, work] of Object.entries(acts)) {
    const path = paths[name as keyof typeof paths]!;
    router.post(`/admin/partners/:host/${path}`, async (request, response) => {
      const { host } = request.params as unknown as { host: string };
      const fields = fieldsOf(response);
      try {
        const entry = { by: by(response), act: `partner.${name}` as AuditAct, detail: host };
        await audited(instance, entry, (inside) => work(inside, host, fields, entry.by));
        flash(instance, response, 'partner.saved');
        response.redirect(303, `/admin/partners/${host}`);
      } catch (fault) {
        // Somebody, or the other side, was faster: the page as it is now.
        if (fault instanceof Refusal && fault.status === 409) return response.redirect(303, `/admin/partners/${host}`);
        await show(request, response, host, formOf(fields, fault), path);
      }
    });
  }

  async function showAll(request: Request, response: Response, form: Form) {
    const partners = await listPartnerships(instance);
    const exchange = await exchangesWith(
      instance,
      partners.map(({ host }) => host),
    );
    const rows = partners.map((one) => {
      const { lastSeen, waiting, dead, lastFault } = exchange(one.host);
      return { ...one, lastSeen, failures: dead + (lastFault ? waiting : 0) };
    });
    const page = await pageOf(web, request, response);
    await send(web, request, response, partnersAdminPage(page, rows, form), form === noForm ? 200 : 422);
  }

  async function showInvitation(request: Request, response: Response, fields: Fields, form: Form) {
    const { viewer, ...page } = await pageOf(web, request, response);
    try {
      const candidate = await partnerCandidate(instance, fields.values.host ?? '');
      const contact = viewer?.displayName ?? '';
      const status = form === noForm ? 200 : 422;
      await send(web, request, response, partnerInvitePage({ ...page, viewer }, candidate, form, contact), status);
    } catch (fault) {
      await showAll(request, response, formOf(fields, fault));
    }
  }

  async function show(request: Request, response: Response, host: string, form: Form, act: string) {
    const partner = await partnershipWith(instance, host);
    const exchange = await exchangeWith(instance, host, originOf(partner.home));
    const page = await pageOf(web, request, response);
    await send(web, request, response, partnerPage(page, { partner, exchange, form, act }), act ? 422 : 200);
  }
  return router;
}

/** What a form names, without the pause, which has a button of its own. */
function wordsOf({ values }: Fields): Omit<Terms, 'paused'> {
  const day = dayOf('until', values.until ?? '');
  return {
    scopes: partnerScopes.filter((scope) => values[`scope-${scope}`] === 'on'),
    until: day === null ? null : day + halfDayMs,
    contact: (values.contact ?? '').trim(),
  };
}

const termsOf = (fields: Fields): Terms => ({ ...wordsOf(fields), paused: false });
