import { accountsByIds, type Viewer } from '../../../accounts/account.ts';
import { organisationViews } from '../../../accounts/organisation.ts';
import type { Instance } from '../../../instance.ts';
import { and, count, dialectSql, eq, gt, inArray, lt, ne } from '../../../platform/columns.ts';
import type { Tx } from '../../../platform/database.ts';
import { record } from '../../../platform/events-log.ts';
import { forbidden, Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { visiblePost } from '../../../posts/post.ts';
import { campaignById } from '../../campaign.ts';
import { type Contribution, changeFacts, contributionById, move, takingPartFault } from '../../contribution.ts';
import type { CampaignEvent } from '../../events.ts';
import { type AgreementState, agreements, receipts, type Side } from '../../exchange-tables.ts';
import { stepOf } from '../../step.ts';
import { fromHundredths, isAmount, toHundredths } from '../../units.ts';
import { offerFault, offerOf } from './offer.ts';

export type Agreement = typeof agreements.$inferSelect;

export const limits = { note: 500, open: 40, slotDays: 14 };
const hourMs = 3_600_000;
/** The latest slots, of which everybody may know that they are taken. */
const mostSlots = 40;
/** Of these something is taken already. */
export const binding: AgreementState[] = ['agreed', 'done'];

export interface Ask {
  /** In the unit of what is offered; of equipment it follows from the slot. */
  amount: number;
  note: string;
  startsAt: number | null;
  endsAt: number | null;
}

/**
 * « Ça m'intéresse »: somebody answers an offer or a request; its author alone is told. Once for each person while it is
 * open. Throws 404 for who may not read it, 403 for its author, 422 for what is over. `uri`: id it came with.
 */
export const ask = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  postId: string,
  said: Ask,
  uri?: string,
): Promise<string> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    await visiblePost(inside, viewer, postId);
    const row = await contributionById(inside, postId);
    if (row.authorId === viewer.accountId) throw forbidden('exchange.own');
    const over = offerFault(row, instance.clock());
    if (over) throw new Refusal(422, over);
    const campaign = (await campaignById(inside, row.campaignId))!;
    const closed = takingPartFault(campaign, await stepOf(inside, row.campaignId, row.stepId), instance.clock());
    if (closed) throw new Refusal(403, closed);
    await refuseAgain(inside, viewer.accountId, row);
    const { amount, startsAt, endsAt } = measured(row, said, instance.clock());
    await refuseTaken(inside, row, { amount, startsAt, endsAt });
    const id = instance.ids();
    await tx.insert(agreements).values({
      ...{ id, uri: uri ?? `${instance.config.origin}/ap/agreements/${id}`, postId },
      ...{ campaignId: row.campaignId, stepId: row.stepId, withId: viewer.accountId, state: 'asked' },
      ...{ amount: toHundredths(amount), startsAt, endsAt, note: said.note.trim().slice(0, limits.note) },
      askedAt: instance.clock(),
    });
    await record<CampaignEvent>(tx, { type: 'agreement.moved', agreementId: id, state: 'asked' });
    return id;
  });

/** The author says yes; from then on each of the two confirms what was given. What is taken meanwhile is refused (422). */
export const agree = (instance: Instance, viewer: NonNullable<Viewer>, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const { agreement, row } = await theirs(inside, viewer, id);
    if (row.authorId !== viewer.accountId) throw notFound();
    // Another process may be giving away the same thing. The turn of recorders is taken anyway: one lock, one order.
    await dialectSql.inTurn(tx, 'events');
    if (agreement.state === 'agreed') return;
    if (agreement.state !== 'asked') throw new Refusal(422, 'exchange.notAsked');
    const over = offerFault(row, instance.clock());
    if (over) throw new Refusal(422, over);
    const { startsAt, endsAt } = agreement;
    await refuseTaken(inside, row, { amount: fromHundredths(agreement.amount), startsAt, endsAt });
    await moveAgreement(tx, agreement, { state: 'agreed', agreedAt: instance.clock() });
    await tellFound(inside, tx, row);
    if ((await leftOf(inside, row)) === 0) await move(inside, viewer.accountId, row, { state: 'settled' });
  });

/** The author says no, or the other takes their answer back; also what was agreed, as long as nobody confirmed it. */
export const leaveAgreement = (instance: Instance, viewer: NonNullable<Viewer>, id: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const { agreement, row } = await theirs(inside, viewer, id);
    if (agreement.state === 'declined' || agreement.state === 'withdrawn') return;
    const [confirmed] = await tx.select({ n: count() }).from(receipts).where(eq(receipts.agreementId, id));
    if (agreement.state === 'done' || confirmed!.n > 0) throw new Refusal(422, 'exchange.confirmedAlready');
    const state = row.authorId === viewer.accountId ? 'declined' : 'withdrawn';
    await moveAgreement(tx, agreement, { state });
    await tellFound(inside, tx, row);
    if (row.state === 'settled') await move(inside, viewer.accountId, row, { state: 'open' });
  });

/** An agreement with what it is about, for its two sides; 404 for everybody else (S54). */
export async function theirs(
  inside: Instance,
  viewer: NonNullable<Viewer>,
  id: string,
): Promise<{ agreement: Agreement; row: Contribution; side: Side }> {
  const [agreement] = await inside.db.select().from(agreements).where(eq(agreements.id, id));
  if (!agreement) throw notFound();
  const row = await contributionById(inside, agreement.postId);
  const isAuthor = row.authorId === viewer.accountId;
  if (!isAuthor && agreement.withId !== viewer.accountId) throw notFound();
  // Who offers gives; who answers a request gives too.
  return { agreement, row, side: isAuthor === (row.kind === 'offer') ? 'giver' : 'receiver' };
}

export async function moveAgreement(
  tx: Tx,
  { id }: Agreement,
  change: Partial<Agreement> & { state: AgreementState },
): Promise<void> {
  await tx.update(agreements).set(change).where(eq(agreements.id, id));
  await record<CampaignEvent>(tx, { type: 'agreement.moved', agreementId: id, state: change.state });
}

/** Says with which organisations it was agreed, and nothing of whom: that is for the two alone. */
async function tellFound(inside: Instance, tx: Tx, row: Contribution): Promise<void> {
  const rows = await tx
    .select()
    .from(agreements)
    .where(and(eq(agreements.postId, row.postId), inArray(agreements.state, binding)));
  const people = await accountsByIds(
    inside,
    rows.flatMap((one) => one.withId ?? []),
  );
  const hosts = [...new Set(people.map((one) => one.host))].slice(0, 5);
  const names = await organisationViews(inside, hosts);
  const left = await leftOf(inside, row);
  const taken = rows.flatMap(({ startsAt, endsAt }) => (startsAt && endsAt ? [[startsAt, endsAt] as const] : []));
  await changeFacts(inside, tx, row, {
    foundWith: hosts.map((host) => names.get(host)!.name),
    found: rows.length,
    ...(left === null ? { taken: taken.sort(([one], [other]) => other - one).slice(0, mostSlots) } : { left }),
  });
}

/** How much of it is not agreed yet; null for equipment, which is lent again and again. */
export async function leftOf(inside: Instance, row: Contribution): Promise<number | null> {
  const { what, amount } = offerOf(row);
  if (what === 'equipment') return null;
  const taken = await inside.db
    .select({ amount: agreements.amount })
    .from(agreements)
    .where(and(eq(agreements.postId, row.postId), inArray(agreements.state, binding)));
  return fromHundredths(Math.max(0, toHundredths(amount) - taken.reduce((sum, one) => sum + one.amount, 0)));
}

/** Refuses what is not there any more: an amount that others have, a slot that meets another of the same object. */
async function refuseTaken(inside: Instance, row: Contribution, asked: Omit<Ask, 'note'>): Promise<void> {
  const { startsAt, endsAt, amount } = asked;
  if (startsAt !== null && endsAt !== null) {
    const [met] = await inside.db
      .select({ id: agreements.id })
      .from(agreements)
      .where(
        and(
          eq(agreements.postId, row.postId),
          inArray(agreements.state, binding),
          lt(agreements.startsAt, endsAt),
          gt(agreements.endsAt, startsAt),
        ),
      )
      .limit(1);
    if (met) throw new Invalid({ slot: 'exchange.slotTaken' });
    return;
  }
  const left = (await leftOf(inside, row)) ?? 0;
  if (amount > left) throw new Invalid({ amount: { key: 'exchange.tooMuch', args: { left } } });
}

function measured(row: Contribution, { amount, startsAt, endsAt }: Ask, now: number) {
  if (offerOf(row).what !== 'equipment') {
    if (!isAmount(amount)) throw new Invalid({ amount: 'exchange.askAmountFault' });
    return { amount, startsAt: null, endsAt: null };
  }
  const isSlot = startsAt !== null && endsAt !== null && startsAt > now && endsAt > startsAt;
  if (!isSlot || endsAt - startsAt > limits.slotDays * 24 * hourMs)
    throw new Invalid({ slot: { key: 'exchange.slotFault', args: { most: limits.slotDays } } });
  return { amount: Math.max(0.01, Math.round(((endsAt - startsAt) / hourMs) * 100) / 100), startsAt, endsAt };
}

/** One open answer of each person to each offer, and not too many in all. */
async function refuseAgain(inside: Instance, accountId: string, row: Contribution): Promise<void> {
  const open = inArray(agreements.state, ['asked', 'agreed']);
  const mine = and(eq(agreements.withId, accountId), open);
  const [already] = await inside.db
    .select({ n: count() })
    .from(agreements)
    .where(and(mine, eq(agreements.postId, row.postId)));
  if (already!.n > 0 && offerOf(row).what !== 'equipment') throw new Refusal(422, 'exchange.askedAlready');
  const [all] = await inside.db
    .select({ n: count() })
    .from(agreements)
    .where(and(mine, eq(agreements.stepId, row.stepId), ne(agreements.state, 'done')));
  if (all!.n >= limits.open) throw new Refusal(403, 'exchange.tooManyAsked', { args: { most: limits.open } });
}
