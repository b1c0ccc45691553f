import type { Instance } from '../instance.ts';
import { hostOf, originOf } from './ids.ts';

/**
 * Whether this instance talks with the server of `uri` at all: never with itself, with nobody when federation is
 * closed. An allow-list comes with the moderation room; until then `allowlist` lets nobody in.
 */
export function mayFederate(instance: Pick<Instance, 'config'>, uri: string): boolean {
  if (originOf(uri) === instance.config.origin || hostOf(uri) === new URL(instance.config.origin).host) return false;
  return instance.config.federationMode === 'open';
}
