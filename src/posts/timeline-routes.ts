import { type Request, type Response, Router } from 'express';
import { hashtagPage } from '../../views/posts/hashtag.ts';
import { type HomeView, homePage } from '../../views/posts/home.ts';
import { landingPage } from '../../views/site/landing.ts';
import { accountList } from '../accounts/account-view.ts';
import { countMembers, markHomeSeen } from '../accounts/members.ts';
import { newcomers } from '../accounts/newcomers.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { communityLists, suggestedCommunities } from '../communities/community-views.ts';
import { hasPartners } from '../partners/scope.ts';
import { idAt, idTime, isId } from '../platform/ids.ts';
import { unavailable } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember, signedIn, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { followedTagsOf, followTag, hashtagName, unfollowTag } from './followed-tag.ts';
import {
  hashtagTimeline,
  homeTimeline,
  newInFeed,
  organisationTimeline,
  partnersTimeline,
  publicLocalTimeline,
  publicTimeline,
  unansweredTimeline,
} from './timelines.ts';
import type { TimelinePage } from './view.ts';

/** Home, organisation, public, hashtag: each ends, older posts are a link. */
export function timelineRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/', async (request, response) => {
    const known = signedIn(response);
    if (!known) {
      const { posts } = await publicLocalTimeline(instance, null, { most: 5 });
      const own = await organisationOf(instance);
      const [voice] = own ? await accountList(instance, [own.accountId]) : [];
      if (!voice) throw unavailable();
      const { host } = new URL(instance.config.origin);
      const communities = (await communityLists(instance, null)).here.slice(0, 5);
      const view = { voice, members: await countMembers(instance), posts, communities, host };
      return send(web, request, response, landingPage(await pageOf(web, request, response), view));
    }
    const timeline = await homeTimeline(instance, known.viewer, { before: before(request) });
    const since = known.member.homeSeenAt;
    const fresh = since ? { count: await newInFeed(instance, known.viewer, 'home', idAt(since)), since } : null;
    await showFeed(request, response, 'home', timeline, fresh);
    const newest = timeline.posts[0]?.entryId;
    if (newest && !before(request) && idTime(newest) > (since ?? 0))
      await markHomeSeen(instance, known.member.accountId, idTime(newest)).catch(() => {});
  });

  router.get('/organisation', async (request, response) => {
    const { viewer } = requireMember(response);
    await showFeed(
      request,
      response,
      'organisation',
      await organisationTimeline(instance, viewer, { before: before(request) }),
    );
  });

  router.get('/organisation/partners', async (request, response) => {
    const { viewer } = requireMember(response);
    await showFeed(
      request,
      response,
      'partners',
      await partnersTimeline(instance, viewer, { before: before(request) }),
    );
  });

  router.get('/organisation/unanswered', async (request, response) => {
    const { viewer } = requireMember(response);
    const timeline = await unansweredTimeline(instance, viewer, { before: before(request) });
    await showFeed(request, response, 'unanswered', timeline);
  });

  router.get('/public', async (request, response) => {
    const { viewer } = requireMember(response);
    await showFeed(request, response, 'public', await publicTimeline(instance, viewer, { before: before(request) }));
  });

  router.get('/tags/:name', async (request, response) => {
    const timeline = await hashtagTimeline(instance, viewerOf(response), request.params.name, {
      before: before(request),
    });
    const { name } = request.params;
    const known = signedIn(response);
    const followed = known && (await followedTagsOf(instance, known.member.accountId)).map((row) => row.name);
    await send(web, request, response, hashtagPage(await pageOf(web, request, response), name, timeline, followed));
  });

  router.post('/tags/:name/follow', async (request, response) => {
    const { member } = requireMember(response);
    const name = hashtagName(request.params.name);
    await followTag(instance, member.accountId, name);
    flash(instance, response, 'tag.comesHome', { args: { name } });
    response.redirect(303, `/tags/${encodeURIComponent(name)}`);
  });

  router.post('/tags/:name/follow/delete', async (request, response) => {
    const { member } = requireMember(response);
    const name = hashtagName(request.params.name);
    await unfollowTag(instance, member.accountId, name);
    flash(instance, response, 'tag.staysAway', { args: { name } });
    response.redirect(303, `/tags/${encodeURIComponent(name)}`);
  });

  async function showFeed(
    request: Request,
    response: Response,
    feed: HomeView['feed'],
    timeline: TimelinePage,
    fresh: HomeView['fresh'] = null,
  ) {
    const { member, viewer } = requireMember(response);
    const view: HomeView = {
      feed,
      timeline,
      fresh,
      audience: member.defaultAudience,
      newcomers: await newcomers(instance),
      suggested: feed === 'home' && !timeline.posts.length ? await suggestedCommunities(instance, viewer) : [],
      hasPartners: await hasPartners(instance, 'communities'),
      isOlder: before(request) !== undefined,
    };
    await send(web, request, response, homePage(await pageOf(web, request, response), view));
  }
  return router;
}

/** `?before=` of a timeline; anything but an id is as if it were not there. */
export const before = (request: Request): string | undefined => {
  const text = request.query.before;
  return isId(text) ? text.padStart(18, '0') : undefined;
};
