import { type Request, type Response, Router } from 'express';
import { aliasPage, movePage } from '../../views/data/move.ts';
import { type Form, noForm } from '../../views/form.ts';
import { type Account, accountById, accountsByUris, localHost } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { addAlias, moveAccount, removeAlias, stayAfterAll } from '../accounts/move.ts';
import { moveTarget } from '../federation/move-target.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { recheck } from '../web/recheck.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** Moving to another account, and letting another one move here. */
export function moveRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/settings/data/move', (request, response) => showMove(request, response));

  router.post('/settings/data/move', async (request, response) => {
    const known = requireMember(response);
    const fields = fieldsOf(response);
    try {
      await recheck(web, known, fields.values.present);
      const found = await accountNamed(fields);
      const target = found && (await moveTarget(instance, found.uri));
      if (!target) throw new Invalid({ handle: found ? 'move.chain' : 'move.unknown' });
      await atField(() => moveAccount(instance, known.member.accountId, target.id));
      flash(instance, response, 'move.done');
      response.redirect(303, '/settings/data/move');
    } catch (fault) {
      await showMove(request, response, kept(fields, fault));
    }
  });

  router.post('/settings/data/move/delete', async (_request, response) => {
    await stayAfterAll(instance, requireMember(response).member.accountId);
    flash(instance, response, 'move.stayed');
    response.redirect(303, '/settings/data/move');
  });

  router.get('/settings/data/aliases', (request, response) => showAliases(request, response));

  router.post('/settings/data/aliases', async (request, response) => {
    const { accountId } = requireMember(response).member;
    const fields = fieldsOf(response);
    try {
      const found = await accountNamed(fields);
      if (!found) throw new Invalid({ handle: 'move.unknown' });
      if (found.id === accountId) throw new Invalid({ handle: 'move.self' });
      await atField(() => addAlias(instance, accountId, found.uri));
      flash(instance, response, 'alias.added');
      response.redirect(303, '/settings/data/aliases');
    } catch (fault) {
      await showAliases(request, response, kept(fields, fault));
    }
  });

  router.post('/settings/data/aliases/delete', async (_request, response) => {
    await removeAlias(instance, requireMember(response).member.accountId, fieldsOf(response).values.uri ?? '');
    flash(instance, response, 'alias.removed');
    response.redirect(303, '/settings/data/aliases');
  });

  /** The account that the form names, asked of its server when it is not known here. */
  async function accountNamed({ values }: Fields): Promise<Account | null> {
    const id = await instance.discover.account((values.handle ?? '').trim());
    return id ? accountById(instance, id) : null;
  }

  /** What the rules refuse is told at the field, with what was written in it. */
  async function atField(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 422) throw error;
      throw new Invalid({ handle: { key: error.key, args: error.args } });
    }
  }

  const kept = (fields: Fields, fault: unknown): Form =>
    formOf({ ...fields, values: { handle: fields.values.handle ?? '' } }, fault);

  async function own(response: Response): Promise<Account> {
    const account = await accountById(instance, requireMember(response).member.accountId);
    if (!account) throw notFound();
    return account;
  }

  async function showMove(request: Request, response: Response, form: Form = noForm) {
    const account = await own(response);
    const [movedTo] = account.movedToId ? await accountList(instance, [account.movedToId]) : [];
    const view = { handle: `@${account.name}@${localHost(instance)}`, movedTo: movedTo ?? null };
    await send(
      web,
      request,
      response,
      movePage(await pageOf(web, request, response), view, form),
      form === noForm ? 200 : 422,
    );
  }

  async function showAliases(request: Request, response: Response, form: Form = noForm) {
    const { alsoKnownAs } = await own(response);
    const known = new Map((await accountsByUris(instance, alsoKnownAs)).map((account) => [account.uri, account]));
    const aliases = alsoKnownAs.map((uri) => {
      const account = known.get(uri);
      return { uri, name: account ? `@${account.name}@${account.host || localHost(instance)}` : uri };
    });
    await send(
      web,
      request,
      response,
      aliasPage(await pageOf(web, request, response), aliases, form),
      form === noForm ? 200 : 422,
    );
  }
  return router;
}
