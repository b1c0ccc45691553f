import { type Response, Router } from 'express';
import { newCommunityPage } from '../../views/communities/form.ts';
import { joinControls, joinPage, welcomePage } from '../../views/communities/join.ts';
import { communitiesPage } from '../../views/communities/list.ts';
import { communityPage } from '../../views/communities/page.ts';
import { membersPage } from '../../views/communities/people.ts';
import { type Form, noForm } from '../../views/form.ts';
import { html } from '../../views/html.ts';
import { accountList } from '../accounts/account-view.ts';
import { followersOf } from '../accounts/follow.ts';
import { renderMarkdown } from '../platform/markdown.ts';
import { type CommunitySort, communityTimeline, featuredIn } from '../posts/community-timeline.ts';
import { before } from '../posts/timeline-routes.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { agendaRoutes } from './agenda-routes.ts';
import { findCommunityById, openCommunity, questionsOf, rulesOf } from './community.ts';
import { settingsOf } from './community-fields.ts';
import { communityLists, communityViews, topicsKnown } from './community-views.ts';
import { frameOf, isTold, type OfHandle } from './frame-routes.ts';
import { askToJoin, forgetAnswers } from './join.ts';
import { setLevel } from './level.ts';
import { isMember, leave } from './membership.ts';
import { mustBeAllowed } from './opening.ts';
import { keepingPictures } from './picture-routes.ts';

const mostShown = 40;

/** Communities: the list, each with its threads and its people, coming in and going out. */
export function communityRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router().use(agendaRoutes(web));

  router.get('/communities', async (request, response) => {
    const viewer = viewerOf(response);
    const { topics, topic, ids } = await topicsKnown(instance, viewer, String(request.query.topic ?? ''));
    const lists = await communityLists(instance, viewer, ids);
    const page = await pageOf(web, request, response);
    await send(web, request, response, communitiesPage(page, { ...lists, topics, topic }));
  });

  router.get('/communities/new', (request, response) => showNew(request, response));

  router.post('/communities', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    // Its pictures are its own from the start: they go with it, and not with who opened it.
    const id = instance.ids();
    try {
      const name = fields.values.name ?? '';
      await keepingPictures(web, fields, { accountId: id, byId: member.accountId }, (pictures) =>
        openCommunity(instance, member.accountId, name, { ...settingsOf(fields), ...pictures }, id),
      );
      const waits = await mustBeAllowed(instance, member.accountId);
      flash(instance, response, waits ? 'community.wished' : 'community.opened');
      response.redirect(303, `/communities/${name.trim().toLowerCase()}`);
    } catch (fault) {
      await showNew(request, response, formOf(fields, fault));
    }
  });

  const feedAt = (path: string, sort: CommunitySort) =>
    router.get(path, async (request: OfHandle, response) => {
      const viewer = viewerOf(response);
      const frame = await frameOf(web, request, response);
      const { id } = frame.community;
      const cursor = { before: before(request) };
      const timeline = await communityTimeline(instance, viewer, id, sort, cursor);
      const featured = sort === 'active' && !cursor.before ? await featuredIn(instance, viewer, id) : [];
      const page = await pageOf(web, request, response);
      await send(web, request, response, communityPage(page, { ...frame, sort, timeline, featured }));
    });
  feedAt('/communities/:handle', 'active');
  feedAt('/communities/:handle/new', 'new');
  feedAt('/communities/:handle/unanswered', 'unanswered');

  router.get('/communities/:handle/members', async (request, response) => {
    const frame = await frameOf(web, request, response);
    const { community } = frame;
    const rows = isTold(community)
      ? await followersOf(instance, community.id, Number(request.query.before) || undefined, mostShown + 1)
      : [];
    const shown = rows.slice(0, mostShown);
    const people = await accountList(
      instance,
      shown.map((row) => row.followerId),
    );
    const next = rows.length > mostShown ? `${community.path}/members?before=${shown.at(-1)!.id}` : null;
    const page = await pageOf(web, request, response);
    await send(web, request, response, membersPage(page, { ...frame, people, next }));
  });

  router.get('/communities/:handle/join', (request, response) => showJoin(request, response));

  router.post('/communities/:id/join', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    const community = await findCommunityById(instance, viewer, id);
    const fields = fieldsOf(response);
    const [view] = await communityViews(instance, viewer, [community]);
    try {
      const { accepted } = await askToJoin(instance, member.accountId, community, fields.values);
      if (wantsFragment(request)) return sendControls(request, response, id);
      if (accepted && community.welcome) return response.redirect(303, `${view!.path}/welcome`);
      // A form of its own led here, or a button on some page.
      if (view!.asksFirst) return response.redirect(303, view!.path);
      back(instance, request, response, `join-${id}`, view!.path);
    } catch (fault) {
      request.params = { ...request.params, handle: view!.path.split('/').at(-1)! } as typeof request.params;
      await showJoin(request as unknown as OfHandle, response, formOf(fields, fault));
    }
  });

  router.post('/communities/:id/leave', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    await findCommunityById(instance, viewer, id);
    await leave(instance, member.accountId, id);
    await forgetAnswers(instance, id, member.accountId);
    if (wantsFragment(request)) return sendControls(request, response, id);
    back(instance, request, response, '', '/communities');
  });

  router.post('/communities/:id/level', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    await findCommunityById(instance, viewer, id);
    await setLevel(instance, member.accountId, id, fieldsOf(response).values.level ?? '');
    flash(instance, response, 'community.saved');
    back(instance, request, response, '', '/communities');
  });

  router.get('/communities/:handle/welcome', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const frame = await frameOf(web, request, response);
    const community = await findCommunityById(instance, viewer, frame.community.id);
    if (!community.welcome || !(await isMember(instance, member.accountId, community.accountId)))
      return response.redirect(303, frame.community.path);
    await send(
      web,
      request,
      response,
      welcomePage(await pageOf(web, request, response), frame, renderMarkdown(community.welcome).html),
    );
  });

  async function sendControls(request: Parameters<typeof wantsFragment>[0], response: Response, id: string) {
    const community = await findCommunityById(instance, viewerOf(response), id).catch(() => null);
    const [view] = community ? await communityViews(instance, viewerOf(response), [community]) : [];
    const page = await pageOf(web, request, response);
    await send(web, request, response, html`${view && joinControls(page, view)}`);
  }

  async function showJoin(request: OfHandle, response: Response, form: Form = noForm) {
    const { viewer } = requireMember(response);
    const frame = await frameOf(web, request, response);
    const community = await findCommunityById(instance, viewer, frame.community.id);
    const asked = { rules: rulesOf(community.rules), questions: questionsOf(community) };
    const page = await pageOf(web, request, response);
    await send(web, request, response, joinPage(page, { ...frame, ...asked }, form), form === noForm ? 200 : 422);
  }

  async function showNew(request: Parameters<typeof pageOf>[1], response: Response, form: Form = noForm) {
    requireMember(response);
    const page = await pageOf(web, request, response);
    await send(web, request, response, newCommunityPage(page, form), form === noForm ? 200 : 422);
  }
  return router;
}
