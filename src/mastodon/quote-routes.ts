import express, { type Router } from 'express';
import type { Instance } from '../instance.ts';
import { ownPost, postById, visiblePost } from '../posts/post.ts';
import { revokeQuote } from '../posts/quote.ts';
import { changeQuotePolicy, readQuotePolicy } from '../posts/quote-policy.ts';
import { quotingPosts } from '../posts/quoting-posts.ts';
import type { PostView } from '../posts/view.ts';
import { parametersOf } from '../web/api-body.ts';
import { ApiFault, idOf, need, notThere, pageBy, sendPage, viewerIn } from './http.ts';
import { statusesOfViews, statusOf } from './load-statuses.ts';

/** Quotes (FEP-044f): who quotes a post, who may, and taking the consent back. */
export function quoteRoutes(instance: Instance): Router {
  const router = express.Router();
  const path = '/api/v1/statuses/:id';

  router.get(`${path}/quotes`, async (request, response) => {
    const viewer = viewerIn(response);
    const post = await visiblePost(instance, viewer, idOf(request));
    const id = (view: PostView) => view.entryId;
    const page = await pageBy<PostView>(
      response,
      id,
      async ({ before, most }) => (await quotingPosts(instance, viewer, post.id, before, most)).posts,
    );
    sendPage(instance, request, response, page, id, await statusesOfViews(instance, viewer, page.items));
  });

  router.post(`${path}/quotes/:quoting_id/revoke`, async (request, response) => {
    const { member, viewer } = need(response, 'write:statuses');
    const own = await ownPost(instance, member.accountId, idOf(request));
    const quoting = await postById(instance, idOf(request, 'quoting_id'));
    if (quoting?.quoteOfId !== own.id) throw notThere();
    await revokeQuote(instance, member.accountId, quoting.id);
    response.json(await statusOf(instance, viewer, quoting.id));
  });

  router.put(`${path}/interaction_policy`, async (request, response) => {
    const { member, viewer } = need(response, 'write:statuses');
    const own = await ownPost(instance, member.accountId, idOf(request));
    const policy = readQuotePolicy(parametersOf(response).text('quote_approval_policy'));
    if (!policy) throw new ApiFault(422, 'Validation failed: quote_approval_policy is invalid');
    await changeQuotePolicy(instance, member.accountId, own.id, policy);
    response.json(await statusOf(instance, viewer, own.id));
  });
  return router;
}
