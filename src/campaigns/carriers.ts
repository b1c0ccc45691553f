import { organisationViews } from '../accounts/organisation.ts';
import type { Instance } from '../instance.ts';
import { asc, inArray } from '../platform/columns.ts';
import { campaignHosts } from './tables.ts';
import type { CarrierView } from './view.ts';

/** Who carries these campaigns: who opened them first, then the others in the order in which they said yes. */
export async function carriersOf(
  instance: Instance,
  campaigns: { id: string; host: string }[],
): Promise<Map<string, CarrierView[]>> {
  if (!campaigns.length) return new Map();
  const rows = await instance.db
    .select()
    .from(campaignHosts)
    .where(
      inArray(
        campaignHosts.campaignId,
        campaigns.map(({ id }) => id),
      ),
    )
    .orderBy(asc(campaignHosts.invitedAt), asc(campaignHosts.host));
  const organisations = await organisationViews(instance, [
    ...campaigns.map(({ host }) => host),
    ...rows.map(({ host }) => host),
  ]);
  const view = (host: string, state: CarrierView['state']): CarrierView => {
    const { name, monogram, hue, host: at } = organisations.get(host)!;
    return { name, monogram, hue, host: at, state };
  };
  return new Map(
    campaigns.map(({ id, host }) => [
      id,
      [
        view(host, 'opener'),
        ...rows.filter((row) => row.campaignId === id && row.host !== host).map((row) => view(row.host, row.state)),
      ],
    ]),
  );
}
