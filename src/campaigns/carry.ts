import type { Instance } from '../instance.ts';
import { isPartner } from '../partners/scope.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { campaignById } from './campaign.ts';
import type { CampaignEvent } from './events.ts';
import { campaignHosts } from './tables.ts';
import { touch } from './tell-changes.ts';
import type { HostState } from './view.ts';

/** Our own place among the carriers of a campaign of another server. */
export const ourselves = '';

type Row = typeof campaignHosts.$inferSelect;

const one = (campaignId: string, host: string) =>
  and(eq(campaignHosts.campaignId, campaignId), eq(campaignHosts.host, host));

/** How a server stands to a campaign; null: it was never asked. */
export async function carrierOf(instance: Instance, campaignId: string, host: string): Promise<Row | null> {
  const [row] = await instance.db.select().from(campaignHosts).where(one(campaignId, host));
  return row ?? null;
}

async function setState(
  inside: Instance,
  tx: Tx,
  row: Pick<Row, 'campaignId' | 'host' | 'uri' | 'byId'>,
  state: HostState,
) {
  const now = inside.clock();
  const said = { state, answeredAt: state === 'invited' ? null : now };
  await tx
    .insert(campaignHosts)
    .values({ ...row, ...said, invitedAt: now })
    .onConflictDoUpdate({ target: [campaignHosts.campaignId, campaignHosts.host], set: { ...said, uri: row.uri } });
  await touch(inside, tx, row.campaignId);
  await record<CampaignEvent>(tx, { type: 'campaign.changed', campaignId: row.campaignId });
}

/** Asks a partner to carry a campaign of ours with us; 422 when it is no partner for campaigns. Asked twice, it is asked once. */
export const inviteCarrier = (instance: Instance, byId: string, campaignId: string, host: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const campaign = await campaignById(inside, campaignId);
    if (!campaign?.local) throw notFound();
    if (!(await isPartner(inside, host, 'campaigns'))) throw new Refusal(422, 'campaign.noPartner');
    const known = await carrierOf(inside, campaignId, host);
    if (known?.state === 'invited' || known?.state === 'active') return;
    const uri = `${inside.config.origin}/ap/invitations/${inside.ids()}`;
    await setState(inside, tx, { campaignId, host, uri, byId }, 'invited');
    await record<CampaignEvent>(tx, { type: 'campaign.invited', campaignId, host });
  });

/** Takes an invitation back, or ends what was agreed: what its people brought stays. */
export const endCarrier = (instance: Instance, byId: string, campaignId: string, host: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const row = await carrierOf(inside, campaignId, host);
    if (!row || row.state === 'withdrawn') return;
    await setState(inside, tx, { ...row, byId }, 'withdrawn');
  });

/** A partner's word about our invitation: yes, no, or that it goes. Anybody else's, or a word about nothing, changes nothing. */
export const hearCarrier = (
  instance: Instance,
  host: string,
  said: { act: 'Accept' | 'Reject'; uri: string } | { act: 'Leave'; campaignId: string },
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const [row] =
      said.act === 'Leave'
        ? await tx.select().from(campaignHosts).where(one(said.campaignId, host))
        : await tx
            .select()
            .from(campaignHosts)
            .where(and(eq(campaignHosts.uri, said.uri), eq(campaignHosts.host, host)));
    const campaign = row && (await campaignById(inside, row.campaignId));
    if (!row || !campaign?.local) return;
    if (said.act === 'Leave' ? row.state !== 'active' : row.state !== 'invited') return;
    const state = said.act === 'Accept' ? 'active' : said.act === 'Reject' ? 'declined' : 'withdrawn';
    await setState(inside, tx, row, state);
  });

/** Another organisation asks ours to carry its campaign: administrators are shown it. `uri`: id of its Invite. */
export const hearInvitation = (instance: Instance, campaignId: string, uri: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const campaign = await campaignById(inside, campaignId);
    const known = await carrierOf(inside, campaignId, ourselves);
    if (!campaign || campaign.local || known?.state === 'active') return;
    await setState(inside, tx, { campaignId, host: ourselves, uri, byId: null }, 'invited');
    await record<CampaignEvent>(tx, { type: 'campaign.asked', campaignId });
  });

/** Our organisation says yes or no to an invitation, or goes; 422 when there is nothing to answer. */
export const answerInvitation = (
  instance: Instance,
  byId: string,
  campaignId: string,
  act: 'Accept' | 'Reject' | 'Leave',
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const row = await carrierOf(inside, campaignId, ourselves);
    const campaign = await campaignById(inside, campaignId);
    if (!row || !campaign || campaign.local) throw notFound();
    if (row.state !== (act === 'Leave' ? 'active' : 'invited')) throw new Refusal(422, 'campaign.nothingToAnswer');
    const state = act === 'Accept' ? 'active' : act === 'Reject' ? 'declined' : 'withdrawn';
    await setState(inside, tx, { ...row, byId }, state);
    await record<CampaignEvent>(tx, { type: 'campaign.answered', campaignId, act });
  });

/** How our organisation stands to these campaigns of other servers. */
export async function ourStates(instance: Instance, campaignIds: string[]): Promise<Map<string, HostState>> {
  if (!campaignIds.length) return new Map();
  const rows = await instance.db
    .select({ id: campaignHosts.campaignId, state: campaignHosts.state })
    .from(campaignHosts)
    .where(and(eq(campaignHosts.host, ourselves), inArray(campaignHosts.campaignId, campaignIds)));
  return new Map(rows.map(({ id, state }) => [id, state]));
}
