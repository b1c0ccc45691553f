import { type Request, Router } from 'express';
import { results, type SearchView, searchPage } from '../../views/search/page.ts';
import { accountByHandle, accountById, accountsByIds } from '../accounts/account.ts';
import { completeHandle } from '../accounts/complete-handle.ts';
import { profileOf } from '../accounts/profile.ts';
import { peopleByWords } from '../accounts/profile-words.ts';
import { communitiesNamed } from '../communities/community-views.ts';
import { Refusal } from '../platform/refusal.ts';
import { ownZone } from '../platform/zones.ts';
import { postsByIds, visiblePost } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { before } from '../posts/timeline-routes.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { requireMember, type SignedIn } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { searchHashtags } from './hashtags.ts';
import { searchPosts } from './posts.ts';
import { parseQuery } from './query.ts';

/**
 * `GET /search?q=`: people, posts and hashtags that the viewer may read, `@name@host`, or the address of a page
 * elsewhere. Members only: a search is work, and names are not for collectors.
 */
export function searchRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/search', async (request, response) => {
    const known = requireMember(response);
    const query = String(request.query.q ?? '')
      .replaceAll('\0', '')
      .trim();
    const found = query ? await find(request, known, query).catch(refused) : {};
    const view: SearchView = {
      query,
      people: [],
      communities: [],
      posts: [],
      older: null,
      tags: [],
      problem: null,
      ...found,
    };
    const page = await pageOf(web, request, response);
    const status = view.problem?.status ?? 200;
    await send(web, request, response, wantsFragment(request) ? results(page, view) : searchPage(page, view), status);
  });

  async function find(request: Request, known: SignedIn, text: string): Promise<Partial<SearchView>> {
    const lookedUp = await lookUp(known, text);
    if (lookedUp) return lookedUp;
    const query = parseQuery(text, known.member.timeZone ?? ownZone());
    const cursor = before(request);
    const posts = await searchPosts(instance, known.viewer, query, { before: cursor });
    if (cursor) return { ...posts, isOlder: true };
    const matches = await completeHandle(instance, text);
    return {
      ...posts,
      ...(await people(known, [
        ...new Set([...matches.map((one) => one.id), ...(await peopleByWords(instance, text))]),
      ])),
      communities: await communitiesNamed(instance, known.viewer, text),
      tags: await searchHashtags(instance, known.viewer, text),
    };
  }

  /** An address is looked up, on its server too; null when the text is none. */
  async function lookUp(known: SignedIn, text: string): Promise<Partial<SearchView> | null> {
    if (/^https?:\/\/\S+$/i.test(text)) {
      const found = await instance.discover.address(text).catch(() => null);
      if (!found) return notFound;
      return 'postId' in found ? onePost(known, found.postId) : people(known, [found.accountId]);
    }
    if (!/^@?[^\s@:"]+@[^\s@]+$/.test(text)) return null;
    const account = await accountByHandle(instance, text);
    const id = account?.id ?? (await instance.discover.account(text).catch(() => null));
    return id ? people(known, [id]) : notFound;
  }

  async function people(known: SignedIn, ids: string[]): Promise<Partial<SearchView>> {
    const rows = await accountsByIds(instance, ids);
    return { people: await Promise.all(rows.map((row) => profileOf(instance, known.viewer, row))) };
  }

  /** A post that was found is shown only to who may read it. */
  async function onePost(known: SignedIn, id: string): Promise<Partial<SearchView>> {
    const post = await visiblePost(instance, known.viewer, id).catch(() => null);
    if (!post || !(await accountById(instance, post.accountId))) return notFound;
    return { posts: await postViews(instance, known.viewer, await postsByIds(instance, [post.id])) };
  }
  return router;
}

const notFound: Partial<SearchView> = { problem: { key: 'search.notFound' } };

/** What is not understood is said where the results would stand. */
function refused(error: unknown): Partial<SearchView> {
  if (!(error instanceof Refusal) || error.status !== 422) throw error;
  return { problem: { key: error.key, args: error.args, status: 422 } };
}
