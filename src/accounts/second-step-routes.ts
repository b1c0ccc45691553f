import { type Request, type Response, Router } from 'express';
import { codePage } from '../../views/accounts/code.ts';
import { type Form, noForm } from '../../views/form.ts';
import { recoveryCodesPage, secondStepSettings } from '../../views/settings/second-step.ts';
import { qrCode } from '../platform/qr-code.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { totpUri } from '../platform/totp.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { addressOf } from '../web/limits.ts';
import { pageOf, send } from '../web/page.ts';
import { recheck } from '../web/recheck.ts';
import { localPath } from '../web/redirect.ts';
import {
  clearHalfCookie,
  readHalfCookie,
  requireMember,
  type SignedIn,
  setHalfCookie,
  setSessionCookie,
  signedIn,
} from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountById, localHost } from './account.ts';
import { comeBack } from './leave.ts';
import { type Member, memberOf } from './members.ts';
import {
  beginSecondStep,
  begunSecret,
  confirmSecondStep,
  endSecondStep,
  halfOf,
  openHalf,
  renewRecoveryCodes,
  secondStepOf,
  takeSecondStep,
} from './second-step.ts';
import { type Arrival, closeSession, openSession } from './sessions.ts';

/**
 * Lets somebody in who has shown the password or come by a mailed link: at once, or by the page that asks for the
 * second step. The session's id is new each time (S110): what a stranger may have planted opens nothing.
 */
export async function arrive(
  web: Web,
  request: Request,
  response: Response,
  member: Member,
  come: { method: 'password' | 'link'; next: string },
): Promise<void> {
  const { instance } = web;
  const { since } = await secondStepOf(instance, member.accountId);
  if (since === null) return enter(web, request, response, member, come);
  setHalfCookie(instance, response, await openHalf(instance, member.accountId, come.method));
  response.redirect(303, `/sign-in/code?next=${encodeURIComponent(come.next)}`);
}

/** Opens the session of who has shown all there is to show. */
export async function enter(
  { instance }: Web,
  request: Request,
  response: Response,
  member: Member,
  { next, ...come }: Pick<Arrival, 'method' | 'second'> & { next: string },
) {
  if (member.state !== 'active') {
    await comeBack(instance, member.accountId);
    flash(instance, response, member.state === 'restricted' ? 'restrict.undone' : 'leave.undone');
  }
  const old = signedIn(response);
  if (old) await closeSession(instance, old.session.id);
  const from = { agent: request.headers['user-agent'] ?? '', address: addressOf(request) };
  setSessionCookie(instance, response, await openSession(instance, member.accountId, { ...from, ...come }));
  const path = come.method === 'link' ? '/settings/password' : localPath(instance, next);
  response.redirect(303, member.onboardedAt || come.method === 'link' ? path : '/welcome/1');
}

/** A code of one's phone after the password: taken at the sign-in, put in place in the settings. */
export function secondStepRoutes(web: Web): Router {
  const { instance, limits } = web;
  const router = Router();

  router.get('/sign-in/code', async (request, response) => {
    await half(request);
    await askCode(request, response, localPath(instance, String(request.query.next ?? '')));
  });

  router.post('/sign-in/code', async (request, response) => {
    const { code = '', next } = fieldsOf(response).values;
    const open = await half(request);
    await limits.signInByAddress.take(addressOf(request));
    await limits.signInByAccount.take(`code ${open.accountId}`);
    const second = await takeSecondStep(instance, open, code);
    if (!second) return askCode(request, response, localPath(instance, next), new Invalid({ code: 'second.wrong' }));
    await limits.signInByAccount.forget(`code ${open.accountId}`);
    clearHalfCookie(instance, response);
    const member = (await memberOf(instance, open.accountId))!;
    await enter(web, request, response, member, { method: open.method, second, next: localPath(instance, next) });
  });

  router.get('/settings/second-step', (request, response) => show(request, response));

  router.post('/settings/second-step/start', async (_request, response) => {
    await beginSecondStep(instance, requireMember(response).member.accountId);
    response.redirect(303, '/settings/second-step');
  });

  router.post('/settings/second-step', async (request, response) => {
    await change(request, response, async ({ member }, { values }) => {
      const codes = await confirmSecondStep(instance, member.accountId, values.code ?? '');
      await send(web, request, response, recoveryCodesPage(await pageOf(web, request, response), codes));
    });
  });

  router.post('/settings/second-step/codes', async (request, response) => {
    await change(request, response, async ({ member }) => {
      const codes = await renewRecoveryCodes(instance, member.accountId);
      await send(web, request, response, recoveryCodesPage(await pageOf(web, request, response), codes));
    });
  });

  router.post('/settings/second-step/delete', async (request, response) => {
    await change(request, response, async ({ member }) => {
      await endSecondStep(instance, member.accountId);
      flash(instance, response, 'second.ended');
      response.redirect(303, '/settings/second-step');
    });
  });

  /** The first step, looked at again on each request (S107). */
  async function half(request: Request) {
    const open = await halfOf(instance, readHalfCookie(instance, request));
    if (!open) throw new Refusal(401, 'error.signInNeeded');
    return open;
  }

  async function askCode(request: Request, response: Response, next: string, fault?: Invalid) {
    const form = formOf({ values: { next }, all: () => [], files: [] }, fault);
    await send(web, request, response, codePage(await pageOf(web, request, response), form), fault ? 422 : 200);
  }

  /** With the password once more. */
  async function change(
    request: Request,
    response: Response,
    work: (known: SignedIn, fields: Fields) => Promise<void>,
  ) {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    try {
      await recheck(web, known, fields.values.present);
      await work(known, fields);
    } catch (fault) {
      await show(request, response, formOf({ ...fields, values: {} }, fault));
    }
  }

  async function show(request: Request, response: Response, form: Form = noForm) {
    const { accountId } = requireMember(response).member;
    const secret = await begunSecret(instance, accountId);
    const name = (await accountById(instance, accountId))?.name ?? '';
    const begun = secret && { secret, qr: qrCode(totpUri(secret, localHost(instance), name)) };
    const view = { ...(await secondStepOf(instance, accountId)), begun: begun || null };
    const page = await pageOf(web, request, response);
    await send(web, request, response, secondStepSettings(page, view, form), form === noForm ? 200 : 422);
  }
  return router;
}
