import { type Request, type Response, Router } from 'express';
import { type Form, noForm } from '../../views/form.ts';
import { gatheringFormPage } from '../../views/gatherings/form.ts';
import { attendeesPage, cancelGatheringPage } from '../../views/gatherings/pages.ts';
import { gathering as gatheringFiche } from '../../views/posts/gathering.ts';
import type { Viewer } from '../accounts/account.ts';
import { accountById } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { findCommunityById } from '../communities/community.ts';
import { communityViews } from '../communities/community-views.ts';
import { writingFault } from '../communities/membership.ts';
import { forbidden, notFound } from '../platform/refusal.ts';
import { ownZone } from '../platform/zones.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send, wantsFragment } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember, type SignedIn, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { attend, attendeesOf, decline } from './attend.ts';
import { calendarOf, sendCalendar } from './calendar-routes.ts';
import { cancelGathering, changeGathering, organisedPost } from './change-gathering.ts';
import { audienceIn } from './community-post.ts';
import { gatheringOf } from './gathering.ts';
import { fieldsOfGathering, gatheringDraftOf } from './gathering-fields.ts';
import { ownPost, postsByIds, visiblePost } from './post.ts';
import { postPath, postViews } from './post-views.ts';
import type { Attendance, PostView } from './view.ts';
import { writePost } from './write-post.ts';

/** Events of communities: writing one, coming or not, who comes, changing it, calling it off. */
export function gatheringRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/gatherings/new', (request, response) =>
    showNew(request, response, String(request.query.community ?? '')),
  );

  router.post('/gatherings', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const fields = fieldsOf(response);
    const { community: communityId = '', title = '', text = '' } = fields.values;
    const community = await findCommunityById(instance, viewer, communityId);
    try {
      const author = (await accountById(instance, member.accountId))!;
      const id = await writePost(instance, author, {
        ...{ text, title, communityId, notice: '', language: member.language, audience: audienceIn(community.reach) },
        ...{ inReplyToId: null, mediaIds: [], poll: null },
        gathering: gatheringDraftOf(fields.values, member.timeZone ?? ownZone()),
      });
      flash(instance, response, 'gathering.published');
      response.redirect(303, postPath({ path: `/@${author.name}` }, id));
    } catch (fault) {
      await showNew(request, response, communityId, formOf(fields, fault));
    }
  });

  router.get('/gatherings/:id/edit', (request, response) => showEdit(request, response));

  router.post('/gatherings/:id', async (request, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    const { post, known } = await ownGathering(member.accountId, id);
    const fields = fieldsOf(response);
    const { title = '', text = '' } = fields.values;
    try {
      const changes = gatheringDraftOf(fields.values, known.zone);
      await changeGathering(instance, member.accountId, id, { title, text, language: post.language }, changes);
      flash(instance, response, 'gathering.saved');
      response.redirect(303, `/posts/${id}`);
    } catch (fault) {
      await showEdit(request, response, formOf(fields, fault));
    }
  });

  const say = (path: 'attend' | 'decline', work: (viewer: NonNullable<Viewer>, id: string) => Promise<unknown>) =>
    router.post(`/gatherings/:id/${path}`, async (request: Request<{ id: string }>, response) => {
      const { viewer } = requireMember(response);
      const { id } = request.params;
      await work(viewer, id);
      if (!wantsFragment(request)) return back(instance, request, response, `rsvp-${id}`, `/posts/${id}`);
      const view = await viewOf(viewer, id);
      // On the page of the event all of it stands; in a list, the short form.
      const large = String(request.headers['hx-current-url'] ?? '').endsWith(view.path);
      const fiche = gatheringFiche(await pageOf(web, request, response), view, view.gathering!, {
        large,
        answered: true,
      });
      await send(web, request, response, fiche);
    });
  say('attend', (viewer, id) => attend(instance, viewer, id));
  say('decline', (viewer, id) => decline(instance, viewer, id));

  router.get('/gatherings/:id/people', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    await organisedPost(instance, member.accountId, id);
    const people = async (...states: Attendance[]) =>
      accountList(
        instance,
        (await attendeesOf(instance, id, states)).map((row) => row.accountId),
      );
    const view = {
      post: await viewOf(viewer, id),
      going: await people('going'),
      waiting: await people('waiting'),
      declined: await people('declined'),
    };
    await send(web, request, response, attendeesPage(await pageOf(web, request, response), view));
  });

  router.get('/gatherings/:id/cancel', async (request, response) => {
    const { member, viewer } = requireMember(response);
    await organisedPost(instance, member.accountId, request.params.id);
    const view = await viewOf(viewer, request.params.id);
    await send(web, request, response, cancelGatheringPage(await pageOf(web, request, response), view));
  });

  router.post('/gatherings/:id/cancel', async (request, response) => {
    const { member } = requireMember(response);
    const { id } = request.params;
    await cancelGathering(instance, member.accountId, id);
    flash(instance, response, 'gathering.calledOff');
    response.redirect(303, `/posts/${id}`);
  });

  router.get('/gatherings/:id/event.ics', async (request, response) => {
    const view = await viewOf(viewerOf(response), request.params.id);
    sendCalendar(response, calendarOf(instance, view.title ?? '', [view]), 'event');
  });

  async function showNew(request: Request, response: Response, communityId: string, form: Form = noForm) {
    const { member, viewer } = requireMember(response);
    const community = await findCommunityById(instance, viewer, communityId);
    const fault = await writingFault(instance, member.accountId, community, false);
    if (fault) throw forbidden(fault);
    const [view] = await communityViews(instance, viewer, [community]);
    if (!view) throw notFound();
    const zone = member.timeZone ?? ownZone();
    const shown = gatheringFormPage(await pageOf(web, request, response), {
      community: view,
      form,
      zone,
      editing: null,
    });
    await send(web, request, response, shown, form === noForm ? 200 : 422);
  }

  async function showEdit(request: Request<{ id: string }>, response: Response, form?: Form) {
    const { member, viewer }: SignedIn = requireMember(response);
    const { id } = request.params;
    const { post, known } = await ownGathering(member.accountId, id);
    const view = await viewOf(viewer, id);
    const shown = gatheringFormPage(await pageOf(web, request, response), {
      community: view.community!,
      form: form ?? { values: fieldsOfGathering(post, known), faults: {} },
      zone: known.zone,
      editing: { id, path: view.path },
    });
    await send(web, request, response, shown, form ? 422 : 200);
  }

  async function ownGathering(accountId: string, id: string) {
    const post = await ownPost(instance, accountId, id);
    const known = post.deletedAt ? null : await gatheringOf(instance, id);
    if (!known) throw notFound();
    return { post, known };
  }

  /** An event that the viewer may read. */
  async function viewOf(viewer: Viewer, id: string): Promise<PostView> {
    const post = await visiblePost(instance, viewer, id);
    const [view] = await postViews(instance, viewer, await postsByIds(instance, [post.id]));
    if (!view?.gathering) throw notFound();
    return view;
  }
  return router;
}
