import { Router } from 'express';
import { quotesPage } from '../../views/posts/quotes.ts';
import { isId } from '../platform/ids.ts';
import { Invalid, notFound } from '../platform/refusal.ts';
import { flash } from '../web/flash.ts';
import { fieldsOf } from '../web/form.ts';
import { pageOf, send } from '../web/page.ts';
import { back } from '../web/redirect.ts';
import { requireMember, viewerOf } from '../web/session.ts';
import type { Web } from '../web/web.ts';
import { ownPost, visiblePost } from './post.ts';
import { postViews } from './post-views.ts';
import { revokeQuote } from './quote.ts';
import { changeQuotePolicy, readQuotePolicy, withPolicies } from './quote-policy.ts';
import { quotingPosts } from './quoting-posts.ts';
import type { QuotePolicy } from './view.ts';
import { mayBoost } from './visibility.ts';

/** Who quotes a post, who may, and taking the consent back. */
export function quoteRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();

  router.get('/posts/:id/quotes', async (request, response) => {
    const viewer = viewerOf(response);
    const post = await visiblePost(instance, viewer, request.params.id);
    const [view] = await postViews(instance, viewer, [post]);
    if (!view) throw notFound();
    const [said] = await withPolicies(instance, [post]);
    const before = isId(request.query.before) ? request.query.before : undefined;
    const timeline = await quotingPosts(instance, viewer, post.id, before);
    const policy = view.viewer.mine && mayBoost(post.audience) ? (said!.quotePolicy as QuotePolicy) : null;
    await send(
      web,
      request,
      response,
      quotesPage(await pageOf(web, request, response), { post: view, timeline, policy }),
    );
  });

  router.post('/posts/:id/quote-policy', async (request, response) => {
    const { accountId } = requireMember(response).member;
    const { id } = request.params;
    await ownPost(instance, accountId, id);
    const policy = readQuotePolicy(fieldsOf(response).values.quotePolicy);
    if (!policy) throw new Invalid({ quotePolicy: 'form.required' });
    await changeQuotePolicy(instance, accountId, id, policy);
    flash(instance, response, 'quote.policyKept');
    response.redirect(303, `/posts/${id}/quotes`);
  });

  router.post('/posts/:id/quote/delete', async (request, response) => {
    const known = requireMember(response);
    await revokeQuote(instance, known.member.accountId, request.params.id);
    flash(instance, response, 'quote.gone');
    back(instance, request, response, `post-${request.params.id}`);
  });
  return router;
}
