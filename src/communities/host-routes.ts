import { type Response, Router } from 'express';
import { communitySettingsPage } from '../../views/communities/form.ts';
import { communityRequestsPage } from '../../views/communities/people.ts';
import { communityRolesPage } from '../../views/communities/roles.ts';
import { type Form, noForm } from '../../views/form.ts';
import { accountByHandle, accountById } from '../accounts/account.ts';
import { accountList } from '../accounts/account-view.ts';
import { acceptFollow, followRequestsOf, rejectFollow } from '../accounts/follow.ts';
import { createTranslate, type Language } from '../platform/i18n.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { writePost } from '../posts/write-post.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { changeCommunity, findCommunity, findCommunityById } from './community.ts';
import { settingsOf } from './community-fields.ts';
import { communityViews } from './community-views.ts';
import { frameOf, hostedHere, type OfHandle, owned } from './frame-routes.ts';
import { adopt, archive, giveRole } from './hosts.ts';
import { invite, invitedTo, uninvite } from './invitation.ts';
import { answersOf, forgetAnswers, newHost } from './join.ts';
import { peopleWith } from './membership.ts';
import { keepingPictures } from './picture-routes.ts';
import type { CommunityRole } from './view.ts';

/** What who looks after a community sees of it: requests, settings, and who does what. */
export function communityHostRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/communities/:handle/requests', (request, response) => showRequests(request, response));

  async function showRequests(request: OfHandle, response: Response, form: Form = noForm) {
    const { member } = requireMember(response);
    const frame = await frameOf(web, request, response);
    const { id } = frame.community;
    await hostedHere(web, member.accountId, id);
    const rows = await followRequestsOf(instance, id, undefined, 100);
    const ids = rows.map((row) => row.followerId);
    const answers = await answersOf(instance, id, ids);
    const hosts = new Map<string, string | null>();
    for (const one of ids) hosts.set(one, await newHost(instance, id, one));
    const people = (await accountList(instance, ids)).map((account) => ({
      account,
      answers: answers.get(account.id) ?? [],
      newHost: hosts.get(account.id) ?? null,
    }));
    const page = await pageOf(web, request, response);
    const invited = await accountList(instance, await invitedTo(instance, id));
    const view = { ...frame, people, invited };
    await send(web, request, response, communityRequestsPage(page, view, form), form === noForm ? 200 : 422);
  }

  router.post('/communities/:id/invitations', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    await hostedHere(web, member.accountId, id);
    const fields = fieldsOf(response);
    const handle = (fields.values.handle ?? '').trim().replace(/^@/, '');
    const path = await pathOf(id, viewer);
    try {
      const known = await accountByHandle(instance, handle);
      const found =
        known?.id ?? (handle.includes('@') ? await instance.discover.account(handle).catch(() => null) : null);
      if (!found) throw new Invalid({ handle: 'community.nobody' });
      await web.limits.report.take(member.accountId);
      await asFault(invite(instance, member.accountId, id, found));
      await sendInvitation(response, id, found);
      flash(instance, response, 'community.invitedNow');
      response.redirect(303, `${path}/requests`);
    } catch (fault) {
      await showRequests(at(request, path), response, formOf(fields, fault));
    }
  });

  router.post('/communities/:id/invitations/:accountId/delete', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id, accountId } = request.params;
    await hostedHere(web, member.accountId, id);
    await uninvite(instance, id, accountId);
    response.redirect(303, `${await pathOf(id, viewer)}/requests`);
  });

  /** Who is elsewhere gets a message; ours are told by a notification. */
  async function sendInvitation(response: Response, id: string, accountId: string) {
    const { member } = requireMember(response);
    const [host, guest, group] = await Promise.all(
      [member.accountId, accountId, id].map((one) => accountById(instance, one)),
    );
    if (!host || !guest?.host || !group) return;
    const t = createTranslate(member.language as Language);
    const link = `${instance.config.origin}/communities/${group.name}`;
    const handle = `@${guest.name}@${guest.host}`;
    const address = `@${group.name}@${new URL(instance.config.origin).host}`;
    const text = t('community.invitationText', { handle, name: group.displayName, address, link });
    const draft = {
      text,
      notice: '',
      language: member.language,
      audience: 'direct' as const,
      inReplyToId: null,
      mediaIds: [],
      poll: null,
    };
    await writePost(instance, host, draft);
  }

  const settle = (path: 'accept' | 'reject', work: typeof acceptFollow) =>
    router.post(`/communities/:id/requests/:accountId/${path}`, async (request, response) => {
      const { member } = requireMember(response);
      const { id, accountId } = request.params as { id: string; accountId: string };
      await hostedHere(web, member.accountId, id);
      await work(instance, id, accountId);
      await forgetAnswers(instance, id, accountId);
      back(instance, request, response, '', '/communities');
    });
  settle('accept', acceptFollow);
  settle('reject', rejectFollow);

  router.get('/communities/:handle/settings', (request, response) => showSettings(request, response));

  router.post('/communities/:id/settings', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    await hostedHere(web, member.accountId, id);
    const fields = fieldsOf(response);
    const path = await pathOf(id, viewer);
    try {
      await keepingPictures(web, fields, { accountId: id, byId: member.accountId }, (pictures) =>
        changeCommunity(instance, id, { ...settingsOf(fields), ...pictures }),
      );
      flash(instance, response, 'community.saved');
      response.redirect(303, path);
    } catch (fault) {
      await showSettings(at(request, path), response, formOf(fields, fault));
    }
  });

  router.get('/communities/:handle/people', (request, response) => showRoles(request, response));

  router.post('/communities/:id/roles', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    await owned(web, member.accountId, id);
    const fields = fieldsOf(response);
    const { handle = '', role = '' } = fields.values;
    const path = await pathOf(id, viewer);
    try {
      const account = await accountByHandle(instance, handle.trim());
      if (!account) throw new Invalid({ handle: 'community.nobody' });
      const given = roles.has(role) ? (role as CommunityRole) : null;
      await asFault(giveRole(instance, member.accountId, id, account.id, given));
      flash(instance, response, 'community.roleGiven');
      response.redirect(303, account.id === member.accountId && given !== 'owner' ? path : `${path}/people`);
    } catch (fault) {
      await showRoles(at(request, path), response, formOf(fields, fault));
    }
  });

  const keep = (path: 'archive' | 'reopen', archived: boolean) =>
    router.post(`/communities/:id/${path}`, async (request, response) => {
      const { member, viewer } = requireMember(response);
      const id = String(request.params.id);
      await owned(web, member.accountId, id);
      await archive(instance, member.accountId, id, archived);
      flash(instance, response, archived ? 'community.archivedNow' : 'community.reopenedNow');
      response.redirect(303, await pathOf(id, viewer));
    });
  keep('archive', true);
  keep('reopen', false);

  router.post('/communities/:id/adopt', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const { id } = request.params;
    await findCommunityById(instance, viewer, id);
    await adopt(instance, member.accountId, id);
    flash(instance, response, 'community.adopted');
    response.redirect(303, await pathOf(id, viewer));
  });

  const roles = new Set(['owner', 'moderator']);

  async function showRoles(request: OfHandle, response: Response, form: Form = noForm) {
    const { member } = requireMember(response);
    const frame = await frameOf(web, request, response);
    const { id } = frame.community;
    await owned(web, member.accountId, id);
    const list = async (role: CommunityRole) => accountList(instance, await peopleWith(instance, id, [role]));
    const view = { ...frame, owners: await list('owner'), moderators: await list('moderator') };
    const page = await pageOf(web, request, response);
    await send(web, request, response, communityRolesPage(page, view, form), form === noForm ? 200 : 422);
  }

  async function showSettings(request: OfHandle, response: Response, form?: Form) {
    const { member, viewer } = requireMember(response);
    const frame = await frameOf(web, request, response);
    await hostedHere(web, member.accountId, frame.community.id);
    const { account, community } = await findCommunity(instance, viewer, request.params.handle);
    const { reach, admission, posting, rules, language, topics, approveFirst, questions, welcome } = community;
    const values = {
      displayName: account.displayName,
      purpose: account.bioSource,
      reach,
      admission,
      posting,
      rules,
      questions,
      welcome,
      approveFirst: String(approveFirst),
      topics: topics.join(', '),
      ...(language && { language }),
    };
    const page = await pageOf(web, request, response);
    const shown = communitySettingsPage(page, frame, form ?? { values, faults: {} });
    await send(web, request, response, shown, form ? 422 : 200);
  }

  async function pathOf(id: string, viewer: Parameters<typeof communityViews>[1]): Promise<string> {
    const [view] = await communityViews(instance, viewer, [await findCommunityById(instance, viewer, id)]);
    return view!.path;
  }
  return router;
}

/** What cannot be done with whom was named is a fault of the field that names them. */
const asFault = (work: Promise<void>): Promise<void> =>
  work.catch((fault) => {
    throw fault instanceof Refusal && fault.status === 422 ? new Invalid({ handle: fault.key }) : fault;
  });

/** The request as if it had come to the page at `path`, whose form comes back with faults. */
const at = (request: { params: object }, path: string): OfHandle =>
  Object.assign(request, { params: { ...request.params, handle: path.split('/').at(-1)! } }) as unknown as OfHandle;
