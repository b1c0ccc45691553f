import express, { type Router } from 'express';
import { offeredToPartners } from '../directory/offered.ts';
import type { Instance } from '../instance.ts';
import { partnersWith } from '../partners/partners.ts';
import { isPartner } from '../partners/scope.ts';
import type { PartnerScope } from '../partners/view.ts';
import { partnersUri } from './addresses.ts';
import { sendActivity, sendNotFound } from './answer.ts';
import { collectionPage, cursorOf, pagedCollection, wholeCollection } from './collection.ts';
import { hostOf } from './ids.ts';
import { toEntry } from './objects/directory-entry.ts';
import { admittedReader } from './reader.ts';

const entriesAPage = 200;

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
  /** People who chose to be found by partners, and communities that are for them; each with the scope it stands under. */
  router.get('/ap/directory', async (request, response) => {
    const reader = await admittedReader(instance, request, response);
    if (!reader) return;
    const shares = async (scope: PartnerScope) =>
      reader.signer !== null && (await isPartner(instance, hostOf(reader.signer), scope));
    const wanted = { people: await shares('people'), communities: await shares('communities') };
    if (!wanted.people && !wanted.communities) return sendNotFound(response);
    const id = `${instance.config.origin}/ap/directory`;
    const cursor = cursorOf(request.query.page);
    if (cursor === null) return sendActivity(response, pagedCollection(id, null), { shared: false });
    const rows = await offeredToPartners(instance, wanted, cursor === '1' ? '' : cursor, entriesAPage);
    const next = rows.length < entriesAPage ? null : rows.at(-1)!.id;
    sendActivity(response, collectionPage(id, cursor, rows.map(toEntry), next), { shared: false });
  });
  return router;
}
