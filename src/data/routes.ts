import { rename } from 'node:fs/promises';
import { type Request, type Response, Router } from 'express';
import { leavePage, leftPage } from '../../views/data/leave.ts';
import { dataPage, importPage, transferState } from '../../views/data/page.ts';
import { restrictedPage, restrictPage } from '../../views/data/restrict.ts';
import { type Form, noForm } from '../../views/form.ts';
import { accountById } from '../accounts/account.ts';
import { leave } from '../accounts/leave.ts';
import { restrict } from '../accounts/restrict.ts';
import { mediaLimits, usedBy } from '../media/quota.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { contentDisposition } from '../web/content-disposition.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { recheck } from '../web/recheck.ts';
import { clearSessionCookie, requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { moveRoutes } from './move-routes.ts';
import { transferKinds } from './tables.ts';
import { beginTransfer, latestTransfer, makeTransferFolder, transferFile } from './transfer.ts';

/** Taking one's data away and bringing it back. */
export function dataRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/settings/data', (request, response) => show(request, response));

  router.post('/settings/data', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    try {
      await recheck(web, known, fields.values.present);
      await beginTransfer(instance, { accountId: known.member.accountId, direction: 'export', kind: 'archive' });
      response.redirect(303, '/settings/data');
    } catch (fault) {
      await show(request, response, formOf({ ...fields, values: {} }, fault));
    }
  });

  // There is no id to guess: it opens the member's own, and for a day (S117).
  router.get('/settings/data/archive', async (_request, response) => {
    const { accountId } = requireMember(response).member;
    const transfer = await latestTransfer(instance, accountId, 'export');
    const account = await accountById(instance, accountId);
    if (transfer?.state !== 'ready' || !account) throw notFound();
    const day = new Date(transfer.createdAt).toISOString().slice(0, 10);
    response.set({
      'Content-Type': 'application/x-tar',
      'Content-Disposition': contentDisposition('attachment', `${account.name}-${day}.tar`),
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    await new Promise<void>((resolve, reject) => {
      const options = { root: transferFile(instance, ''), cacheControl: false };
      response.sendFile(transfer.id, options, (error) =>
        error && !response.headersSent ? reject(notFound()) : resolve(),
      );
    });
  });

  router.get('/settings/data/import', (request, response) => showImport(request, response));

  router.post('/settings/data/import', async (request, response) => {
    const { accountId } = requireMember(response).member;
    const fields = fieldsOf(response);
    const { values, files } = fields;
    try {
      const kind = transferKinds.find((one) => one === values.kind);
      const file = files.find((one) => one.field === 'file');
      if (!kind) throw new Invalid({ kind: 'form.required' });
      if (!file) throw new Invalid({ file: 'import.noFile' });
      await web.limits.upload.take(accountId);
      await makeTransferFolder(instance);
      const id = instance.ids();
      await rename(file.path, transferFile(instance, id));
      const mode = values.mode === 'replace' ? 'replace' : 'merge';
      await beginTransfer(instance, { accountId, direction: 'import', kind, mode }, id);
      response.redirect(303, '/settings/data/import');
    } catch (fault) {
      await showImport(request, response, formOf(fields, fault));
    }
  });

  router.get('/settings/data/delete', (request, response) => showLeave(request, response));

  router.post('/settings/data/delete', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    try {
      await recheck(web, known, fields.values.present);
      const eraseAt = await leave(instance, known.member.accountId);
      clearSessionCookie(instance, response);
      response.locals.signedIn = null;
      await send(web, request, response, leftPage(await pageOf(web, request, response), eraseAt));
    } catch (fault) {
      await showLeave(request, response, formOf({ ...fields, values: {} }, fault));
    }
  });

  router.get('/settings/data/restrict', (request, response) => showRestrict(request, response));

  router.post('/settings/data/restrict', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    try {
      await recheck(web, known, fields.values.present);
      await restrict(instance, known.member.accountId);
      clearSessionCookie(instance, response);
      response.locals.signedIn = null;
      await send(web, request, response, restrictedPage(await pageOf(web, request, response)));
    } catch (fault) {
      await showRestrict(request, response, formOf({ ...fields, values: {} }, fault));
    }
  });

  async function showRestrict(request: Request, response: Response, form: Form = noForm) {
    requireMember(response);
    const page = await pageOf(web, request, response);
    await send(web, request, response, restrictPage(page, form), form === noForm ? 200 : 422);
  }

  async function showLeave(request: Request, response: Response, form: Form = noForm) {
    requireMember(response);
    const page = await pageOf(web, request, response);
    await send(web, request, response, leavePage(page, form), form === noForm ? 200 : 422);
  }

  async function show(request: Request, response: Response, form: Form = noForm) {
    const { accountId } = requireMember(response).member;
    const transfer = await latestTransfer(instance, accountId, 'export');
    const page = await pageOf(web, request, response);
    if (wantsFragment(request)) return send(web, request, response, transferState(page, 'export', transfer));
    const room = { used: await usedBy(instance, accountId), most: (await mediaLimits(instance)).memberBytes };
    await send(web, request, response, dataPage(page, transfer, form, room), form === noForm ? 200 : 422);
  }

  async function showImport(request: Request, response: Response, form: Form = noForm) {
    const { accountId } = requireMember(response).member;
    const transfer = await latestTransfer(instance, accountId, 'import');
    const page = await pageOf(web, request, response);
    if (wantsFragment(request)) return send(web, request, response, transferState(page, 'import', transfer));
    await send(web, request, response, importPage(page, transfer, form), form === noForm ? 200 : 422);
  }
  router.use(moveRoutes(web));
  return router;
}
