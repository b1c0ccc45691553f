import { partnerCandidate } from '../../src/federation/partner-candidate.ts';
import { accept, invite } from '../../src/partners/partnership.ts';
import type { PartnerScope, Terms } from '../../src/partners/view.ts';
import type { Fediverse, Home } from './fediverse.ts';

export const terms = (scopes: PartnerScope[] = ['people', 'communities'], more: Partial<Terms> = {}): Terms => ({
  scopes,
  until: null,
  contact: 'Inès Caradec',
  paused: false,
  ...more,
});

/** `home` asks `other`; nothing is answered yet. */
export async function ask(home: Home, other: Home, wanted: Terms = terms()): Promise<void> {
  const candidate = await partnerCandidate(home.instance, other.host);
  await invite(home.instance, candidate, wanted, '1');
}

/** Two organisations that have both said yes. */
export async function partnersUp(fediverse: Fediverse, one: Home, other: Home, wanted: Terms = terms()) {
  await ask(one, other, wanted);
  await fediverse.settled();
  await accept(other.instance, one.host, wanted, '1');
  await fediverse.settled();
}
