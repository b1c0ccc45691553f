import type { Account, Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { and, count, eq, inArray } from '../../../platform/columns.ts';
import { Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import type { Campaign } from '../../campaign.ts';
import { type Contribution, contribute, contributionById, move } from '../../contribution.ts';
import { agreements } from '../../exchange-tables.ts';
import type { Step } from '../../step.ts';
import { contributions } from '../../tables.ts';
import { isAmount, mostAmount, type Unit } from '../../units.ts';

/** What passes from one to another, each in the unit that it has by nature. */
export const whats = ['hours', 'objects', 'places', 'mentoring', 'equipment'] as const;
export type What = (typeof whats)[number];
export const unitOf: Record<What, Unit> = {
  hours: 'hour',
  objects: 'one',
  places: 'one',
  mentoring: 'hour',
  // One piece of equipment; what is agreed of it is hours.
  equipment: 'one',
};

export const purposes = ['offer', 'request'] as const;
export type Purpose = (typeof purposes)[number];

/** What the row of an offer or a request keeps: all that FEP-0837 says of a Proposal. */
export interface OfferFacts {
  purpose: Purpose;
  what: What;
  unit: Unit;
  amount: number;
  place: string;
  expiresAt: number;
  /** Names of the organisations with whom it was agreed. */
  foundWith: string[];
  /** How many times it was agreed, how much is left, and which slots are taken; not there while nothing is agreed. */
  found?: number;
  left?: number;
  taken?: [startsAt: number, endsAt: number][];
}

export const limits = { place: 120, open: 30, days: 366 };
const dayMs = 86_400_000;

export interface SaidOffer {
  purpose: Purpose;
  title: string;
  text: string;
  what: What;
  amount: number;
  place: string;
  /** null: at the end of the step, or after a month. */
  expiresAt: number | null;
  language: string | null;
  mediaIds?: string[];
}

/** Brings an offer or a request to a step. Throws Invalid, or 403 with why not. Gives the id of its post. */
export async function bringOffer(
  instance: Instance,
  author: Account,
  campaign: Campaign,
  step: Step,
  said: SaidOffer,
): Promise<string> {
  const now = instance.clock();
  const { purpose, title, text, what, language, mediaIds = [] } = said;
  const expiresAt = said.expiresAt ?? (step.endsAt && step.endsAt > now ? step.endsAt : now + 30 * dayMs);
  // A piece of equipment is one: what is agreed of it is time.
  const amount = what === 'equipment' ? 1 : said.amount;
  const place = said.place.trim();
  const faults: Record<string, string | { key: string; args: Record<string, number> }> = {};
  if (!title.trim()) faults.title = 'form.required';
  if (!whats.includes(what)) faults.what = 'form.required';
  if (!isAmount(amount)) faults.amount = { key: 'exchange.amountFault', args: { most: mostAmount } };
  if (!(expiresAt > now && expiresAt <= now + limits.days * dayMs)) faults.expiresAt = 'exchange.expiryFault';
  if ([...place].length > limits.place) faults.place = { key: 'form.tooLong', args: { most: limits.place } };
  if (Object.keys(faults).length) throw new Invalid(faults);
  const [open] = await instance.db
    .select({ n: count() })
    .from(contributions)
    .where(
      and(
        eq(contributions.stepId, step.id),
        eq(contributions.authorId, author.id),
        inArray(contributions.kind, ['offer', 'request']),
        eq(contributions.state, 'open'),
      ),
    );
  if (open!.n >= limits.open) throw new Refusal(403, 'exchange.tooMany', { args: { most: limits.open } });
  const facts = { purpose, what, unit: unitOf[what], amount, place, expiresAt, foundWith: [] } satisfies OfferFacts;
  return contribute(instance, author, campaign, step, { kind: purpose, title, text, language, mediaIds, facts });
}

/** The same as another server says it of what its people bring; null when it is none. With whom it was agreed we say. */
export function offerFrom(kind: string, said: Record<string, unknown>): OfferFacts | null {
  const purpose = purposes.find((one) => one === kind);
  const what = whats.find((one) => one === said.what);
  const { amount, expiresAt, place } = said;
  if (!purpose || !what || !isAmount(amount) || !Number.isSafeInteger(expiresAt)) return null;
  return {
    ...{ purpose, what, unit: unitOf[what], amount: what === 'equipment' ? 1 : amount },
    ...{ expiresAt: expiresAt as number, foundWith: [] },
    place: typeof place === 'string' ? [...place].slice(0, limits.place).join('') : '',
  };
}

export const isOffer = ({ kind }: Pick<Contribution, 'kind'>): boolean => kind === 'offer' || kind === 'request';
export const offerOf = ({ facts }: Pick<Contribution, 'facts'>): OfferFacts => facts as unknown as OfferFacts;

/** Why nobody can answer it any more, as a translation key; null while one can. */
export function offerFault(row: Contribution, now: number): string | null {
  if (!isOffer(row)) return 'exchange.notAnOffer';
  if (row.state === 'withdrawn') return 'exchange.withdrawn';
  return now >= offerOf(row).expiresAt ? 'exchange.expired' : null;
}

/** Takes back one's own offer or request: who had only asked is answered; what was agreed stays. */
export const withdrawOffer = (instance: Instance, viewer: NonNullable<Viewer>, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const row = await contributionById(inside, postId);
    if (row.authorId !== viewer.accountId || !isOffer(row)) throw notFound();
    if (row.state === 'withdrawn') return;
    await tx
      .update(agreements)
      .set({ state: 'declined' })
      .where(and(eq(agreements.postId, postId), eq(agreements.state, 'asked')));
    await move(inside, viewer.accountId, row, { state: 'withdrawn' });
  });
