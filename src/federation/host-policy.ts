import { type HostRule, ruleOf } from '../accounts/host-rule.ts';
import { organisationOf } from '../accounts/organisation.ts';
import type { FederationWish } from '../accounts/organisation-tables.ts';
import type { Instance } from '../instance.ts';
import { activeHosts } from '../partners/partners.ts';
import { find } from '../partners/partnership.ts';
import { hostOf, originOf } from './ids.ts';
import { perInstance } from './per-instance.ts';
import { recent } from './recent.ts';

type Home = Pick<Instance, 'config'>;

/** Whether `uri` is on another server, and federation is not closed by the machine's settings. */
export function isAbroad(instance: Home, uri: string): boolean {
  if (originOf(uri) === instance.config.origin || hostOf(uri) === new URL(instance.config.origin).host) return false;
  return instance.config.federationMode !== 'closed';
}

/**
 * With whom this instance exchanges: what the administrators chose, within what FEDERATION_MODE allows. `mixed`: reads
 * from everybody and is read by everybody, exchanges with partners.
 */
export async function federationMode(instance: Instance): Promise<FederationWish | 'closed'> {
  if (instance.config.federationMode === 'closed') return 'closed';
  if (instance.config.federationMode === 'allowlist') return 'partners';
  return (await organisationOf(instance))?.federation ?? 'open';
}

/** A word about a partnership, and NodeInfo: with whoever is not kept at a distance (S58). */
export const mayAsk = async (instance: Instance, uri: string): Promise<boolean> =>
  isAbroad(instance, uri) && (await ruleAbout(instance, uri))?.severity !== 'block';

/** Hosts that have just brought a word about a partnership: their keys are read to know whether it is theirs. */
const knocking = perInstance(() => recent<true>(1_000, 600_000));
export const letKnock = (instance: Instance, uri: string): void =>
  knocking(instance).set(hostOf(uri), true, instance.clock());

/** Whether this instance reads documents of the server of `uri`. */
export const mayFederate = async (instance: Instance, uri: string): Promise<boolean> =>
  (await mayAsk(instance, uri)) &&
  ((await federationMode(instance)) !== 'partners' ||
    (await isTied(instance, uri)) ||
    knocking(instance).get(hostOf(uri), instance.clock()) === true);

/** Whether the server of `uri` reads more here than anybody does. */
export const mayBeTold = async (instance: Instance, uri: string): Promise<boolean> =>
  (await mayAsk(instance, uri)) && ((await federationMode(instance)) !== 'partners' || (await isTied(instance, uri)));

/** Whether activities go to the server of `uri`, and are taken from it. */
export const mayExchange = async (instance: Instance, uri: string): Promise<boolean> =>
  (await mayAsk(instance, uri)) &&
  ((await federationMode(instance)) === 'open' || (await find(instance.db, hostOf(uri)))?.state === 'active');

/** Of these hosts, those that activities go to. */
export async function admittedAmong(instance: Instance, wanted: string[]): Promise<Set<string>> {
  if ((await federationMode(instance)) === 'open') return new Set(wanted);
  const partners = await activeHosts(instance);
  return new Set(wanted.filter((host) => partners.has(host)));
}

/** A partnership stands, or is being talked about. */
async function isTied(instance: Instance, uri: string): Promise<boolean> {
  const state = (await find(instance.db, hostOf(uri)))?.state;
  return state !== undefined && state !== 'ended' && state !== 'blocked';
}

/** The rule that holds for the server of `uri`, if there is one. */
export const ruleAbout = (instance: Instance, uri: string): Promise<HostRule | null> => ruleOf(instance, hostOf(uri));
