import { type Request, type Response, Router } from 'express';
import { communitySettingsPage, newCommunityPage } from '../../views/communities/form.ts';
import { joinControls } from '../../views/communities/join.ts';
import { communitiesPage } from '../../views/communities/list.ts';
import { communityPage } from '../../views/communities/page.ts';
import { communityRequestsPage, membersPage } from '../../views/communities/people.ts';
import { type Form, noForm } from '../../views/form.ts';
import { html } from '../../views/html.ts';
import type { Viewer } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { acceptFollow, followersOf, followRequestsOf, rejectFollow } from '../accounts/follow.ts';
import { forbidden } from '../platform/refusal.ts';
import { type CommunitySort, communityTimeline } from '../posts/community-timeline.ts';
import { before } from '../posts/timeline-routes.ts';
import { flash } from '../web/flash.ts';
import { type Fields, fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { agendaRoutes } from './agenda-routes.ts';
import { changeCommunity, findCommunity, findCommunityById, openCommunity } from './community.ts';
import { communityLists, communityViews } from './community-views.ts';
import { frameOf } from './frame-routes.ts';
import { join, leave, roleOf } from './membership.ts';
import type { CommunitySettings } from './view.ts';

const mostShown = 40;

/** Communities: the list, each with its threads and its people, coming in and going out, and what owners set. */
export function communityRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router().use(agendaRoutes(web));

  router.get('/communities', async (request, response) => {
    const lists = await communityLists(instance, viewerOf(response));
    await send(web, request, response, communitiesPage(await pageOf(web, request, response), lists));
  });

  router.get('/communities/new', (request, response) => showNew(request, response));

  router.post('/communities', async (request, response) => {
    const { member } = requireMember(response);
    const fields = fieldsOf(response);
    try {
      const name = fields.values.name ?? '';
      await openCommunity(instance, member.accountId, name, settingsOf(fields));
      flash(instance, response, 'community.opened');
      response.redirect(303, `/communities/${name.trim().toLowerCase()}`);
    } catch (fault) {
      await showNew(request, response, formOf(fields, fault));
    }
  });

  const feedAt = (path: string, sort: CommunitySort) =>
    router.get(path, async (request: Request<{ handle: string }>, response) => {
      const viewer = viewerOf(response);
      const frame = await frameOf(web, request, response);
      const { id } = frame.community;
      const cursor = { before: before(request) };
      const timeline = await communityTimeline(instance, viewer, id, sort, cursor);
      const page = await pageOf(web, request, response);
      await send(web, request, response, communityPage(page, { ...frame, sort, timeline }));
    });
  feedAt('/communities/:handle', 'new');
  feedAt('/communities/:handle/unanswered', 'unanswered');

  router.get('/communities/:handle/members', async (request, response) => {
    const frame = await frameOf(web, request, response);
    const { community } = frame;
    // Who is in a closed community is told to its members.
    const told = community.reach === 'public' || community.membership?.state === 'member';
    const rows = told
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

  router.get('/communities/:handle/requests', async (request, response) => {
    const { member } = requireMember(response);
    const frame = await frameOf(web, request, response);
    await requireRole(member.accountId, frame.community.id);
    const rows = await followRequestsOf(instance, frame.community.id, undefined, 100);
    const people = await accountList(
      instance,
      rows.map((row) => row.followerId),
    );
    const page = await pageOf(web, request, response);
    await send(web, request, response, communityRequestsPage(page, { ...frame, people }));
  });

  const settle = (path: 'accept' | 'reject', work: typeof acceptFollow) =>
    router.post(`/communities/:id/requests/:accountId/${path}`, async (request, response) => {
      const { member } = requireMember(response);
      const { id, accountId } = request.params as { id: string; accountId: string };
      await requireRole(member.accountId, id);
      await work(instance, id, accountId);
      back(instance, request, response, '', '/communities');
    });
  settle('accept', acceptFollow);
  settle('reject', rejectFollow);

  router.get('/communities/:handle/settings', (request, response) => showSettings(request, response));

  router.post('/communities/:id/settings', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    const community = await findCommunityById(instance, viewer, id);
    await requireRole(member.accountId, id);
    const fields = fieldsOf(response);
    const [{ path } = { path: '' }] = await communityViews(instance, viewer, [community]);
    try {
      await changeCommunity(instance, id, settingsOf(fields));
      flash(instance, response, 'community.saved');
      response.redirect(303, path);
    } catch (fault) {
      request.params = { id, handle: path.split('/').at(-1)! } as typeof request.params;
      await showSettings(request as unknown as Request<{ handle: string }>, response, formOf(fields, fault));
    }
  });

  const comeOrGo = (path: 'join' | 'leave', work: (accountId: string, id: string) => Promise<unknown>) =>
    router.post(`/communities/:id/${path}`, async (request, response) => {
      const { member, viewer } = requireMember(response);
      const { id } = request.params as { id: string };
      const community = await findCommunityById(instance, viewer, id);
      await work(member.accountId, id);
      if (!wantsFragment(request)) return back(instance, request, response, '', '/communities');
      const [view] = await communityViews(instance, viewer, [community]);
      await send(web, request, response, html`${joinControls(await pageOf(web, request, response), view!)}`);
    });
  comeOrGo('join', (accountId, id) => join(instance, accountId, id));
  comeOrGo('leave', (accountId, id) => leave(instance, accountId, id));

  async function showNew(request: Request, response: Response, form: Form = noForm) {
    requireMember(response);
    const page = await pageOf(web, request, response);
    await send(web, request, response, newCommunityPage(page, form), form === noForm ? 200 : 422);
  }

  async function showSettings(request: Request<{ handle: string }>, response: Response, form?: Form) {
    const { member, viewer } = requireMember(response);
    const frame = await frameOf(web, request, response);
    await requireRole(member.accountId, frame.community.id);
    const { account, community } = await findCommunity(instance, viewer, request.params.handle);
    const { reach, admission, posting, rules, language, topics } = community;
    const values = {
      displayName: account.displayName,
      purpose: account.bioSource,
      reach,
      admission,
      posting,
      rules,
      topics: topics.join(', '),
      ...(language && { language }),
    };
    const page = await pageOf(web, request, response);
    await send(
      web,
      request,
      response,
      communitySettingsPage(page, frame, form ?? { values, faults: {} }),
      form ? 422 : 200,
    );
  }

  async function requireRole(accountId: string, id: string) {
    const known: Viewer = { accountId, local: true };
    await findCommunityById(instance, known, id);
    if (!(await roleOf(instance, accountId, id))) throw forbidden('community.hostsOnly');
  }
  return router;
}

const settingsOf = ({ values }: Fields): CommunitySettings => ({
  displayName: values.displayName ?? '',
  purpose: values.purpose ?? '',
  rules: values.rules ?? '',
  reach: values.reach as CommunitySettings['reach'],
  admission: values.admission as CommunitySettings['admission'],
  posting: values.posting as CommunitySettings['posting'],
  language: /^[a-z]{2,3}$/.test(values.language ?? '') ? values.language! : null,
  topics: (values.topics ?? '').split(','),
});
