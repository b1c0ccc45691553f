import { type HostRule, ruleOf } from '../accounts/host-rule.ts';
import type { Instance } from '../instance.ts';
import { hostOf, originOf } from './ids.ts';

/**
 * Whether this instance talks with servers like that of `uri` at all: never with itself, with nobody when federation is
 * closed. An allow-list comes with partners; until then `allowlist` lets nobody in.
 */
export function isAbroad(instance: Pick<Instance, 'config'>, uri: string): boolean {
  if (originOf(uri) === instance.config.origin || hostOf(uri) === new URL(instance.config.origin).host) return false;
  return instance.config.federationMode === 'open';
}

/** Whether this instance talks with the server of `uri`: it is abroad, and not blocked (S58). */
export const mayFederate = async (instance: Instance, uri: string): Promise<boolean> =>
  isAbroad(instance, uri) && (await ruleAbout(instance, uri))?.severity !== 'block';

/** The rule that holds for the server of `uri`, if there is one. */
export const ruleAbout = (instance: Instance, uri: string): Promise<HostRule | null> => ruleOf(instance, hostOf(uri));
