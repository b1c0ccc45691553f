import { localHost } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { PartnerAct, PartnerEvent } from './events.ts';
import { partnerEntries, partnerScopes, partnerships } from './tables.ts';
import { checkReason, checkTerms, commonEnd, commonScopes } from './terms.ts';
import type { PartnershipState, Terms } from './view.ts';

export type Partnership = typeof partnerships.$inferSelect;

/** What an organisation elsewhere says of itself before it is asked. */
export interface Candidate {
  host: string;
  actorUri: string;
}

const standing: PartnershipState[] = ['active', 'paused'];
const open: PartnershipState[] = ['offered', 'asked', ...standing];
const nothing: Terms = { scopes: [], until: null, contact: '', paused: false };

/** We ask an organisation; where it has asked already, this says yes. Throws Invalid, or 409 where a tie stands. */
export const invite = (instance: Instance, { host, actorUri }: Candidate, terms: Terms, byId: string): Promise<void> =>
  write(instance, async (tx) => {
    checkTerms(terms, instance.clock());
    if (host === localHost(instance)) throw new Invalid({ host: 'partner.own' });
    const known = await find(tx, host);
    if (known?.state === 'asked') return answer(instance, tx, known, terms, byId);
    if (known && known.state !== 'ended') throw new Invalid({ host: 'partner.known' });
    const now = instance.clock();
    const fresh = { actorUri, state: 'offered' as const, ours: terms, theirs: null, reason: '', endedBy: null };
    await tx
      .insert(partnerships)
      .values({ ...fresh, host, decidedById: byId, createdAt: now, changedAt: now })
      .onConflictDoUpdate({
        target: partnerships.host,
        set: { ...fresh, collectionUri: null, decidedById: byId, createdAt: now, changedAt: now },
      });
    await say(instance, tx, (await find(tx, host))!, 'Follow', terms);
  });

/** We say yes to who asked, for what `terms` name of it. Throws Invalid, or 404 when nobody asks. */
export const accept = (instance: Instance, host: string, terms: Terms, byId: string): Promise<void> =>
  write(instance, async (tx) => {
    checkTerms(terms, instance.clock());
    await answer(instance, tx, await known(tx, host, ['asked']), terms, byId);
  });

async function answer(instance: Instance, tx: Tx, row: Partnership, terms: Terms, byId: string) {
  await save(instance, tx, row, { ours: terms, state: stateOf(terms, row.theirs), decidedById: byId });
  await say(instance, tx, row, 'Accept', terms);
}

/** We say no. Throws Invalid, or 404 when nobody asks. */
export const refuse = (instance: Instance, host: string, reason: string, byId: string): Promise<void> =>
  close(instance, host, { reason, byId, from: ['asked'], state: 'ended' });

/**
 * We say anew what we share, and until when; also to pause and to go on. What passes is never more than they say too.
 * Throws Invalid, or 404 when there is no tie.
 */
export const changeTerms = (instance: Instance, host: string, terms: Partial<Terms>, byId: string): Promise<void> =>
  write(instance, async (tx) => {
    const row = await known(tx, host, ['offered', ...standing]);
    const ours = { ...(row.ours ?? nothing), ...terms };
    checkTerms(ours, instance.clock());
    const state = row.state === 'offered' ? row.state : stateOf(ours, row.theirs);
    await save(instance, tx, row, { ours, state, decidedById: byId });
    await say(instance, tx, row, row.state === 'offered' ? 'Follow' : 'Update', ours);
  });

/** We end it, or take our question back. Throws Invalid, or 404 when there is no tie. */
export const end = (instance: Instance, host: string, reason: string, byId: string): Promise<void> =>
  close(instance, host, { reason, byId, from: ['offered', ...standing], state: 'ended' });

/** We end it, and they may not ask again until we do. */
export const blockPartner = (instance: Instance, host: string, reason: string, byId: string): Promise<void> =>
  close(instance, host, { reason, byId, from: [...open, 'ended'], state: 'blocked' });

/** They may ask again. Throws 404 where nothing is blocked. */
export const unblockPartner = (instance: Instance, host: string, byId: string): Promise<void> =>
  write(instance, async (tx) => {
    const row = await known(tx, host, ['blocked']);
    await save(instance, tx, row, { state: 'ended', decidedById: byId });
  });

const close = (
  instance: Instance,
  host: string,
  wanted: { reason: string; byId: string; from: PartnershipState[]; state: 'ended' | 'blocked' },
): Promise<void> =>
  write(instance, async (tx) => {
    const reason = wanted.reason.trim();
    checkReason(reason);
    const row = await known(tx, host, wanted.from);
    // Whose follow it was does not matter to who stops: a question is refused, everything else is undone.
    const act = row.state === 'asked' ? 'Reject' : 'Undo';
    const closed = { ours: null, theirs: null, endedBy: 'us' as const, decidedById: wanted.byId };
    await save(instance, tx, row, { ...closed, state: wanted.state, reason });
    if (open.includes(row.state)) await say(instance, tx, row, act, nothing, reason);
  });

/** Its last day is over: nothing passes any more. Each minute; both sides know the day. */
export const endPartnerships = async (instance: Instance): Promise<void> => {
  const now = instance.clock();
  const isOver = ({ state, ours, theirs }: Partnership) =>
    open.includes(state) && (commonEnd(ours, theirs) ?? Number.POSITIVE_INFINITY) <= now;
  if (!(await instance.db.select().from(partnerships)).some(isOver)) return;
  await write(instance, async (tx) => {
    for (const row of (await tx.select().from(partnerships)).filter(isOver)) {
      await save(instance, tx, row, { state: 'ended', endedBy: 'time', ours: null, theirs: null, reason: '' });
      await record<PartnerEvent>(tx, { type: 'partner.over', host: row.host });
    }
  });
};

/** Both have said yes: whether something passes is asked again at each word. */
export const stateOf = (ours: Terms | null, theirs: Terms | null): PartnershipState =>
  ours?.paused || theirs?.paused ? 'paused' : 'active';

/** The row and what passes by it are one commit. */
export async function save(instance: Instance, tx: Tx, row: Partnership, change: Partial<Partnership>): Promise<void> {
  const next = { ...row, ...change, changedAt: instance.clock() };
  await tx.update(partnerships).set(next).where(eq(partnerships.host, row.host));
  await tx.delete(partnerScopes).where(eq(partnerScopes.host, row.host));
  const scopes = next.state === 'active' ? commonScopes(next.ours, next.theirs) : [];
  const kept = [...(scopes.includes('people') ? ['person'] : []), ...(scopes.includes('communities') ? ['group'] : [])];
  for (const kind of ['person', 'group'] as const)
    if (!kept.includes(kind))
      await tx.delete(partnerEntries).where(and(eq(partnerEntries.host, row.host), eq(partnerEntries.kind, kind)));
  if (scopes.length) await tx.insert(partnerScopes).values(scopes.map((scope) => ({ host: row.host, scope })));
}

/** Each word of ours is later than the one before, whatever the clock does. */
export async function say(
  instance: Instance,
  tx: Tx,
  { host, saidAt }: Partnership,
  act: PartnerAct,
  terms: Terms,
  reason = '',
) {
  const at = Math.max(instance.clock(), saidAt + 1);
  await tx.update(partnerships).set({ saidAt: at }).where(eq(partnerships.host, host));
  await record<PartnerEvent>(tx, { type: 'partner.said', host, act, terms, reason, at });
}

export async function find(tx: Pick<Tx, 'select'>, host: string): Promise<Partnership | null> {
  const [row] = await tx.select().from(partnerships).where(eq(partnerships.host, host));
  return row ?? null;
}

async function known(tx: Tx, host: string, states: PartnershipState[]): Promise<Partnership> {
  const row = await find(tx, host);
  if (!row) throw notFound();
  if (!states.includes(row.state)) throw new Refusal(409, 'partner.changed');
  return row;
}
