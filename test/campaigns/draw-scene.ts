import { accountById } from '../../src/accounts/account.ts';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { publishDraw } from '../../src/campaigns/steps/draw/publish.ts';
import { addSession } from '../../src/campaigns/steps/visits/session.ts';
import type { Instance } from '../../src/instance.ts';
import { attend } from '../../src/posts/attend.ts';
import { stepNow } from './scene.ts';

const hour = 3_600_000;

/** A session of visits in this campaign by this account, tomorrow, with `places`. */
export async function visitSession(instance: Instance, campaignId: string, byId: string, places = 1, title = 'Visite') {
  const startsAt = instance.clock() + 48 * hour;
  const campaign = (await campaignById(instance, campaignId))!;
  const step = await stepNow(instance, campaignId, 'visits');
  const gathering = {
    ...{ startsAt, endsAt: startsAt + hour, zone: 'Europe/Paris', place: 'Cuisine', address: '', link: '', access: '' },
    ...{ capacity: places, waitingList: true, answersUntil: null },
  };
  const author = (await accountById(instance, byId))!;
  return addSession(instance, author, campaign, step, { title, text: 'Tout se regarde.', language: 'fr', gathering });
}

/** A list that is published for this session: its author alone asks. */
export async function publishedDraw(instance: Instance, campaignId: string, byId: string, session: string) {
  await attend(instance, { accountId: byId, local: true }, session);
  const campaign = (await campaignById(instance, campaignId))!;
  return publishDraw(instance, byId, campaign, await stepNow(instance, campaignId, 'visits'), session, {
    ...{ title: 'Visite', places: 1, quotas: [], commitments: [] },
    ...{ publicSource: 'Loto', publicAt: instance.clock() + hour },
  });
}
