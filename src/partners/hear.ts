import type { Instance } from '../instance.ts';
import { record } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import type { PartnerAct, PartnerEvent } from './events.ts';
import { countAsking } from './partners.ts';
import { find, type Partnership, save, say, stateOf } from './partnership.ts';
import { partnerships } from './tables.ts';
import type { Terms } from './view.ts';

/** So many may wait for an answer: names are cheap, and each would be told to the administrators. */
export const mostAsking = 100;

/** A word of another organisation about the tie, which its actor is known to have said to us. */
export interface Heard {
  host: string;
  actorUri: string;
  act: PartnerAct;
  terms: Terms;
  /** What they address to write for their partners. */
  collectionUri: string | null;
  reason: string;
  /** When they said it. */
  at: number;
}

/**
 * Takes over what the other organisation says. Without effect: a word of another actor of that server, one that is not
 * later than the last (replayed), any word of who is blocked, and an answer to what was not asked.
 */
export const hear = (instance: Instance, heard: Heard): Promise<void> =>
  write(instance, async (tx) => {
    const { host, actorUri, act, terms, collectionUri, at } = heard;
    const row = await find(tx, host);
    if (!row) {
      if (act !== 'Follow' || (await countAsking({ db: tx })) >= mostAsking) return;
      const now = instance.clock();
      const asked = { host, actorUri, collectionUri, state: 'asked' as const, theirs: terms, heardAt: at };
      await tx.insert(partnerships).values({ ...asked, createdAt: now, changedAt: now });
      return record<PartnerEvent>(tx, { type: 'partner.heard', host, act });
    }
    const another = row.actorUri !== actorUri && !(act === 'Follow' && row.state === 'ended');
    if (another || at <= row.heardAt || row.state === 'blocked') return;
    const change = effectOf(row, heard);
    if (!change) return;
    await save(instance, tx, row, { ...change, ...(collectionUri && { collectionUri }), actorUri, heardAt: at });
    // They ask while for us it stands: they have lost our word, and get it again.
    if (act === 'Follow' && row.ours && row.state !== 'offered') await say(instance, tx, row, 'Accept', row.ours);
    await record<PartnerEvent>(tx, { type: 'partner.heard', host, act });
  });

function effectOf({ state, ours }: Partnership, { act, terms, reason }: Heard): Partial<Partnership> | null {
  const theirs = { theirs: terms };
  const stands = state === 'active' || state === 'paused';
  if (act === 'Reject' || act === 'Undo')
    return state === 'ended' ? null : { state: 'ended', endedBy: 'them', ours: null, theirs: null, reason };
  if (act === 'Follow' && state === 'ended')
    return { ...theirs, state: 'asked', ours: null, reason: '', endedBy: null };
  if (state === 'asked') return act === 'Accept' ? null : theirs;
  // Both have asked: both have said yes.
  if (stands || (state === 'offered' && act !== 'Update')) return { ...theirs, state: stateOf(ours, terms) };
  return null;
}
