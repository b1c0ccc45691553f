import { accountUri } from '../../accounts/account.ts';
import { organisationOf } from '../../accounts/organisation.ts';
import type { PartnerAct } from '../../partners/events.ts';
import { hear } from '../../partners/hear.ts';
import { isProved } from '../accept-activity.ts';
import { hostOf, refId } from '../ids.ts';
import { isObject, type Json, list } from '../json.ts';
import { readTerms } from '../objects/partner-terms.ts';
import { speaksForItsServer } from '../speaks-for-its-server.ts';
import type { Inbound } from './inbound.ts';

/** A clock may be ahead by so much: a date far ahead would make every later word an old one. */
const mostAheadMs = 3_600_000;

/**
 * A word of another organisation about the tie. It counts when it is addressed to our organisation and about the tie of
 * those two, when its actor's own proof stands over all of it, and when that actor is the one its server names as the
 * organisation's: a member, or another server, says nothing here.
 */
export const receivePartnerWord: Inbound = async (instance, { activity, actor }) => {
  const host = hostOf(actor.uri);
  // Who may read is asked by the host of handles: where that is another, there is no partnership.
  if (actor.host !== host) return null;
  const own = await organisationOf(instance);
  const said = readTerms(activity.instrument, actor.uri);
  if (!own || !said || actor.kind !== 'organisation' || said.at > instance.clock() + mostAheadMs) return null;
  const ours = accountUri(instance, own.accountId);
  if (!list(activity.to).includes(ours) || !isBetween(activity, ours, actor.uri)) return null;
  if (!(await isProved(instance, { activity, actor: actor.uri }))) return null;
  if (!(await speaksForItsServer(instance, actor.uri))) return null;
  const { terms, at, collectionUri, reason } = said;
  const act = String(activity.type) as PartnerAct;
  return (inside) => hear(inside, { host, actorUri: actor.uri, act, terms, collectionUri, reason, at });
};

/** Follow: of us. Undo: of their follow. Accept, Reject: of ours. Update: of either. */
function isBetween({ type, object }: Json, ours: string, theirs: string): boolean {
  if (type === 'Follow') return refId(object) === ours;
  if (!isObject(object) || object.type !== 'Follow') return false;
  const [from, to] = [refId(object.actor), refId(object.object)];
  const byUs = from === ours && to === theirs;
  const byThem = from === theirs && to === ours;
  return type === 'Update' || type === 'Undo' ? byUs || byThem : byUs;
}
