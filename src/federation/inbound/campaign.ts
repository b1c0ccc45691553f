import { accountUri, anyAccountByUri } from '../../accounts/account.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import { campaignById } from '../../campaigns/campaign.ts';
import { hearCarrier, hearInvitation } from '../../campaigns/carry.ts';
import { saveRemoteCampaign } from '../../campaigns/remote-campaign.ts';
import type { Instance } from '../../instance.ts';
import { isPartner } from '../../partners/scope.ts';
import { isProved } from '../accept-activity.ts';
import { actorAccount } from '../actors.ts';
import { fetchDocument } from '../fetch-document.ts';
import { documentId, hostOf, refId, sameOrigin } from '../ids.ts';
import { list } from '../json.ts';
import { readManifest } from '../objects/campaign-manifest.ts';
import { manifestIn } from '../objects/campaign-tie.ts';
import { speaksForItsServer } from '../speaks-for-its-server.ts';
import type { Effect, Inbound, Received } from './inbound.ts';

/**
 * A word about carrying a campaign together. It counts when a partner for campaigns says it to our organisation by its own
 * organisation's actor, with that actor's proof over all of it; a member, or another server, says nothing here.
 */
export const receiveCampaignWord: Inbound = async (instance, received) => {
  const { activity, actor } = received;
  const host = hostOf(actor.uri);
  const own = await organisationOf(instance);
  if (!own || actor.kind !== 'organisation' || actor.host !== host) return null;
  if (!(await isPartner(instance, host, 'campaigns'))) return null;
  const ours = accountUri(instance, own.accountId);
  if (!list(activity.to).includes(ours) || !(await isProved(instance, { activity, actor: actor.uri }))) return null;
  if (!(await speaksForItsServer(instance, actor.uri))) return null;
  if (activity.type === 'Invite') return invited(instance, received, ours);
  if (activity.type === 'Leave') return left(instance, received, host);
  const uri = refId(activity.object);
  const act = activity.type === 'Accept' ? ('Accept' as const) : ('Reject' as const);
  return uri ? (inside) => hearCarrier(inside, host, { act, uri }) : null;
};

/** Its own group, which we read now: who is asked sees the campaign that it is asked for. */
async function invited(instance: Instance, { id, activity, actor }: Received, ours: string): Promise<Effect | null> {
  const groupUri = refId(activity.object);
  const manifest = documentId(manifestIn(activity));
  if (!groupUri || !manifest || refId(activity.target) !== ours) return null;
  if (!sameOrigin(groupUri, actor.uri) || !sameOrigin(manifest, actor.uri)) return null;
  const group = await actorAccount(instance, groupUri, { fresh: true });
  const document = group && (await fetchDocument(instance, manifest, { fresh: true }));
  const said = document && readManifest(document, groupUri);
  if (!group || !said || !(await isProved(instance, { activity: document, actor: groupUri }))) return null;
  return async (inside) => {
    await saveRemoteCampaign(inside, group.id, said);
    await hearInvitation(inside, group.id, id);
  };
}

async function left(instance: Instance, { activity }: Received, host: string): Promise<Effect | null> {
  const uri = refId(activity.object);
  const group = uri ? await anyAccountByUri(instance, uri) : null;
  const campaign = group && (await campaignById(instance, group.id));
  if (!group || !campaign?.local) return null;
  return (inside) => hearCarrier(inside, host, { act: 'Leave', campaignId: group.id });
}
