import { type Request, type Response, Router } from 'express';
import { type Form, noForm } from '../../views/form.ts';
import { appsPage } from '../../views/oauth/apps.ts';
import { authorizePage, codePage } from '../../views/oauth/authorize.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { appByClientId, type OauthApp, outOfBand } from './app.ts';
import { readScopes, within } from './scopes.ts';
import { consent, endToken, personalToken, tokensOf } from './token.ts';

/** Where a member lets a program in, sees which ones are in, and shows them out. */
export function oauthPageRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/oauth/authorize', async (request, response) => {
    requireMember(response);
    const asked = await askedOf(request.query as Record<string, unknown>);
    allowLeaving(response, asked.redirectUri);
    await send(web, request, response, authorizePage(await pageOf(web, request, response), asked));
  });

  router.post('/oauth/authorize', async (request, response) => {
    const { member } = requireMember(response);
    const { values } = fieldsOf(response);
    const { app, redirectUri, scopes, state, challenge } = await askedOf(values);
    if (values.action !== 'allow') {
      if (redirectUri === outOfBand) return response.redirect(303, '/settings/apps');
      return leave(response, redirectUri, { error: 'access_denied', ...(state && { state }) });
    }
    const code = await consent(instance, member.accountId, app, { scopes, redirectUri, challenge });
    if (redirectUri !== outOfBand) return leave(response, redirectUri, { code, ...(state && { state }) });
    await send(web, request, response, codePage(await pageOf(web, request, response), app.name, code));
  });

  router.get('/settings/apps', (request, response) => show(request, response));

  router.post('/settings/apps', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    try {
      const scopes = readScopes(fields.all('scopes').join(' '), '');
      const token = await personalToken(instance, member.accountId, fields.values.name ?? '', scopes);
      await show(request, response, noForm, token);
    } catch (fault) {
      await show(request, response, formOf(fields, fault));
    }
  });

  router.post('/settings/apps/:id/delete', async (request, response) => {
    const { member } = requireMember(response);
    const id = Number(request.params.id);
    if (!Number.isSafeInteger(id) || !(await endToken(instance, member.accountId, id))) throw notFound();
    flash(instance, response, 'apps.ended');
    response.redirect(303, '/settings/apps');
  });

  async function show(request: Request, response: Response, form: Form = noForm, token: string | null = null) {
    const { member } = requireMember(response);
    const apps = await tokensOf(instance, member.accountId);
    const { host } = new URL(instance.config.origin);
    const page = await pageOf(web, request, response);
    await send(web, request, response, appsPage(page, { apps, form, token, host }), form === noForm ? 200 : 422);
  }

  /**
   * What a program asks for. A stranger program, or an address that it did not register, is told here and nowhere else:
   * nobody is sent to an address that was not checked (S111).
   */
  async function askedOf(values: Record<string, unknown>) {
    const text = (name: string) => (typeof values[name] === 'string' ? (values[name] as string) : '');
    const app: OauthApp | null = text('client_id') ? await appByClientId(instance, text('client_id')) : null;
    if (!app) throw new Refusal(422, 'apps.unknown');
    const redirectUri = text('redirect_uri') || app.redirectUris[0]!;
    if (!app.redirectUris.includes(redirectUri)) throw new Refusal(422, 'apps.wrongAddress');
    const scopes = readScopes(text('scope'));
    if (!scopes || !within(scopes, app.scopes)) throw new Refusal(422, 'apps.wrongScopes');
    if (text('response_type') && text('response_type') !== 'code') throw new Refusal(422, 'apps.wrongAddress');
    const challenge = text('code_challenge') || null;
    if (challenge && text('code_challenge_method') !== 'S256') throw new Refusal(422, 'apps.wrongAddress');
    return { app, redirectUri, scopes, state: text('state').slice(0, 2000), challenge };
  }
  return router;
}

/** Browsers hold the answer to a form to the page's policy: this one may lead to the program's own address. */
function allowLeaving(response: Response, redirectUri: string): void {
  if (redirectUri === outOfBand) return;
  const { protocol, origin } = new URL(redirectUri);
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  const target = /^https?:$/.test(protocol) ? origin : protocol;
  response.set('Content-Security-Policy', policy.replace("form-action 'self'", `form-action 'self' ${target}`));
}

/** Back to the program; its own query stays. The address is one that it registered, so it is written as it is. */
function leave(response: Response, redirectUri: string, answer: Record<string, string>): void {
  const query = new URLSearchParams(answer).toString();
  response
    .status(303)
    .set('Location', `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`)
    .end();
}
