import { type PartnerScope, partnerScopes, type Terms } from '../../partners/view.ts';
import { documentId, sameOrigin } from '../ids.ts';
import { isObject, type Json, list, text, time, typesOf } from '../json.ts';

const type = 'maillon:PartnerTerms';
/** `urn:maillon:ns:PartnerTerms` as others may write it. */
const names = [type, 'urn:maillon:ns:PartnerTerms'];

export const isTerms = (value: unknown): value is Json => typesOf(value).some((one) => names.includes(one));

/** An activity by which two organisations make, change or end their partnership. */
export const isPartnerWord = (activity: Json): boolean =>
  ['Follow', 'Accept', 'Reject', 'Undo', 'Update'].includes(String(activity.type)) && isTerms(activity.instrument);

/** What one side of a partnership says, as the `instrument` of the activity that says it. */
export const toTerms = (
  { scopes, until, contact, paused }: Terms,
  at: number,
  partners: string,
  reason: string,
): Json => ({
  type,
  updated: new Date(at).toISOString(),
  'maillon:scopes': scopes,
  ...(until !== null && { endTime: new Date(until).toISOString() }),
  ...(contact && { 'maillon:contact': contact }),
  'maillon:paused': paused,
  'maillon:partners': partners,
  ...(reason && { summary: reason }),
});

/** The same of another organisation, cut to the limits; null without a date. `actor`: who says it. */
export function readTerms(
  value: unknown,
  actor: string,
): { terms: Terms; at: number; collectionUri: string | null; reason: string } | null {
  if (!isObject(value) || !isTerms(value)) return null;
  const at = time(value.updated);
  if (at === null) return null;
  const said = list(value['maillon:scopes']);
  const partners = documentId(value['maillon:partners']);
  return {
    terms: {
      scopes: partnerScopes.filter((scope: PartnerScope) => said.includes(scope)),
      until: time(value.endTime),
      contact: text(value['maillon:contact'], 200) ?? '',
      paused: value['maillon:paused'] === true,
    },
    at,
    collectionUri: partners && sameOrigin(partners, actor) ? partners : null,
    reason: text(value.summary, 500) ?? '',
  };
}
