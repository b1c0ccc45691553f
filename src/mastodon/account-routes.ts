import express, { type Request, type Response, type Router } from 'express';
import { type Account, accountByHandle, accountById, accountsByIds } from '../accounts/account.ts';
import { block, unblock } from '../accounts/block.ts';
import { completeHandle } from '../accounts/complete-handle.ts';
import {
  acceptFollow,
  type Follow,
  follow,
  followersOf,
  followingOf,
  followRequestsOf,
  rejectFollow,
  unfollow,
} from '../accounts/follow.ts';
import { mute, unmute } from '../accounts/mute.ts';
import { relationships } from '../accounts/relationship.ts';
import { knownAccount } from '../communities/known-account.ts';
import { join, leave } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { pinnedPosts, profileTimeline } from '../posts/timelines.ts';
import type { PostView } from '../posts/view.ts';
import { parametersOf } from '../web/api-body.ts';
import { credentials } from './credential-routes.ts';
import { accountEntity, relationshipEntity } from './entities/account.ts';
import { visibilityOf } from './entities/status.ts';
import { idOf, limitOf, need, pageBy, sendPage, viewerIn } from './http.ts';
import { statusesOfViews } from './load-statuses.ts';

/** Accounts, who follows whom, and the acts between them; a community is an account with `group: true`. */
export function accountRoutes(instance: Instance): Router {
  const router = express.Router();
  const me = '/api/v1/accounts';

  router.get(`${me}/verify_credentials`, async (_request, response) => {
    const { member } = need(response, 'profile');
    response.json(await credentials(instance, member));
  });

  router.get('/api/v1/preferences', async (_request, response) => {
    const { member } = need(response, 'read:accounts');
    response.json({
      'posting:default:visibility': visibilityOf(member.defaultAudience),
      'posting:default:sensitive': false,
      'posting:default:language': member.postLanguage ?? member.language,
      'posting:default:quote_policy': member.quotePolicy,
      'reading:expand:media': member.imagesOnDemand ? 'hide_all' : 'default',
      'reading:expand:spoilers': false,
      'reading:autoplay:gifs': false,
    });
  });

  router.get(`${me}/lookup`, async (_request, response) => {
    const account = await accountByHandle(instance, parametersOf(response).text('acct'));
    response.json(accountEntity(instance, await knownAccount(instance, viewerIn(response), account)));
  });

  router.get(`${me}/search`, async (_request, response) => {
    need(response, 'read:accounts');
    const asked = parametersOf(response);
    const found = await completeHandle(instance, asked.text('q'));
    const ids = found.map(({ id }) => id).slice(0, limitOf(response, 40, 80));
    response.json(await entities(ids));
  });

  router.get(`${me}/relationships`, async (_request, response) => {
    const { member } = need(response, 'read:follows');
    const ids = [...new Set(parametersOf(response).list('id'))].slice(0, 200);
    const there = (await accountsByIds(instance, ids)).map(({ id }) => id);
    const ties = await relationships(instance, member.accountId, there);
    response.json(there.map((id) => relationshipEntity(id, ties.get(id)!)));
  });

  router.get(
    me,
    async (_request, response) => void response.json(await entities(parametersOf(response).list('id').slice(0, 40))),
  );

  router.get(`${me}/:id`, async (request, response) => {
    response.json(accountEntity(instance, await accountAt(request, response)));
  });

  router.get(`${me}/:id/statuses`, async (request, response) => {
    const viewer = viewerIn(response);
    const account = await accountAt(request, response);
    const asked = parametersOf(response);
    if (asked.flag('pinned')) {
      const pinned = await pinnedPosts(instance, viewer, account.id);
      return void response.json(await statusesOfViews(instance, viewer, pinned));
    }
    // A community is what it passes on: asking it for anything else would show nothing (mastodon-api.md §2.1).
    const isGroup = account.kind === 'group';
    const tab = asked.flag('only_media') ? 'media' : asked.flag('exclude_replies') || isGroup ? 'posts' : 'replies';
    const hidesRelays = asked.flag('exclude_reblogs') === true && !isGroup;
    const entry = ({ entryId }: PostView) => entryId;
    const page = await pageBy<PostView>(response, entry, async (cursor) => {
      const { posts } = await profileTimeline(instance, viewer, account.id, tab, cursor);
      return hidesRelays ? posts.filter(({ id, entryId }) => id === entryId) : posts;
    });
    sendPage(instance, request, response, page, entry, await statusesOfViews(instance, viewer, page.items));
  });

  const ties = (path: string, read: typeof followersOf, other: (row: Follow) => string) =>
    router.get(`${me}/:id/${path}`, async (request, response) => {
      const account = await accountAt(request, response);
      const closed = account.kind === 'group' && !account.discoverable;
      await people(request, response, other, (before, most) =>
        closed ? Promise.resolve([]) : read(instance, account.id, before, most),
      );
    });
  ties('followers', followersOf, (row) => row.followerId);
  ties('following', followingOf, (row) => row.followedId);

  router.get('/api/v1/follow_requests', async (request, response) => {
    const { member } = need(response, 'read:follows');
    const other = (row: Follow) => row.followerId;
    await people(request, response, other, (before, most) =>
      followRequestsOf(instance, member.accountId, before, most),
    );
  });

  for (const [path, work] of [
    ['authorize', acceptFollow],
    ['reject', rejectFollow],
  ] as const)
    router.post(`/api/v1/follow_requests/:id/${path}`, async (request, response) => {
      const { member } = need(response, 'write:follows');
      const id = idOf(request);
      await work(instance, member.accountId, id);
      response.json(await tieTo(member.accountId, id));
    });

  const act = (
    path: string,
    scope: string,
    work: (mine: string, account: Account, response: Response) => Promise<unknown>,
  ) =>
    router.post(`${me}/:id/${path}`, async (request, response) => {
      const { member } = need(response, scope);
      const account = await accountAt(request, response);
      await work(member.accountId, account, response);
      response.json(await tieTo(member.accountId, account.id));
    });
  act('follow', 'write:follows', (mine, { id, kind }) => (kind === 'group' ? join : follow)(instance, mine, id));
  act('unfollow', 'write:follows', (mine, { id, kind }) => (kind === 'group' ? leave : unfollow)(instance, mine, id));
  act('block', 'write:blocks', (mine, { id }) => block(instance, mine, id));
  act('unblock', 'write:blocks', (mine, { id }) => unblock(instance, mine, id));
  act('mute', 'write:mutes', (mine, { id }, response) => {
    const seconds = Number(parametersOf(response).text('duration')) || 0;
    return mute(instance, mine, id, seconds > 0 ? Math.ceil(seconds / 86_400) : null);
  });
  act('unmute', 'write:mutes', (mine, { id }) => unmute(instance, mine, id));
  act('remove_from_followers', 'write:follows', (mine, { id }) => rejectFollow(instance, mine, id).catch(() => {}));

  async function people(
    request: Request,
    response: Response,
    other: (row: Follow) => string,
    read: (before: number | undefined, most: number) => Promise<Follow[]>,
  ) {
    const size = limitOf(response, 40, 80);
    const rows = await read(Number(parametersOf(response).text('max_id')) || undefined, size + 1);
    const page = { items: rows.slice(0, size), older: rows.length > size };
    sendPage(instance, request, response, page, ({ id }) => String(id), await entities(page.items.map(other)));
  }

  async function entities(ids: string[]) {
    const rows = new Map((await accountsByIds(instance, ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = rows.get(id);
      return row && !row.suspendedAt && !row.deletedAt ? [accountEntity(instance, row)] : [];
    });
  }

  const accountAt = async (request: Request, response: Response) =>
    knownAccount(instance, viewerIn(response), await accountById(instance, idOf(request)));

  async function tieTo(mine: string, id: string) {
    return relationshipEntity(id, (await relationships(instance, mine, [id])).get(id)!);
  }
  return router;
}
