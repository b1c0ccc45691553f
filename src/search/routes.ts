import { Router } from 'express';
import { results, type SearchView, searchPage } from '../../views/search/page.ts';
import { accountByHandle, accountById, accountsByIds } from '../accounts/account.ts';
import { completeHandle } from '../accounts/complete-handle.ts';
import { profileOf } from '../accounts/profile.ts';
import { postsByIds, visiblePost } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { requireMember, type SignedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/** `GET /search?q=`: people we know, `@name@host`, or the address of a page elsewhere (looked up for members only). */
export function searchRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/search', async (request, response) => {
    const known = requireMember(response);
    const query = String(request.query.q ?? '')
      .replaceAll('\0', '')
      .trim()
      .slice(0, 500);
    const view: SearchView = {
      query,
      people: [],
      posts: [],
      tags: [],
      problem: null,
      ...(query ? await find(known, query) : {}),
    };
    const page = await pageOf(web, request, response);
    await send(web, request, response, wantsFragment(request) ? results(page, view) : searchPage(page, view));
  });

  async function find(known: SignedIn, query: string): Promise<Partial<SearchView>> {
    if (/^https?:\/\//i.test(query)) {
      const found = await instance.discover.address(query).catch(() => null);
      if (!found) return { problem: { key: 'search.notFound' } };
      return 'postId' in found ? posts(known, found.postId) : people(known, [found.accountId]);
    }
    if (/^@?[^\s@]+@[^\s@]+$/.test(query)) {
      const account = await accountByHandle(instance, query);
      const id = account?.id ?? (await instance.discover.account(query).catch(() => null));
      return id ? people(known, [id]) : { problem: { key: 'search.notFound' } };
    }
    const matches = await completeHandle(instance, query);
    const tag = /^#?([\p{L}\p{N}_]+)$/u.exec(query)?.[1];
    return {
      ...(await people(
        known,
        matches.map((one) => one.id),
      )),
      tags: tag ? [tag.toLowerCase()] : [],
    };
  }

  async function people(known: SignedIn, ids: string[]): Promise<Partial<SearchView>> {
    const rows = await accountsByIds(instance, ids);
    return { people: await Promise.all(rows.map((row) => profileOf(instance, known.viewer, row))) };
  }

  /** A post that was found is shown only to who may read it. */
  async function posts(known: SignedIn, id: string): Promise<Partial<SearchView>> {
    const post = await visiblePost(instance, known.viewer, id).catch(() => null);
    if (!post || !(await accountById(instance, post.accountId))) return { problem: { key: 'search.notFound' } };
    return { posts: await postViews(instance, known.viewer, await postsByIds(instance, [post.id])) };
  }
  return router;
}
