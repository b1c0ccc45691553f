import express, { type Router } from 'express';
import { accountById } from '../accounts/account.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { campaignById } from '../campaigns/campaign.ts';
import { drawById, recordOf } from '../campaigns/steps/draw/record.ts';
import type { Instance } from '../instance.ts';
import { sendActivity, sendNotFound } from './answer.ts';
import { mayKnow } from './group-access.ts';
import { defined } from './json.ts';
import { signingKey } from './local-keys.ts';
import { withContext } from './objects/context.ts';
import { admittedReader } from './reader.ts';
import { addProof } from './signatures/proof.ts';

/** Records of draws, with the proof of our organisation: the same bytes as long as nothing happens to the draw. */
export function drawRoutes(instance: Instance): Router {
  const router = express.Router();
  router.get('/ap/draws/:id', async (request, response) => {
    const reader = await admittedReader(instance, request, response);
    if (!reader) return;
    const draw = await drawById(instance, request.params.id).catch(() => null);
    const campaign = draw && (await campaignById(instance, draw.campaignId));
    const group = campaign?.local ? await accountById(instance, campaign.communityId) : null;
    const ours = await organisationOf(instance);
    const organisation = ours && (await accountById(instance, ours.accountId));
    if (!draw || !group || !organisation || campaign?.state === 'draft' || !(await mayKnow(instance, group, reader)))
      return sendNotFound(response);
    const record = await recordOf(instance, draw);
    const document = defined({
      id: `${instance.config.origin}/ap/draws/${draw.id}`,
      type: 'maillon:Draw',
      attributedTo: organisation.uri,
      context: group.uri,
      name: record.title,
      published: record.publishedAt,
      // As one text, so that its bytes are those that the script checks.
      content: JSON.stringify(record),
      mediaType: 'application/json',
    });
    const key = await signingKey(instance, organisation.id, 'ed25519');
    const at = draw.drawnAt ?? draw.publishedAt;
    sendActivity(response, addProof(withContext(document), key, at), { shared: reader.anonymous });
  });
  return router;
}
