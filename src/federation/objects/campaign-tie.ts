import { isObject, type Json, typesOf } from '../json.ts';

const type = 'maillon:CampaignTie';
const names = [type, 'urn:maillon:ns:CampaignTie'];

/** An activity by which one organisation asks another to carry its campaign, and what that answers. */
export const isCampaignWord = (activity: Json): boolean =>
  ['Invite', 'Accept', 'Reject', 'Leave'].includes(String(activity.type)) &&
  typesOf(activity.instrument).some((one) => names.includes(one));

/** The `instrument` that marks such an activity: `at` in Unix milliseconds, `manifest` where the campaign is told. */
export const toTie = (at: number, manifest: string): Json => ({
  type,
  updated: new Date(at).toISOString(),
  'maillon:manifest': manifest,
});

export const manifestIn = (activity: Json): unknown =>
  isObject(activity.instrument) ? activity.instrument['maillon:manifest'] : undefined;
