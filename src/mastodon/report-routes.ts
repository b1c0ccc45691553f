import express, { type Router } from 'express';
import { accountById } from '../accounts/account.ts';
import { knownAccount } from '../communities/known-account.ts';
import type { Instance } from '../instance.ts';
import { report } from '../moderation/reports.ts';
import { visiblePosts } from '../posts/post.ts';
import { parametersOf } from '../web/api-body.ts';
import type { Limits } from '../web/limits.ts';
import { accountEntity } from './entities/account.ts';
import { dateOf, need, notThere } from './http.ts';

const categories = ['spam', 'legal', 'violation', 'other'];
const mostPosts = 20;

/** Tells the moderators, of the community first where it is about its posts; the same as on the site. */
export function apiReportRoutes(instance: Instance, limits: Pick<Limits, 'report'>): Router {
  const router = express.Router();

  router.post('/api/v1/reports', async (_request, response) => {
    const { member, viewer } = need(response, 'write:reports');
    const asked = parametersOf(response);
    const target = await knownAccount(instance, viewer, await accountById(instance, asked.text('account_id')));
    const postIds = [...new Set(asked.list('status_ids'))].slice(0, mostPosts);
    const posts = await visiblePosts(instance, viewer, postIds);
    if (posts.length < postIds.length || posts.some((post) => post.accountId !== target.id)) throw notThere();
    await limits.report.take(member.accountId);
    const forward = asked.flag('forward') === true && target.host !== '';
    const comment = asked.text('comment');
    const id = await report(instance, { reporterId: member.accountId, targetId: target.id, postIds, comment, forward });
    const category = asked.text('category');
    response.json({
      id: String(id),
      action_taken: false,
      action_taken_at: null,
      category: categories.includes(category) ? category : 'other',
      comment,
      forwarded: forward,
      created_at: dateOf(instance.clock()),
      status_ids: postIds,
      rule_ids: null,
      target_account: accountEntity(instance, target),
    });
  });

  return router;
}
