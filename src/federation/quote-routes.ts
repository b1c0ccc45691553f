import express, { type Router } from 'express';
import { accountById } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { stampById, stampUri } from '../posts/quote.ts';
import { sendActivity, sendNotFound } from './answer.ts';
import { withContext } from './objects/context.ts';
import { admittedReader } from './reader.ts';

/** The consents of posts of ours to be quoted, as long as they hold (FEP-044f). */
export function quoteRoutes(instance: Instance): Router {
  const router = express.Router();
  router.get('/ap/quotes/:id', async (request, response) => {
    const reader = await admittedReader(instance, request, response);
    if (!reader) return;
    const found = await stampById(instance, request.params.id);
    const author = found && (await accountById(instance, found.quoted.accountId));
    if (!found || !author) return sendNotFound(response);
    const document = {
      id: stampUri(instance, found.stamp.id),
      type: 'QuoteAuthorization',
      attributedTo: author.uri,
      interactingObject: found.stamp.quotingUri,
      interactionTarget: found.quoted.uri,
    };
    sendActivity(response, withContext(document), { shared: reader.anonymous });
  });
  return router;
}
