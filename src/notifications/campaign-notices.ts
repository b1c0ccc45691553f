import { membersWith } from '../accounts/roles.ts';
import { contributionById } from '../campaigns/contribution.ts';
import { coAuthors } from '../campaigns/tables.ts';
import { moderators } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import { likersOf } from '../posts/like.ts';
import { mayReadPost } from '../posts/post.ts';
import { withdraw } from './notifications.ts';
import { tellAnew, tellMember } from './tell.ts';

/** Who wants to know too is told of the answer: of each question, so many. */
const mostTold = 10_000;

/** What campaigns make people be told; part of the one subscriber of notifications. */
export const campaignNotices: Subscriber['on'] = {
  'campaign.asked': (instance, { campaignId }) =>
    write(instance, async (tx) => {
      for (const ownerId of await membersWith(instance, 'administer'))
        await tellAnew(instance, tx, { ownerId, type: 'carry-asked', fromId: campaignId });
    }),
  'contribution.owed': (instance, { campaignId, postId }) =>
    write(instance, async (tx) => {
      for (const ownerId of await moderators(instance, campaignId))
        await tellMember(instance, tx, { ownerId, type: 'owed', fromId: campaignId, postId });
    }),
  'contribution.moved': (instance, { campaignId, postId, byId }) =>
    write(instance, async (tx) => {
      const { authorId, state } = await contributionById(instance, postId);
      if (state !== 'open')
        for (const ownerId of await moderators(instance, campaignId))
          await withdraw(tx, { ownerId, type: 'owed', fromId: campaignId, postId });
      const signed = await tx.select().from(coAuthors).where(eq(coAuthors.postId, postId));
      const authors = new Set([authorId, ...signed.map((one) => one.accountId)]);
      // An answer is told to its author as the reply that it is.
      if (state === 'answered') authors.delete(authorId);
      const waiting = state === 'answered' ? await likersOf(instance, postId, undefined, mostTold) : [];
      for (const ownerId of new Set([...authors, ...waiting.map((one) => one.accountId)]))
        if (ownerId !== byId) await tellOne(instance, tx, { ownerId, fromId: campaignId, postId });
    }),
};

/** Those who may no longer read it are told nothing of it (S54). */
async function tellOne(instance: Instance, tx: Tx, told: { ownerId: string; fromId: string; postId: string }) {
  if (!(await mayReadPost(instance, { accountId: told.ownerId, local: true }, told.postId))) return;
  await tellAnew(instance, tx, { ...told, type: 'contribution' });
}
