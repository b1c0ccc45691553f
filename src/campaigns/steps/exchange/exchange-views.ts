import type { Viewer } from '../../../accounts/account.ts';
import { accountViews } from '../../../accounts/account-view.ts';
import type { AccountView } from '../../../accounts/view.ts';
import type { Instance } from '../../../instance.ts';
import { and, asc, inArray, ne } from '../../../platform/columns.ts';
import { contributionsOf } from '../../contribution-views.ts';
import { type AgreementState, agreements, receipts } from '../../exchange-tables.ts';
import type { Step } from '../../step.ts';
import { fromHundredths } from '../../units.ts';
import type { ContributionView } from '../../view.ts';
import type { Agreement } from './agreement.ts';
import { type OfferFacts, offerOf } from './offer.ts';
import { type Match, matchesIn } from './suggestions.ts';

/** How one of the two sees an agreement. */
export interface AgreementView {
  id: string;
  state: AgreementState;
  /** The other one. */
  other: AccountView;
  amount: number;
  note: string;
  startsAt: number | null;
  endsAt: number | null;
  gives: boolean;
  /** The viewer wrote what was answered: it is for them to say yes. */
  answers: boolean;
  confirmed: { mine: boolean; theirs: boolean };
  thanked: boolean;
}

export interface OfferView {
  one: ContributionView;
  offer: OfferFacts;
  /** Not agreed yet; null for equipment. */
  left: number | null;
  expired: boolean;
  /** Of equipment: when it is taken. */
  taken: { startsAt: number; endsAt: number }[];
  match: Match | null;
  /** What the viewer has to do with it; of what is not theirs nothing. */
  agreements: AgreementView[];
}

const mostShown = 100;

/** Offers and requests of a step, newest first: the number of queries does not depend on how many they are. */
export async function offerViews(instance: Instance, viewer: Viewer, step: Step): Promise<OfferView[]> {
  const query = { stepId: step.id, sort: 'new' as const, most: mostShown };
  const states = ['open' as const, 'settled' as const];
  const shown = await contributionsOf(instance, viewer, { ...query, kinds: ['offer', 'request'], states });
  if (!shown.length) return [];
  const rows = await instance.db
    .select()
    .from(agreements)
    .where(
      and(
        inArray(
          agreements.postId,
          shown.map((one) => one.id),
        ),
        ne(agreements.state, 'withdrawn'),
      ),
    )
    .orderBy(asc(agreements.askedAt), asc(agreements.id));
  const views = await agreementViews(instance, viewer, rows, new Map(shown.map((one) => [one.id, one])));
  const matches = await matchesIn(instance, viewer, step.id);
  const now = instance.clock();
  return shown.map((one) => {
    const offer = offerOf(one);
    return {
      ...{ one, offer },
      left: offer.what === 'equipment' ? null : (offer.left ?? offer.amount),
      expired: now >= offer.expiresAt,
      taken: (offer.taken ?? [])
        .flatMap(([startsAt, endsAt]) => (endsAt > now ? [{ startsAt, endsAt }] : []))
        .sort((a, b) => a.startsAt - b.startsAt),
      match: matches.get(one.id) ?? null,
      agreements: views.get(one.id) ?? [],
    };
  });
}

/** Those in which the viewer is one of the two, by the id of the post. */
async function agreementViews(
  instance: Instance,
  viewer: Viewer,
  rows: Agreement[],
  shown: Map<string, ContributionView>,
): Promise<Map<string, AgreementView[]>> {
  const views = new Map<string, AgreementView[]>();
  if (!viewer) return views;
  const own = rows.filter((row) => shown.get(row.postId)!.mine || row.withId === viewer.accountId);
  if (!own.length) return views;
  const ids = own.map((row) => row.id);
  const said = await instance.db.select().from(receipts).where(inArray(receipts.agreementId, ids));
  const people = await accountViews(
    instance,
    own.flatMap((row) => row.withId ?? []),
  );
  for (const row of own) {
    const one = shown.get(row.postId)!;
    const answers = one.mine;
    const other = answers ? people.get(row.withId ?? '') : one.author;
    if (!other || (answers && row.state === 'declined')) continue;
    const gives = answers === (one.kind === 'offer');
    const mine = said.find(
      (receipt) => receipt.agreementId === row.id && receipt.side === (gives ? 'giver' : 'receiver'),
    );
    const both = said.filter((receipt) => receipt.agreementId === row.id).length;
    const { id, state, note, startsAt, endsAt } = row;
    views.set(row.postId, [
      ...(views.get(row.postId) ?? []),
      {
        ...{ id, state, note, startsAt, endsAt, other, gives, answers, amount: fromHundredths(row.amount) },
        confirmed: { mine: mine !== undefined, theirs: both > (mine ? 1 : 0) },
        thanked: Boolean(mine?.thanksId),
      },
    ]);
  }
  return views;
}
