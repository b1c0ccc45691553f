import { contributionById } from '../campaigns/contribution.ts';
import { agreements } from '../campaigns/exchange-tables.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import { mayReadPost } from '../posts/post.ts';
import { tellAnew } from './tell.ts';

/** What two agree on is told to the one of them who did not do it; part of the one subscriber of notifications. */
export const exchangeNotices: Subscriber['on'] = {
  'agreement.moved': async (instance, { agreementId, state }) => {
    if (state === 'done') return;
    await tellSide(instance, agreementId, state === 'asked' || state === 'withdrawn' ? 'author' : 'other');
  },
  'receipt.confirmed': async (instance, { agreementId, side }) => {
    const found = await agreementOf(instance, agreementId);
    const authorGives = found?.row.kind === 'offer';
    if (found) await tellSide(instance, agreementId, (side === 'giver') === authorGives ? 'other' : 'author');
  },
};

async function agreementOf(instance: Instance, id: string) {
  const [agreement] = await instance.db.select().from(agreements).where(eq(agreements.id, id));
  return agreement && { agreement, row: await contributionById(instance, agreement.postId) };
}

async function tellSide(instance: Instance, id: string, side: 'author' | 'other'): Promise<void> {
  const found = await agreementOf(instance, id);
  const ownerId = side === 'author' ? found?.row.authorId : found?.agreement.withId;
  if (!found || !ownerId) return;
  const { postId, campaignId } = found.agreement;
  if (!(await mayReadPost(instance, { accountId: ownerId, local: true }, postId))) return;
  await write(instance, (tx) => tellAnew(instance, tx, { ownerId, type: 'contribution', fromId: campaignId, postId }));
}
