import express, { type Router } from 'express';
import type { Instance } from '../instance.ts';
import { partnersWith } from '../partners/partners.ts';
import { isPartner } from '../partners/scope.ts';
import { partnersUri } from './addresses.ts';
import { sendActivity, sendNotFound } from './answer.ts';
import { wholeCollection } from './collection.ts';
import { hostOf } from './ids.ts';
import { admittedReader } from './reader.ts';

/** What partners alone may read: to everybody else it is not there, whatever they sign. */
export function partnerRoutes(instance: Instance): Router {
  const router = express.Router();
  /** Those whom a post for partners is addressed to. */
  router.get('/ap/partners', async (request, response) => {
    const reader = await admittedReader(instance, request, response);
    if (!reader) return;
    if (!reader.signer || !(await isPartner(instance, hostOf(reader.signer), 'communities')))
      return sendNotFound(response);
    const uris = await partnersWith(instance, 'communities');
    sendActivity(response, wholeCollection(partnersUri(instance.config.origin), uris), { shared: false });
  });
  return router;
}
