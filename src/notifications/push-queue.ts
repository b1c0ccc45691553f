import { accessTokens } from '../accounts/token-tables.ts';
import { eq } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { enqueue } from '../platform/jobs.ts';
import { type NotificationType, pushSubscriptions } from './tables.ts';

export interface Told {
  ownerId: string;
  type: NotificationType;
  fromId: string;
  postId?: string | null;
}

/** A subscription lives as long as the token it was made with. */
const subscriptionsOf = compiled((db, value) =>
  db
    .select({ id: pushSubscriptions.id, types: pushSubscriptions.types, policy: pushSubscriptions.policy })
    .from(pushSubscriptions)
    .innerJoin(accessTokens, eq(accessTokens.id, pushSubscriptions.tokenId))
    .where(eq(pushSubscriptions.accountId, value('ownerId'))),
);

/** Wakes the member's programs that wish to hear of this, in the transaction that tells it. */
export async function wake(tx: Tx, told: Told): Promise<void> {
  const wanting = (await subscriptionsOf(tx, { ownerId: told.ownerId })).filter(
    ({ types, policy }) => policy !== 'none' && types.includes(told.type),
  );
  if (wanting.length)
    await enqueue(
      tx,
      ...wanting.map(({ id }) => ({
        kind: 'notifications.push',
        lane: 'direct' as const,
        key: `push ${id}`,
        payload: { subscriptionId: id, ...told },
      })),
    );
}
