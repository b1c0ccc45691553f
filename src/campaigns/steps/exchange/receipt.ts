import { accountById, type Viewer } from '../../../accounts/account.ts';
import type { Instance } from '../../../instance.ts';
import { and, dialectSql, eq, isNull } from '../../../platform/columns.ts';
import { record } from '../../../platform/events-log.ts';
import { Invalid, notFound, Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import { postById } from '../../../posts/post.ts';
import { writePost } from '../../../posts/write-post.ts';
import { campaignById } from '../../campaign.ts';
import type { CampaignEvent } from '../../events.ts';
import { receipts } from '../../exchange-tables.ts';
import { originOf, stateMeasure } from '../../measures.ts';
import { fromHundredths } from '../../units.ts';
import type { CampaignState } from '../../view.ts';
import { moveAgreement, theirs } from './agreement.ts';
import { offerOf, unitOf } from './offer.ts';

/** Before its report is made, both may still say what was given. */
const counting: readonly CampaignState[] = ['open', 'deciding', 'answered'];

/**
 * One of the two says that it was given. It counts once both have said so, and only then; a third gets 404, twice is once.
 * `uri`: id it came with.
 */
export const confirmReceipt = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  agreementId: string,
  uri?: string,
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    // Both may confirm at once, each through another process: the second sees the first (the turn of recorders).
    await dialectSql.inTurn(tx, 'events');
    const { agreement, row, side } = await theirs(inside, viewer, agreementId);
    if (agreement.state === 'done') return;
    if (agreement.state !== 'agreed') throw new Refusal(422, 'exchange.notAgreed');
    const campaign = await campaignById(inside, row.campaignId);
    if (!campaign || !counting.includes(campaign.state)) throw new Refusal(403, 'campaign.notOpen');
    const receiptUri = uri ?? `${instance.config.origin}/ap/receipts/${instance.ids()}`;
    const [said] = await tx
      .insert(receipts)
      .values({ agreementId, side, uri: receiptUri, byId: viewer.accountId, at: instance.clock() })
      .onConflictDoNothing()
      .returning({ side: receipts.side });
    if (!said) return;
    await record<CampaignEvent>(tx, { type: 'receipt.confirmed', agreementId, side });
    const both = await tx.select().from(receipts).where(eq(receipts.agreementId, agreementId));
    if (both.length < 2) return;
    await moveAgreement(tx, agreement, { state: 'done', doneAt: instance.clock() });
    const author = await accountById(inside, row.authorId);
    const other = agreement.withId ? await accountById(inside, agreement.withId) : null;
    if (!author || !other) throw notFound();
    const [giver, receiver] = row.kind === 'offer' ? [author, other] : [other, author];
    const { what } = offerOf(row);
    await stateMeasure(inside, tx, {
      ...{ row, sourceId: agreementId, nature: 'given', what, level: 'confirmed', statedById: viewer.accountId },
      unit: what === 'equipment' ? 'hour' : unitOf[what],
      amount: fromHundredths(agreement.amount),
      ...{ giver: originOf(giver), receiver: originOf(receiver) },
    });
  });

/** Thanks the other in public, once: an answer to the offer or the request, when both have confirmed. Gives its id. */
export async function thank(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  agreementId: string,
  words: { text: string; language: string | null },
): Promise<string> {
  const { agreement, row, side } = await theirs(instance, viewer, agreementId);
  if (agreement.state !== 'done') throw new Refusal(422, 'exchange.notDone');
  if (!words.text.trim()) throw new Invalid({ thanks: 'form.required' });
  const said = await instance.db.select().from(receipts).where(eq(receipts.agreementId, agreementId));
  if (said.find((one) => one.side === side)?.thanksId) throw new Refusal(422, 'exchange.thankedAlready');
  const author = await accountById(instance, viewer.accountId);
  const post = await postById(instance, row.postId);
  if (!author || !post || post.deletedAt) throw notFound();
  const draft = { ...words, notice: '', audience: post.audience, inReplyToId: row.postId, mediaIds: [], poll: null };
  return writePost(instance, author, draft, undefined, async (tx, id) => {
    const [kept] = await tx
      .update(receipts)
      .set({ thanksId: id })
      .where(and(eq(receipts.agreementId, agreementId), eq(receipts.side, side), isNull(receipts.thanksId)))
      .returning({ side: receipts.side });
    if (!kept) throw new Refusal(422, 'exchange.thankedAlready');
  });
}
