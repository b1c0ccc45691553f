import { type Account, accountById } from '../../accounts/account.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import { campaignById } from '../../campaigns/campaign.ts';
import { carrierOf, ourselves } from '../../campaigns/carry.ts';
import type { CampaignEvent } from '../../campaigns/events.ts';
import type { Instance } from '../../instance.ts';
import { find } from '../../partners/partnership.ts';
import { actorAccount } from '../actors.ts';
import { activityUri } from '../addresses.ts';
import type { Json } from '../json.ts';
import { manifestUri } from '../objects/campaign-manifest.ts';
import { toTie } from '../objects/campaign-tie.ts';
import type { Publication, Publications } from './publish.ts';
import { inboxesOf } from './recipients.ts';

type Of<T> = Extract<CampaignEvent, { type: T }>;

/** Our organisation asks a partner's to carry a campaign of ours. */
const invited: Publications = async (instance, { campaignId, host }: Of<'campaign.invited'>) => {
  const row = await carrierOf(instance, campaignId, host);
  const group = await accountById(instance, campaignId);
  if (row?.state !== 'invited' || !group) return [];
  return word(instance, host, manifestUri(instance, campaignId), (theirs) => ({
    id: row.uri,
    type: 'Invite',
    object: { id: group.uri, type: 'Group', name: group.displayName },
    target: theirs.uri,
  }));
};

/** Ours says yes or no to another's question, or that it goes. */
const answered: Publications = async (instance, { campaignId, act }: Of<'campaign.answered'>) => {
  const row = await carrierOf(instance, campaignId, ourselves);
  const group = await accountById(instance, campaignId);
  const campaign = await campaignById(instance, campaignId);
  if (!row || !group || !campaign?.manifestUri) return [];
  const object = act === 'Leave' ? group.uri : { id: row.uri, type: 'Invite', object: group.uri };
  const id = activityUri(instance, instance.ids());
  return word(instance, new URL(group.uri).host, campaign.manifestUri, () => ({ id, type: act, object }));
};

/** A word between two organisations, with our organisation's proof. */
async function word(
  instance: Instance,
  host: string,
  manifest: string,
  make: (theirs: Account) => Json,
): Promise<Publication[]> {
  const own = await organisationOf(instance);
  const ours = own && (await accountById(instance, own.accountId));
  const partner = await find(instance.db, host);
  const theirs = partner && (await actorAccount(instance, partner.actorUri));
  if (!ours || !theirs) return [];
  const instrument = toTie(instance.clock(), manifest);
  const activity = { ...make(theirs), actor: ours.uri, to: [theirs.uri], instrument };
  const destinations = inboxesOf(instance, [theirs]);
  return [{ accountId: ours.id, lane: 'follow', open: false, proved: true, activity, destinations }];
}

export const campaignPublications: Record<string, Publications> = {
  'campaign.invited': invited,
  'campaign.answered': answered,
};
