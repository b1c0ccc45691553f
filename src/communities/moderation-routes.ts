import { type Response, Router } from 'express';
import { bansPage, logPage, moderatePage, queuePage } from '../../views/communities/moderation.ts';
import { type Form, noForm } from '../../views/form.ts';
import { accountList, accountViews } from '../accounts/account-view.ts';
import type { Instance } from '../instance.ts';
import { dismissReport, hostReports } from '../moderation/host-reports.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { featurePost } from '../posts/feature-post.ts';
import { approve, heldIn, refuse } from '../posts/held-post.ts';
import { lockThread, removeFromCommunity, restoreToCommunity } from '../posts/moderate-post.ts';
import { type Post, postsByIds, visiblePost } from '../posts/post.ts';
import { postViews } from '../posts/post-views.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf, formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requireMember, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { askHost } from './ask.ts';
import { ban, bansOf, unban } from './ban.ts';
import type { Community } from './community.ts';
import { communityViews } from './community-views.ts';
import { frameOf, hosted, hostedHere, isTold, type OfHandle } from './frame-routes.ts';
import { logOf } from './log.ts';
import type { CommunityAct } from './view.ts';

const dayMs = 86_400_000;
const mostListed = 40;
type OfPost = OfHandle & { params: { handle: string; postId: string } };

/** Order in a community: what waits for its hosts, what they do to posts and people, and the log of it. */
export function communityModerationRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/communities/:handle/log', async (request, response) => {
    const frame = await frameOf(web, request, response);
    const { community } = frame;
    const after = Number(request.query.before) || undefined;
    const rows = isTold(community) ? await logOf(instance, community.id, after, mostListed + 1) : [];
    const shown = rows.slice(0, mostListed);
    const people = await accountViews(
      instance,
      shown.flatMap((row) => [row.byId, row.aboutId ?? row.byId]),
    );
    const entries = shown.map((row) => ({
      ...row,
      by: people.get(row.byId) ?? null,
      about: row.aboutId ? (people.get(row.aboutId) ?? null) : null,
    }));
    const next = rows.length > mostListed ? `${community.path}/log?before=${shown.at(-1)!.id}` : null;
    const page = await pageOf(web, request, response);
    await send(web, request, response, logPage(page, { ...frame, entries, next }));
  });

  router.get('/communities/:handle/queue', async (request, response) => {
    const { member, viewer } = requireMember(response);
    const frame = await frameOf(web, request, response);
    const { id } = frame.community;
    await hostedHere(web, member.accountId, id);
    const held = await postViews(instance, viewer, await heldIn(instance, id));
    const rows = await hostReports(instance, id);
    const reported = await postsByIds(instance, [...new Set(rows.flatMap((row) => row.postIds))]);
    const inIt = reported.filter((post) => post.communityId === id && !post.deletedAt);
    const views = await postViews(instance, viewer, inIt);
    const reports = rows.map((row) => ({ ...row, posts: views.filter((view) => row.postIds.includes(view.id)) }));
    const page = await pageOf(web, request, response);
    await send(web, request, response, queuePage(page, { ...frame, held, reports }));
  });

  router.post('/communities/:id/held/:postId/:answer', async (request, response) => {
    const { member } = requireMember(response);
    const { id, postId, answer } = request.params as Record<'id' | 'postId' | 'answer', string>;
    const community = await hostedHere(web, member.accountId, id);
    const [post] = await postsByIds(instance, [postId]);
    if (post?.communityId !== id || (answer !== 'approve' && answer !== 'refuse')) throw notFound();
    if (answer === 'approve') await approve(instance, postId);
    else await refuse(instance, member.accountId, postId, fieldsOf(response).values.reason ?? '');
    flash(instance, response, answer === 'approve' ? 'community.approvedNow' : 'community.removedNow');
    response.redirect(303, `${await pathOf(response, community)}/queue`);
  });

  router.post('/communities/:id/reports/:reportId/dismiss', async (request, response) => {
    const { member } = requireMember(response);
    const community = await hostedHere(web, member.accountId, request.params.id);
    await dismissReport(instance, request.params.id, Number(request.params.reportId) || 0);
    flash(instance, response, 'community.dismissedNow');
    response.redirect(303, `${await pathOf(response, community)}/queue`);
  });

  router.get('/communities/:handle/bans', async (request, response) => {
    const { member } = requireMember(response);
    const frame = await frameOf(web, request, response);
    await hostedHere(web, member.accountId, frame.community.id);
    const rows = await bansOf(instance, frame.community.id);
    const people = new Map(
      (
        await accountList(
          instance,
          rows.map((row) => row.accountId),
        )
      ).map((one) => [one.id, one]),
    );
    const bans = rows.flatMap((row) => {
      const account = people.get(row.accountId);
      return account ? [{ account, reason: row.reason, expiresAt: row.expiresAt }] : [];
    });
    const page = await pageOf(web, request, response);
    await send(web, request, response, bansPage(page, { ...frame, bans }));
  });

  router.post('/communities/:id/bans/:accountId/delete', async (request, response) => {
    const { member } = requireMember(response);
    const { id, accountId } = request.params;
    const community = await hosted(web, member.accountId, id);
    const who = { byId: member.accountId, communityId: id, accountId };
    if (community.local) await unban(instance, who);
    else await askHost(instance, { ...who, act: 'unban' });
    response.redirect(303, `${await pathOf(response, community)}/bans`);
  });

  router.get('/communities/:handle/posts/:postId', (request, response) => showModerate(request as OfPost, response));

  router.post('/communities/:id/posts/:postId/:act', async (request, response) => {
    const { member } = requireMember(response);
    const { id, postId, act } = request.params as Record<'id' | 'postId' | 'act', string>;
    const work = acts[act];
    const community = await hosted(web, member.accountId, id);
    const [post] = await postsByIds(instance, [postId]);
    if (!work || post?.communityId !== id || post.boostOfId) throw notFound();
    const fields = fieldsOf(response);
    const { reason = '', days = '' } = fields.values;
    const path = await pathOf(response, community);
    try {
      if (reason.trim() === '' && (act === 'remove' || act === 'ban')) throw new Invalid({ reason: 'form.required' });
      const expiresAt = Number(days) > 0 ? instance.clock() + Math.min(3650, Number(days)) * dayMs : null;
      const doing = { byId: member.accountId, communityId: id, post, reason, expiresAt };
      if (community.local) await work(instance, doing);
      else await askHost(instance, { ...told(doing), act: act as CommunityAct });
      flash(instance, response, community.local ? 'community.doneNow' : 'community.askedNow');
      response.redirect(303, act === 'restore' ? `${path}/log` : path);
    } catch (fault) {
      if (!(fault instanceof Invalid)) throw fault;
      const params = { ...request.params, handle: path.split('/').at(-1)!, postId };
      await showModerate(Object.assign(request, { params }) as unknown as OfPost, response, formOf(fields, fault), act);
    }
  });

  async function showModerate(request: OfPost, response: Response, form: Form = noForm, act = '') {
    const { member, viewer } = requireMember(response);
    const frame = await frameOf(web, request, response);
    await hosted(web, member.accountId, frame.community.id);
    const post = await visiblePost(instance, viewer, request.params.postId);
    if (post.communityId !== frame.community.id) throw notFound();
    const [view] = await postViews(instance, viewer, [post]);
    if (!view) throw notFound();
    const state = { post: view, locked: post.lockedAt !== null, featured: post.featuredAt !== null };
    const page = await pageOf(web, request, response);
    const status = form === noForm ? 200 : 422;
    await send(web, request, response, moderatePage(page, { ...frame, ...state, act }, form), status);
  }

  async function pathOf(response: Response, community: Community): Promise<string> {
    const [view] = await communityViews(instance, viewerOf(response), [community]);
    return view!.path;
  }
  return router;
}

interface Doing {
  byId: string;
  communityId: string;
  post: Post;
  reason: string;
  expiresAt: number | null;
}

const told = ({ byId, communityId, post, reason, expiresAt }: Doing) => ({
  byId,
  communityId,
  postId: post.id,
  accountId: post.accountId,
  reason,
  expiresAt,
});

/** What a host may do with a post, or with who wrote it. */
const acts: Record<string, (instance: Instance, doing: Doing) => Promise<unknown>> = {
  remove: (instance, doing) => removeFromCommunity(instance, told(doing)),
  restore: (instance, doing) => restoreToCommunity(instance, told(doing)),
  lock: (instance, doing) => lockThread(instance, told(doing), true),
  unlock: (instance, doing) => lockThread(instance, told(doing), false),
  feature: (instance, { byId, post }) => featurePost(instance, byId, post.id, true),
  unfeature: (instance, { byId, post }) => featurePost(instance, byId, post.id, false),
  ban: (instance, doing) => ban(instance, told(doing)),
};
