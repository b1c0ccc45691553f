import { type Request, type Response, Router } from 'express';
import { peoplePage } from '../../views/accounts/people.ts';
import { type ProfileTab, profilePage } from '../../views/accounts/profile.ts';
import { notFound } from '../platform/refusal.ts';
import { before } from '../posts/timeline-routes.ts';
import { pinnedPosts, profileTimeline } from '../posts/timelines.ts';
import { pageOf, send } from '../web/page.ts';
import { signedIn, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { accountByHandle } from './account.ts';
import { accountList } from './account-view.ts';
import { followersOf, followingOf } from './follow.ts';
import { profileOf } from './profile.ts';

/** `/@name` and what hangs on it; an unknown address of another server is looked up for members. */
export function profileRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  const tab = (path: string, name: ProfileTab) =>
    router.get(path, async (request, response) => {
      const account = await accountOf(request, response);
      const known = viewerOf(response);
      // « Ce que voit le public »: one's own page as a stranger gets it.
      const asPublic = known?.accountId === account.id && request.query.as === 'public';
      const viewer = asPublic ? null : known;
      const profile = await profileOf(instance, viewer, account);
      const isTop = name === 'posts' && !before(request);
      const pinned = isTop ? await pinnedPosts(instance, viewer, account.id) : [];
      const timeline = await profileTimeline(instance, viewer, account.id, name, { before: before(request) });
      const page = await pageOf(web, request, response);
      await send(
        web,
        request,
        response,
        profilePage(asPublic ? { ...page, viewer: null } : page, { profile, tab: name, timeline, pinned, asPublic }),
      );
    });
  tab('/@:handle', 'posts');
  tab('/@:handle/replies', 'replies');
  tab('/@:handle/media', 'media');

  router.get('/@:handle/followers', (request, response) => people(request, response, 'followers'));
  router.get('/@:handle/following', (request, response) => people(request, response, 'following'));

  async function people(request: Request, response: Response, list: 'followers' | 'following') {
    const account = await accountOf(request, response);
    const page = await pageOf(web, request, response);
    const { t } = page;
    const rows = await (list === 'followers' ? followersOf : followingOf)(
      instance,
      account.id,
      Number(request.query.before) || undefined,
      41,
    );
    const shown = rows.slice(0, 40);
    const profile = await profileOf(instance, viewerOf(response), account);
    const view = {
      title: t(`people.${list}`, { name: profile.displayName }),
      back: { href: profile.path, label: profile.displayName },
      people: await accountList(
        instance,
        shown.map((row) => (list === 'followers' ? row.followerId : row.followedId)),
      ),
      next: rows.length > 40 ? `${profile.path}/${list}?before=${shown.at(-1)!.id}` : null,
      emptySentence: t('people.noneYet'),
    };
    await send(web, request, response, peoplePage(page, view));
  }

  async function accountOf(request: Request, response: Response) {
    const handle = String(request.params.handle);
    const known = await accountByHandle(instance, handle);
    if (known) return known;
    // Strangers cannot make this server ask others.
    if (!handle.includes('@') || !signedIn(response)) throw notFound();
    await instance.discover.account(handle).catch(() => null);
    const found = await accountByHandle(instance, handle);
    if (!found) throw notFound();
    return found;
  }
  return router;
}
