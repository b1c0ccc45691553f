import express, { type Router } from 'express';
import { accountByHandle, accountsByIds } from '../accounts/account.ts';
import { completeHandle } from '../accounts/complete-handle.ts';
import { peopleByWords } from '../accounts/profile-words.ts';
import { findCommunityById } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { ownZone } from '../platform/zones.ts';
import { postsByIds, visiblePost } from '../posts/post.ts';
import { searchHashtags } from '../search/hashtags.ts';
import { searchPosts } from '../search/posts.ts';
import { parseQuery } from '../search/query.ts';
import { parametersOf } from '../web/api-body.ts';
import { accountEntity } from './entities/account.ts';
import { limitOf, need } from './http.ts';
import { statusesOf, statusesOfViews } from './load-statuses.ts';
import { tagEntities } from './tag-routes.ts';

/** People, posts and hashtags; with `resolve`, an address or `@name@host` is looked up on its server too. */
export function searchRoutes(instance: Instance): Router {
  const router = express.Router();

  router.get('/api/v2/search', async (_request, response) => {
    const { member, viewer } = need(response, 'read:search');
    const asked = parametersOf(response);
    const text = asked.text('q').trim().slice(0, 500);
    const size = limitOf(response, 20, 40);
    const wants = (kind: string) => !asked.text('type') || asked.text('type') === kind;
    const found = { accounts: [] as object[], statuses: [] as object[], hashtags: [] as object[] };
    const given = await lookUp(text, asked.flag('resolve') === true);
    if (given) {
      if (given.accountId) found.accounts = await people([given.accountId]);
      if (given.postId) {
        const post = await visiblePost(instance, viewer, given.postId).catch(() => null);
        if (post) found.statuses = await statusesOf(instance, viewer, await postsByIds(instance, [post.id]));
      }
      return void response.json(found);
    }
    if (text && wants('accounts')) {
      const ids = [
        ...(await completeHandle(instance, text)).map(({ id }) => id),
        ...(await peopleByWords(instance, text)),
      ];
      found.accounts = await people([...new Set(ids)].slice(0, size));
    }
    if (text && wants('statuses')) {
      const query = parseQuery(text, member.timeZone ?? ownZone());
      const { posts } = await searchPosts(instance, viewer, query, { most: size });
      found.statuses = await statusesOfViews(instance, viewer, posts);
    }
    if (text && wants('hashtags'))
      found.hashtags = await tagEntities(
        instance,
        viewer,
        await searchHashtags(instance, viewer, text.replace(/^#/, ''), size),
      );
    response.json(found);

    async function people(ids: string[]) {
      const rows = await accountsByIds(instance, ids);
      const shown = [];
      for (const row of rows) {
        if (row.suspendedAt || row.deletedAt) continue;
        if (row.kind === 'group' && !(await findCommunityById(instance, viewer, row.id).catch(() => null))) continue;
        shown.push(accountEntity(instance, row));
      }
      return shown;
    }
  });

  /** What an address or a handle stands for; null when the text is neither. */
  async function lookUp(text: string, elsewhere: boolean): Promise<{ accountId?: string; postId?: string } | null> {
    if (/^https?:\/\/\S+$/i.test(text))
      return elsewhere ? ((await instance.discover.address(text).catch(() => null)) ?? {}) : {};
    const handle = text.replace(/^(acct:|!)/, '');
    if (!/^@?[^\s@:"]+@[^\s@]+$/.test(handle)) return null;
    const known = await accountByHandle(instance, handle);
    if (known) return { accountId: known.id };
    const id = elsewhere ? await instance.discover.account(handle).catch(() => null) : null;
    return id ? { accountId: id } : {};
  }
  return router;
}
