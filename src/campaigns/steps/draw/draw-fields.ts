import { type Account, accountsByIds, localHost } from '../../../accounts/account.ts';
import { affiliations } from '../../../accounts/view.ts';
import type { Instance } from '../../../instance.ts';
import { timeAt } from '../../../platform/zones.ts';
import type { Quota } from '../../draw-view.ts';
import { organisationNames } from './draw-views.ts';
import type { NewDraw } from './publish.ts';

const rows = [0, 1];

/** The draw of a form whose day and time are on the clocks of `zone`; what names no moment or number is NaN, and is told. */
export function drawFrom(values: Record<string, string>, zone: string): NewDraw {
  const { drawTitle = '', places, publicSource = '', publicDay = '', publicTime = '' } = values;
  return {
    title: drawTitle,
    places: places?.trim() ? Number(places) : Number.NaN,
    publicSource,
    publicAt: timeAt(publicDay, publicTime, zone) ?? Number.NaN,
    quotas: rows.flatMap((n) => quotaFrom(values[`quota-${n}`], values[`quotaPlaces-${n}`])),
    commitments: rows.map((n) => ({
      name: values[`carrier-${n}`] ?? '',
      commitment: values[`commitment-${n}`] ?? '',
    })),
  };
}

function quotaFrom(chosen = '', places = ''): Quota[] {
  const [by, value] = chosen.split(' ');
  if (!value || (by !== 'organisation' && by !== 'affiliation')) return [];
  return [{ by, value, places: Number(places) }];
}

/** For whom places can be kept, among these people. */
export async function choicesFor(instance: Instance, accountIds: string[]) {
  const people: Account[] = await accountsByIds(instance, accountIds.slice(0, 2000));
  const hosts = [...new Set(people.map(({ host }) => host || localHost(instance)))];
  const names = await organisationNames(instance, hosts);
  return {
    candidates: accountIds.length,
    organisations: hosts.map((host) => ({ host, name: names.get(host) ?? host })),
    affiliations: affiliations.filter((one) => people.some(({ affiliation }) => affiliation === one)),
  };
}
