import { type Request, type Response, Router } from 'express';
import { peoplePage } from '../../views/accounts/people.ts';
import { historyPage } from '../../views/posts/history.ts';
import { threadPage } from '../../views/posts/thread.ts';
import { accountByHandle } from '../accounts/account.ts';
import { visiblePeople } from '../accounts/visible-people.ts';
import { isId } from '../platform/ids.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { pageOf, send } from '../web/page.ts';
import { viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { boostsOf } from './boost.ts';
import { editsOf } from './edit-post.ts';
import { firstLine } from './feed-routes.ts';
import { likersOf } from './like.ts';
import { postById, postsByIds, visiblePost } from './post.ts';
import { postViews } from './post-views.ts';
import { thread } from './thread.ts';
import type { PostView } from './view.ts';
import { mayBoost } from './visibility.ts';
import { limits } from './write-post.ts';

/** A post with its conversation, its versions, and who thanked or passed it on. */
export function threadRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  // `/@name/<id>` is the post's address for people; `/posts/<id>` leads to it.
  router.get('/@:handle/:id', async (request, response, next) => {
    if (!isId(request.params.id)) return next();
    const viewer = viewerOf(response);
    const view = await thread(instance, viewer, request.params.id).catch((refused) =>
      hiddenOr(request.params.id, refused),
    );
    const author = await accountByHandle(instance, request.params.handle);
    if (author?.id !== view.post.author.id) throw notFound();
    await send(
      web,
      request,
      response,
      threadPage(await pageOf(web, request, response), {
        ...view,
        maxLength: limits.text,
        card: { summary: view.post.summary || firstLine(view.post, 200), origin: instance.config.origin },
      }),
    );
  });

  router.get('/posts/:id', async (request, response) => {
    response.redirect(303, (await viewOf(response, request.params.id)).path);
  });

  router.get('/posts/:id/history', async (request, response) => {
    const view = await viewOf(response, request.params.id);
    const earlier = await editsOf(instance, view.id);
    const { title, notice, html, media } = view;
    const descriptions = media.map(({ description }) => description);
    const now = { at: view.editedAt ?? view.createdAt, title, notice, html, descriptions };
    await send(web, request, response, historyPage(await pageOf(web, request, response), view, [now, ...earlier]));
  });

  router.get('/posts/:id/likes', async (request, response) => {
    const view = await viewOf(response, request.params.id);
    const rows = await likersOf(instance, view.id, Number(request.query.before) || undefined, 41);
    await people(
      request,
      response,
      view,
      'likes',
      rows.slice(0, 40).map((row) => row.accountId),
      rows.length > 40 ? rows[39]!.id : null,
    );
  });

  router.get('/posts/:id/boosts', async (request, response) => {
    const view = await viewOf(response, request.params.id);
    const before = isId(request.query.before) ? request.query.before : undefined;
    const rows = await boostsOf(instance, view.id, before, 41);
    await people(
      request,
      response,
      view,
      'boosts',
      rows.slice(0, 40).map((row) => row.accountId),
      rows.length > 40 ? rows[39]!.id : null,
    );
  });

  /** That moderation took a public post away is told, like its being there was; of any other nothing is (S53). */
  async function hiddenOr(id: string, refused: unknown): Promise<never> {
    const post = await postById(instance, id);
    if (post?.hiddenAt && mayBoost(post.audience)) throw new Refusal(410, 'post.hidden');
    throw refused;
  }

  async function people(
    request: Request,
    response: Response,
    post: PostView,
    kind: 'likes' | 'boosts',
    ids: string[],
    next: string | number | null,
  ) {
    const page = await pageOf(web, request, response);
    const { t } = page;
    await send(
      web,
      request,
      response,
      peoplePage(page, {
        title: kind === 'likes' ? t('post.likers') : t('post.relayers'),
        back: { href: post.path, label: t('history.back') },
        people: await visiblePeople(instance, viewerOf(response), ids),
        next: next === null ? null : `/posts/${post.id}/${kind}?before=${next}`,
        emptySentence: t('people.noneYet'),
      }),
    );
  }

  async function viewOf(response: Response, id: string): Promise<PostView> {
    const viewer = viewerOf(response);
    const post = await visiblePost(instance, viewer, id);
    const [view] = await postViews(instance, viewer, await postsByIds(instance, [post.id]));
    if (!view) throw notFound();
    return view;
  }
  return router;
}
