import { Router } from 'express';
import { draftsPage } from '../../views/posts/drafts.ts';
import { flash } from '../web/flash.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { callBack, draftsOf, dropDraft, restoreDraft } from './draft.ts';

/** What waits for its author or for its time; each opens in the composer (`GET /drafts/:id`). */
export function draftRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/drafts', async (request, response) => {
    const { member } = requireMember(response);
    const list = await draftsOf(instance, member.accountId);
    await send(web, request, response, draftsPage(await pageOf(web, request, response), list));
  });

  const act = (path: string, work: typeof dropDraft, told: string, undo?: string) =>
    router.post(`/drafts/:id/${path}`, async (request, response) => {
      const { member } = requireMember(response);
      const id = String(request.params.id);
      await work(instance, member.accountId, id);
      flash(instance, response, told, undo ? { undo: `/drafts/${id}/${undo}` } : {});
      response.redirect(303, '/drafts');
    });
  act('call-back', callBack, 'draft.calledBack');
  act('delete', dropDraft, 'draft.dropped', 'restore');
  act('restore', restoreDraft, 'draft.kept');
  return router;
}
