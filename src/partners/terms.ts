import { Invalid } from '../platform/refusal.ts';
import { type PartnerScope, partnerScopes, type Terms } from './view.ts';

export const limits = { contact: 200, reason: 500 };

/** Throws Invalid for terms that mean nothing: no scope, an end that is past, words beyond the limits. */
export function checkTerms({ scopes, until, contact }: Terms, now: number): void {
  const faults = {
    ...(!scopes.length && { scopes: 'partner.scopesNeeded' }),
    ...(until !== null && until <= now && { until: 'partner.untilPast' }),
    ...([...contact].length > limits.contact && { contact: { key: 'form.tooLong', args: { most: limits.contact } } }),
  };
  if (Object.keys(faults).length) throw new Invalid(faults);
}

/** Throws Invalid for a reason beyond the limit. */
export function checkReason(reason: string): void {
  if ([...reason.trim()].length > limits.reason)
    throw new Invalid({ reason: { key: 'form.tooLong', args: { most: limits.reason } } });
}

/** What both sides say, and neither holds back: one of them alone widens nothing. */
export const commonScopes = (ours: Terms | null, theirs: Terms | null): PartnerScope[] =>
  ours && theirs && !ours.paused && !theirs.paused
    ? partnerScopes.filter((scope) => ours.scopes.includes(scope) && theirs.scopes.includes(scope))
    : [];

/** The earlier of both last moments; null when neither names one. */
export function commonEnd(ours: Terms | null, theirs: Terms | null): number | null {
  const ends = [ours?.until, theirs?.until].filter((end) => typeof end === 'number');
  return ends.length ? Math.min(...ends) : null;
}
