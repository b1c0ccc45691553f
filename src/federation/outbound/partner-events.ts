import { accountById } from '../../accounts/account.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import type { PartnerEvent } from '../../partners/events.ts';
import { find } from '../../partners/partnership.ts';
import { actorAccount } from '../actors.ts';
import { activityUri, partnersUri } from '../addresses.ts';
import { toTerms } from '../objects/partner-terms.ts';
import type { Publications } from './publish.ts';
import { inboxesOf } from './recipients.ts';

type Said = Extract<PartnerEvent, { type: 'partner.said' }>;

/** A word of our organisation to another about their tie; a server that knows no partnerships sees a follow. */
const said: Publications = async (instance, { host, act, terms, reason, at }: Said) => {
  const own = await organisationOf(instance);
  const row = await find(instance.db, host);
  const ours = own && (await accountById(instance, own.accountId));
  const theirs = row && (await actorAccount(instance, row.actorUri));
  if (!ours || !theirs) return [];
  const tie = (actor: string, object: string) => ({ id: `${actor}#partner`, type: 'Follow', actor, object });
  // What is answered is their question; all else is about ours.
  const answers = act === 'Accept' || act === 'Reject';
  const activity = {
    id: activityUri(instance, instance.ids()),
    type: act,
    actor: ours.uri,
    to: [theirs.uri],
    object: act === 'Follow' ? theirs.uri : answers ? tie(theirs.uri, ours.uri) : tie(ours.uri, theirs.uri),
    instrument: toTerms(terms, at, partnersUri(instance.config.origin), reason),
  };
  const destinations = inboxesOf(instance, [theirs]);
  return [{ accountId: ours.id, lane: 'follow', open: false, proved: true, word: true, activity, destinations }];
};

export const partnerPublications: Record<string, Publications> = { 'partner.said': said };
