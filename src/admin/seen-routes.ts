import { Router } from 'express';
import { type SeenAnswer, seenPage } from '../../views/admin/seen.ts';
import { type Account, accountByHandle, type Viewer } from '../accounts/account.ts';
import { accountViews } from '../accounts/account-view.ts';
import { remoteFollowers } from '../accounts/follow.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { mayFederate } from '../federation/host-policy.ts';
import { postAnswer } from '../federation/post-answer.ts';
import { whatIsAt } from '../moderation/notice.ts';
import { Invalid } from '../platform/refusal.ts';
import { visiblePost } from '../posts/post.ts';
import { formOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { requirePower } from '../web/session.ts';
import type { Web } from '../web/web.ts';

/**
 * « Ce que voient les autres »: what a stranger, a follower elsewhere and an account of one's choice are answered when
 * their server asks for a post of ours. By the same function as the answer itself; only for what one may read oneself
 * (S118).
 */
export function seenRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/admin/seen', async (request, response) => {
    const { viewer } = requirePower(response, 'administer');
    const { address = '', handle = '' } = request.query as Record<string, string | undefined>;
    const values = { address: address.slice(0, 2000), handle: handle.slice(0, 300) };
    const page = await pageOf(web, request, response);
    try {
      const answers = address ? await answersFor(viewer, values.address, values.handle.trim()) : [];
      await send(web, request, response, seenPage(page, answers, { values, faults: {} }));
    } catch (fault) {
      const form = formOf({ values, all: () => [], files: [] }, fault);
      await send(web, request, response, seenPage(page, [], form), 422);
    }
  });

  async function answersFor(viewer: Viewer, address: string, handle: string): Promise<SeenAnswer[]> {
    const [id] = (await whatIsAt(instance, address.trim())).postIds;
    const post = id ? await visiblePost(instance, viewer, id).catch(() => null) : null;
    if (!post?.local) throw new Invalid({ address: 'seen.noPost' });
    const [follower] = await remoteFollowers(instance, post.accountId, 1);
    const chosen = handle ? await accountByHandle(instance, handle) : null;
    if (handle && !chosen?.host) throw new Invalid({ handle: 'seen.nobody' });
    return [
      await asked('stranger', post.id, null),
      ...(follower ? [await asked('follower', post.id, follower)] : []),
      ...(chosen ? [await asked('chosen', post.id, chosen)] : []),
    ];
  }

  async function asked(who: SeenAnswer['who'], id: string, account: Account | null): Promise<SeenAnswer> {
    const person = account && ((await accountViews(instance, [account.id])).get(account.id) ?? null);
    const isHeard = account !== null && (await mayFederate(instance, account.uri));
    const mustSign = (await organisationOf(instance))?.authorizedFetch ?? false;
    if (!isHeard && mustSign) return { who, person, status: 401, document: null };
    const viewer = isHeard ? { accountId: account.id, local: false } : null;
    const answer = await postAnswer(instance, viewer, id);
    const document = answer.status === 404 ? null : JSON.stringify(JSON.parse(answer.document), null, 2);
    return { who, person, status: answer.status, document };
  }
  return router;
}
