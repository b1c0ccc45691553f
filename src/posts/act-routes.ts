import { type Request, type Response, Router } from 'express';
import { postArticle, removedStub } from '../../views/posts/article.ts';
import { bookmarksPage } from '../../views/posts/bookmarks.ts';
import { poll } from '../../views/posts/poll.ts';
import { removePage } from '../../views/posts/remove.ts';
import { notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember, type SignedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { acknowledge } from './acknowledge.ts';
import { bookmark, bookmarkedPosts, unbookmark } from './bookmark.ts';
import { boost, unboost } from './boost.ts';
import { removePost, restorePost } from './delete-post.ts';
import { like, unlike } from './like.ts';
import { pin, unpin } from './pin.ts';
import { vote } from './poll.ts';
import { postsByIds, visiblePost } from './post.ts';
import { postViews } from './post-views.ts';
import { settleQuestion } from './settle-question.ts';
import { markThread } from './thread-mark.ts';
import type { PostView, ThreadMark } from './view.ts';

/** Merci, Relayer, votes, removal: a form each, answered by the post itself when htmx asks. */
export function actRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  const act = (path: string, work: (known: SignedIn, id: string) => Promise<unknown>, told?: string, undo?: string) =>
    router.post(`/posts/:id/${path}`, async (request, response) => {
      const known = requireMember(response);
      const id = request.params.id!;
      await work(known, id);
      if (told && !wantsFragment(request))
        flash(instance, response, told, undo ? { undo: `/posts/${id}/${undo}` } : {});
      await answerWithPost(request, response, known, request.params.id!);
    });
  act('like', (known, id) => like(instance, known.viewer, id));
  act('like/delete', (known, id) => unlike(instance, known.member.accountId, id));
  act('boost', (known, id) => boost(instance, known.viewer, id));
  act('boost/delete', (known, id) => unboost(instance, known.member.accountId, id));
  act('bookmark', (known, id) => bookmark(instance, known.viewer, id), 'bookmark.kept', 'bookmark/delete');
  act('bookmark/delete', (known, id) => unbookmark(instance, known.member.accountId, id), 'bookmark.gone', 'bookmark');
  act('pin', (known, id) => pin(instance, known.member.accountId, id), 'pin.done', 'pin/delete');
  act('pin/delete', (known, id) => unpin(instance, known.member.accountId, id), 'pin.undone', 'pin');

  act('acknowledge', (known, id) => acknowledge(instance, known.viewer, id));
  const settle = (path: string, settled: boolean) =>
    router.post(`/posts/:id/${path}`, async (request, response) => {
      const known = requireMember(response);
      const id = request.params.id!;
      await settleQuestion(instance, known.viewer, id, settled);
      back(instance, request, response, `post-${id}`, `/posts/${id}`);
    });
  settle('settles', true);
  settle('settles/delete', false);

  const mark = (path: string, wanted: ThreadMark | null, told: string) =>
    router.post(`/posts/:id/thread/${path}`, async (request, response) => {
      const known = requireMember(response);
      await markThread(instance, known.viewer, request.params.id!, wanted);
      flash(instance, response, told);
      back(instance, request, response, '', `/posts/${request.params.id}`);
    });
  mark('follow', 'followed', 'thread.followed');
  mark('mute', 'muted', 'thread.muted');
  mark('unmark', null, 'thread.unmarked');

  router.get('/bookmarks', async (request, response) => {
    const { viewer } = requireMember(response);
    const timeline = await bookmarkedPosts(instance, viewer, Number(request.query.before) || undefined);
    await send(web, request, response, bookmarksPage(await pageOf(web, request, response), timeline));
  });

  router.post('/polls/:id/votes', async (request, response) => {
    const known = requireMember(response);
    const choices = fieldsOf(response).all('choices').map(Number);
    await vote(instance, known.viewer, request.params.id, choices);
    const view = await viewOf(known, request.params.id);
    if (!wantsFragment(request)) return back(instance, request, response, `post-${view.id}`);
    await send(web, request, response, poll(await pageOf(web, request, response), view.poll!, true));
  });

  router.get('/posts/:id/delete', async (request, response) => {
    const known = requireMember(response);
    const view = await viewOf(known, request.params.id);
    if (!view.viewer.mine) throw notFound();
    await send(web, request, response, removePage(await pageOf(web, request, response), view));
  });

  router.post('/posts/:id/delete', async (request, response) => {
    const known = requireMember(response);
    const { id } = request.params;
    await removePost(instance, known.member.accountId, id);
    if (wantsFragment(request))
      return send(
        web,
        request,
        response,
        removedStub(await pageOf(web, request, response), id, { path: `/posts/${id}/restore` }),
      );
    flash(instance, response, 'post.removed', { undo: `/posts/${id}/restore` });
    response.redirect(303, '/');
  });

  router.post('/posts/:id/restore', async (request, response) => {
    const known = requireMember(response);
    await restorePost(instance, known.member.accountId, request.params.id);
    const view = await viewOf(known, request.params.id);
    if (wantsFragment(request))
      return send(web, request, response, postArticle(await pageOf(web, request, response), view));
    response.redirect(303, view.path);
  });

  async function answerWithPost(request: Request, response: Response, known: SignedIn, id: string) {
    if (!wantsFragment(request)) return back(instance, request, response, `post-${id}`);
    await send(web, request, response, postArticle(await pageOf(web, request, response), await viewOf(known, id)));
  }

  async function viewOf(known: SignedIn, id: string): Promise<PostView> {
    const post = await visiblePost(instance, known.viewer, id);
    const [view] = await postViews(instance, known.viewer, await postsByIds(instance, [post.id]));
    if (!view) throw notFound();
    return view;
  }
  return router;
}
