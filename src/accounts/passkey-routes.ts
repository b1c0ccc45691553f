import { type Request, type Response, Router } from 'express';
import { signInPage } from '../../views/accounts/sign-in.ts';
import { type Form, noForm } from '../../views/form.ts';
import { passkeyName, passkeySettings } from '../../views/settings/passkeys.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import { recheck } from '../web/recheck.ts';
import { localPath } from '../web/redirect.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountById } from './account.ts';
import { mayEnter } from './leave.ts';
import { memberOf } from './members.ts';
import {
  askForPasskey,
  askForSignIn,
  keepPasskey,
  passkeyOwner,
  passkeysOf,
  removePasskey,
  renamePasskey,
} from './passkey.ts';
import { enter } from './second-step-routes.ts';

/** Keys that the device keeps: they say who somebody is and that it is them, so no code is asked for besides. */
export function passkeyRoutes(web: Web): Router {
  const { instance, limits } = web;
  const router = Router();

  router.post('/sign-in/passkey/ask', async (request, response) => {
    await limits.signInByAddress.take(addressOf(request));
    response.json(await askForSignIn(instance));
  });

  router.post('/sign-in/passkey', async (request, response) => {
    const { answer = '', next } = fieldsOf(response).values;
    await limits.signInByAddress.take(addressOf(request));
    const accountId = await passkeyOwner(instance, answer);
    const member = accountId ? await memberOf(instance, accountId) : null;
    if (member && mayEnter(member))
      return enter(web, request, response, member, { method: 'passkey', next: localPath(instance, next) });
    const form = { values: { next: localPath(instance, next) }, faults: { name: { key: 'passkey.unknown' } } };
    await send(web, request, response, signInPage(await pageOf(web, request, response), form), 422);
  });

  router.get('/settings/passkeys', (request, response) => show(request, response));

  // The password once more, before there is another way in.
  router.post('/settings/passkeys/ask', async (_request, response) => {
    const known = requireMember(response);
    await recheck(web, known, fieldsOf(response).values.present);
    const account = await accountById(instance, known.member.accountId);
    if (!account) throw notFound();
    response.json(await askForPasskey(instance, account));
  });

  router.post('/settings/passkeys', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    const { name = '', answer = '', present } = fields.values;
    try {
      // Nothing was made: what was wrong with the password is told on the page.
      if (!answer.startsWith('{')) {
        await recheck(web, known, present);
        throw new Invalid({ present: 'passkey.failed' });
      }
      await keepPasskey(instance, known.member.accountId, answer, name);
      flash(instance, response, 'passkey.kept');
      response.redirect(303, '/settings/passkeys');
    } catch (fault) {
      await show(request, response, formOf({ ...fields, values: { name } }, fault));
    }
  });

  router.get('/settings/passkeys/:id', (request, response) => showOne(request, response, request.params.id));

  router.post('/settings/passkeys/:id', async (request, response) => {
    const fields = fieldsOf(response);
    const { id } = request.params;
    try {
      await renamePasskey(instance, requireMember(response).member.accountId, id, fields.values.name ?? '');
      flash(instance, response, 'passkey.renamed');
      response.redirect(303, '/settings/passkeys');
    } catch (fault) {
      await showOne(request, response, id, formOf(fields, fault));
    }
  });

  router.post('/settings/passkeys/:id/delete', async (request, response) => {
    await removePasskey(instance, requireMember(response).member.accountId, request.params.id);
    flash(instance, response, 'passkey.removed');
    response.redirect(303, '/settings/passkeys');
  });

  async function showOne(request: Request, response: Response, id: string, form: Form = noForm) {
    const list = await passkeysOf(instance, requireMember(response).member.accountId);
    const passkey = list.find((one) => one.id === id);
    if (!passkey) throw notFound();
    const page = await pageOf(web, request, response);
    await send(web, request, response, passkeyName(page, passkey, form), form === noForm ? 200 : 422);
  }

  async function show(request: Request, response: Response, form: Form = noForm) {
    const list = await passkeysOf(instance, requireMember(response).member.accountId);
    const page = await pageOf(web, request, response);
    await send(web, request, response, passkeySettings(page, list, form), form === noForm ? 200 : 422);
  }
  return router;
}
