import { type Request, type Response, Router } from 'express';
import { listPage, listPeoplePage, listsPage, putInListsPage } from '../../views/accounts/lists.ts';
import { type Form, noForm } from '../../views/form.ts';
import { notFound } from '../platform/refusal.ts';
import { before } from '../posts/timeline-routes.ts';
import { listTimeline } from '../posts/timelines.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountById } from './account.ts';
import { accountList } from './account-view.ts';
import { createList, deleteList, listsOf, listsWith, ownList, peopleIn, putInLists, renameList } from './list.ts';

/** Lists of people, a timeline each; they are their maker's alone. */
export function listRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/lists', (request, response) => showLists(request, response));

  router.post('/lists', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    try {
      const id = await createList(instance, member.accountId, fields.values.name ?? '');
      response.redirect(303, `/lists/${id}/people`);
    } catch (fault) {
      await showLists(request, response, formOf(fields, fault));
    }
  });

  router.get('/lists/:id', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const list = await ownList(instance, member.accountId, request.params.id);
    const timeline = await listTimeline(instance, viewer, list.id, { before: before(request) });
    await send(web, request, response, listPage(await pageOf(web, request, response), list, timeline));
  });

  router.get('/lists/:id/people', (request, response) => showPeople(request, response));

  router.post('/lists/:id', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    try {
      await renameList(instance, member.accountId, request.params.id, fields.values.name ?? '');
      response.redirect(303, `/lists/${request.params.id}/people`);
    } catch (fault) {
      await showPeople(request, response, formOf(fields, fault));
    }
  });

  router.post('/lists/:id/delete', async (request, response) => {
    const { member } = requireMember(response);
    await deleteList(instance, member.accountId, request.params.id);
    flash(instance, response, 'list.deleted');
    response.redirect(303, '/lists');
  });

  router.get('/accounts/:id/lists', async (request, response) => {
    const { member } = requireMember(response);
    const [account] = (await accountById(instance, request.params.id))
      ? await accountList(instance, [request.params.id])
      : [];
    if (!account) throw notFound();
    const lists = await listsOf(instance, member.accountId);
    const chosen = await listsWith(instance, member.accountId, account.id);
    await send(web, request, response, putInListsPage(await pageOf(web, request, response), account, lists, chosen));
  });

  router.post('/accounts/:id/lists', async (request, response) => {
    const { member } = requireMember(response);
    const account = await accountById(instance, request.params.id);
    if (!account) throw notFound();
    await putInLists(instance, member.accountId, account.id, fieldsOf(response).all('lists'));
    flash(instance, response, 'list.saved');
    response.redirect(303, `/accounts/${account.id}/lists`);
  });

  async function showLists(request: Request, response: Response, form: Form = noForm) {
    const { member } = requireMember(response);
    const lists = await listsOf(instance, member.accountId);
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, listsPage(await pageOf(web, request, response), lists, form), status);
  }

  async function showPeople(request: Request<{ id: string }>, response: Response, form: Form = noForm) {
    const { member } = requireMember(response);
    const list = await ownList(instance, member.accountId, request.params.id);
    const people = await accountList(instance, await peopleIn(instance, list.id));
    const status = form === noForm ? 200 : 422;
    await send(
      web,
      request,
      response,
      listPeoplePage(await pageOf(web, request, response), list, people, form),
      status,
    );
  }
  return router;
}
