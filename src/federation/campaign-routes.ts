import express, { type Router } from 'express';
import { accountById } from '../accounts/account.ts';
import { campaignById } from '../campaigns/campaign.ts';
import type { Instance } from '../instance.ts';
import { sendActivity, sendNotFound } from './answer.ts';
import { mayKnow } from './group-access.ts';
import { signingKey } from './local-keys.ts';
import { toManifest } from './objects/campaign-manifest.ts';
import { withContext } from './objects/context.ts';
import { admittedReader } from './reader.ts';
import { addProof } from './signatures/proof.ts';

/** Manifests of our campaigns, for who may know of the group; the group's own proof stands over all of it. */
export function campaignRoutes(instance: Instance): Router {
  const router = express.Router();
  router.get('/ap/campaigns/:id', async (request, response) => {
    const reader = await admittedReader(instance, request, response);
    if (!reader) return;
    const campaign = await campaignById(instance, request.params.id);
    const group = campaign?.local ? await accountById(instance, campaign.communityId) : null;
    if (!campaign || !group || campaign.state === 'draft' || !(await mayKnow(instance, group, reader)))
      return sendNotFound(response);
    const manifest = withContext(await toManifest(instance, campaign, reader.viewer));
    const signed = addProof(manifest, await signingKey(instance, group.id, 'ed25519'), instance.clock());
    sendActivity(response, signed, { shared: reader.anonymous });
  });
  return router;
}
