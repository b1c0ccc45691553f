import express, { type Request, type Response, type Router } from 'express';
import { accountById, accountsByIds } from '../accounts/account.ts';
import { refreshReplies } from '../federation/fetch-thread.ts';
import type { Instance } from '../instance.ts';
import { awaitFilms, checkAttachments } from '../media/film.ts';
import { isId } from '../platform/ids.ts';
import { plainText } from '../platform/sanitise.ts';
import { bookmark, unbookmark } from '../posts/bookmark.ts';
import { boost, boostsOf, unboost } from '../posts/boost.ts';
import { removePost } from '../posts/delete-post.ts';
import { discoverNames } from '../posts/discover-names.ts';
import { keepDraft, ownDraft } from '../posts/draft.ts';
import { editPost, editsOf } from '../posts/edit-post.ts';
import { like, likersOf, unlike } from '../posts/like.ts';
import { pin, unpin } from '../posts/pin.ts';
import { pollOf, vote } from '../posts/poll.ts';
import { ownPost, postsByIds, visiblePost, visiblePosts } from '../posts/post.ts';
import { thread } from '../posts/thread.ts';
import { markThread } from '../posts/thread-mark.ts';
import { writePost } from '../posts/write-post.ts';
import { type Parameters, parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { absolute } from './entities/html.ts';
import { pollEntity } from './entities/status.ts';
import { dateOf, idOf, limitOf, need, notThere, viewerIn } from './http.ts';
import { keyed } from './idempotency.ts';
import { statusesOf, statusesOfViews, statusOf } from './load-statuses.ts';
import { readDraft } from './read-draft.ts';
import { scheduledEntity, timeIn } from './scheduled-routes.ts';

const filmMs = 8_000;

/** `media_attributes` of an edit: what stands for each picture. */
const describedIn = ({ raw }: Parameters): { id: string; description: string }[] =>
  Object.values(Object(raw.media_attributes)).flatMap((one) => {
    const { id, description } = Object(one) as Record<string, unknown>;
    return typeof id === 'string' && typeof description === 'string' ? [{ id, description }] : [];
  });

/** Statuses: written, changed, answered, thanked, passed on; by the same functions as the pages. */
export function statusRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/statuses';

  router.post(path, async (request, response) => {
    const { member, viewer } = need(response, 'write:statuses');
    const asked = parametersOf(response);
    const draft = await readDraft(instance, asked, member);
    if (asked.text('scheduled_at')) {
      const waiting = { content: draft, voice: 'own', at: timeIn(asked) } as const;
      const waitingId = await keepDraft(instance, member.accountId, waiting);
      const kept = await ownDraft(instance, member.accountId, waitingId);
      return void response.json(await scheduledEntity(instance, kept));
    }
    const author = (await accountById(instance, member.accountId))!;
    await discoverNames(instance, draft.text);
    await checkAttachments(instance, member.accountId, draft.mediaIds);
    await awaitFilms(instance, member.accountId, draft.mediaIds, filmMs);
    const key = request.get('idempotency-key')?.slice(0, 200);
    const id = await keyed(instance, member.accountId, key, (also) =>
      writePost(instance, author, draft, undefined, also),
    );
    response.json(await statusOf(instance, viewer, id));
  });

  router.get(path, async (_request, response) => {
    const viewer = viewerIn(response);
    const asked = parametersOf(response).list('id').slice(0, 40).filter(isId);
    const ids = [...new Set(asked.map((id) => id.padStart(18, '0')))];
    const found = new Map((await visiblePosts(instance, viewer, ids)).map((post) => [post.id, post]));
    const shown = ids.flatMap((id) => found.get(id) ?? []);
    response.json(await statusesOf(instance, viewer, shown));
  });

  router.get(`${path}/:id`, async (request, response) => {
    const viewer = viewerIn(response);
    const post = await visiblePost(instance, viewer, idOf(request));
    response.json(await statusOf(instance, viewer, post.id));
  });

  router.put(`${path}/:id`, async (request, response) => {
    const { member, viewer } = need(response, 'write:statuses');
    const asked = parametersOf(response);
    const id = idOf(request);
    const words = {
      text: asked.text('status'),
      notice: asked.text('spoiler_text'),
      language: asked.text('language') || null,
    };
    await editPost(instance, member.accountId, id, words, { files: { described: describedIn(asked) } });
    response.json(await statusOf(instance, viewer, id));
  });

  router.delete(`${path}/:id`, async (request, response) => {
    const { member, viewer } = need(response, 'write:statuses');
    const id = idOf(request);
    const post = await ownPost(instance, member.accountId, id);
    if (post.deletedAt) throw notThere();
    const status = (await statusOf(instance, viewer, id)) ?? {};
    await removePost(instance, member.accountId, id);
    response.json({ ...status, text: post.source ?? '', spoiler_text: post.notice });
  });

  router.get(`${path}/:id/context`, async (request, response) => {
    const viewer = viewerIn(response);
    const { post, ancestors, replies } = await thread(instance, viewer, idOf(request));
    // What is missing comes meanwhile; only members make us ask other servers.
    if (viewer) {
      const ends = await postsByIds(instance, [...new Set([post.id, ancestors[0]?.id ?? post.id])]);
      for (const end of ends) await refreshReplies(instance, end);
    }
    const [most, least] = viewer ? [4096, 4096] : [40, 60];
    response.json({
      ancestors: await statusesOfViews(instance, viewer, ancestors.slice(-most)),
      descendants: await statusesOfViews(
        instance,
        viewer,
        replies.slice(0, least).map(({ post }) => post),
      ),
    });
  });

  router.get(`${path}/:id/source`, async (request, response) => {
    const { member } = need(response, 'read:statuses');
    const post = await ownPost(instance, member.accountId, idOf(request));
    response.json({ id: post.id, text: post.source ?? plainText(post.html), spoiler_text: post.notice });
  });

  router.get(`${path}/:id/history`, async (request, response) => {
    const post = await visiblePost(instance, viewerIn(response), idOf(request));
    const author = (await accountsByIds(instance, [post.accountId]))[0]!;
    const { origin } = instance.config;
    const edition = (notice: string, html: string, at: number) => ({
      content: absolute(origin, html),
      spoiler_text: notice,
      sensitive: notice !== '',
      created_at: dateOf(at),
      account: accountEntity(instance, author),
      media_attachments: [],
      emojis: [],
      poll: null,
      quote: null,
    });
    const earlier = (await editsOf(instance, post.id))
      .reverse()
      .map(({ notice, html, at }) => edition(notice, html, at));
    response.json([...earlier, edition(post.notice, post.html, post.editedAt ?? post.createdAt)]);
  });

  const act = (
    name: string,
    scope: string,
    work: (viewer: { accountId: string; local: true }, id: string) => Promise<unknown>,
    shown: (viewer: { accountId: string; local: true }, id: string) => Promise<string> = async (_, id) => id,
  ) =>
    router.post(`${path}/:id/${name}`, async (request, response) => {
      const { viewer } = need(response, scope);
      const post = await visiblePost(instance, viewer, idOf(request));
      await work(viewer, post.id);
      response.json(await statusOf(instance, viewer, await shown(viewer, post.id)));
    });
  act('favourite', 'write:favourites', (viewer, id) => like(instance, viewer, id));
  act('unfavourite', 'write:favourites', ({ accountId }, id) => unlike(instance, accountId, id));
  act('bookmark', 'write:bookmarks', (viewer, id) => bookmark(instance, viewer, id));
  act('unbookmark', 'write:bookmarks', ({ accountId }, id) => unbookmark(instance, accountId, id));
  act(
    'reblog',
    'write:statuses',
    async () => {},
    (viewer, id) => boost(instance, viewer, id),
  );
  act('unreblog', 'write:statuses', ({ accountId }, id) => unboost(instance, accountId, id));
  act('pin', 'write:accounts', ({ accountId }, id) => pin(instance, accountId, id));
  act('unpin', 'write:accounts', ({ accountId }, id) => unpin(instance, accountId, id));
  act('mute', 'write:mutes', (viewer, id) => markThread(instance, viewer, id, 'muted'));
  act('unmute', 'write:mutes', (viewer, id) => markThread(instance, viewer, id, null));

  const doers = (name: string, read: (id: string, most: number) => Promise<{ accountId: string }[]>) =>
    router.get(`${path}/:id/${name}`, async (request, response) => {
      const post = await visiblePost(instance, viewerIn(response), idOf(request));
      const rows = await read(post.id, limitOf(response, 40, 80));
      const found = await accountsByIds(
        instance,
        rows.map(({ accountId }) => accountId),
      );
      response.json(
        found.filter((one) => !one.suspendedAt && !one.deletedAt).map((one) => accountEntity(instance, one)),
      );
    });
  doers('favourited_by', (id, most) => likersOf(instance, id, undefined, most));
  doers('reblogged_by', (id, most) => boostsOf(instance, id, undefined, most));

  router.get('/api/v1/polls/:id', (request, response) => showPoll(request, response));
  router.post('/api/v1/polls/:id/votes', async (request, response) => {
    const { viewer } = need(response, 'write:statuses');
    await vote(instance, viewer, idOf(request), parametersOf(response).list('choices').map(Number));
    await showPoll(request, response);
  });

  async function showPoll(request: Request, response: Response) {
    const viewer = viewerIn(response);
    const post = await visiblePost(instance, viewer, idOf(request));
    if (!(await pollOf(instance, post.id))) throw notThere();
    const { post: view } = await thread(instance, viewer, post.id);
    if (!view.poll) throw notThere();
    response.json(pollEntity(view.poll));
  }
  return router;
}
