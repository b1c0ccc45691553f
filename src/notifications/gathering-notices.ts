import type { Instance } from '../instance.ts';
import type { Tx } from '../platform/database.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import { attendeesOf } from '../posts/attend.ts';
import { mayReadPost, postById } from '../posts/post.ts';
import { withdraw } from './notifications.ts';
import type { NotificationType } from './tables.ts';
import { tellAnew, tellMember } from './tell.ts';

/** What events make people be told; part of the one subscriber of notifications. */
export const gatheringNotices: Subscriber['on'] = {
  'gathering.answered': (instance, { postId, accountId, state }) =>
    write(instance, async (tx) => {
      const post = await postById(instance, postId);
      if (!post) return;
      const told = { ownerId: post.accountId, type: 'attend' as const, fromId: accountId, postId };
      if (state === 'going') await tellMember(instance, tx, told);
      else await withdraw(tx, told);
    }),
  'gathering.moved-up': (instance, { postId, accountId }) =>
    write(instance, (tx) => tellOne(instance, tx, 'event-place', postId, accountId)),
  'gathering.changed': (instance, { postId }) => tellAll(instance, 'event-moved', postId),
  'gathering.cancelled': (instance, { postId }) => tellAll(instance, 'event-cancelled', postId),
  'gathering.soon': (instance, { postId }) => tellAll(instance, 'event-soon', postId),
};

/** Who comes, and but for a reminder who waits. */
const tellAll = (instance: Instance, type: NotificationType, postId: string) =>
  write(instance, async (tx) => {
    const states = type === 'event-soon' ? (['going'] as const) : (['going', 'waiting', 'asked'] as const);
    for (const { accountId } of await attendeesOf(instance, postId, [...states], 10_000))
      await tellOne(instance, tx, type, postId, accountId);
  });

/** Those who have left the community since are told nothing of it (S54). */
async function tellOne(instance: Instance, tx: Tx, type: NotificationType, postId: string, ownerId: string) {
  const post = await postById(instance, postId);
  if (!post || !(await mayReadPost(instance, { accountId: ownerId, local: true }, postId))) return;
  await tellAnew(instance, tx, { ownerId, type, fromId: post.accountId, postId });
}
