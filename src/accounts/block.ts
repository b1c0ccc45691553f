import type { Instance } from '../instance.ts';
import { and, desc, eq } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { accountById } from './account.ts';
import type { AccountEvent } from './events.ts';
import { endFollow } from './follow.ts';
import { blocks } from './tables.ts';

/** Neither reads nor answers the other any more; follows end both ways. `uri`: id of the remote Block activity. */
export const block = (instance: Instance, accountId: string, targetId: string, uri?: string): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    if (accountId === targetId) throw new Refusal(422, 'block.self');
    if (!(await accountById(inside, targetId))) throw notFound();
    const activity = uri ?? `${instance.config.origin}/ap/activities/${instance.ids()}`;
    const [created] = await tx
      .insert(blocks)
      .values({ accountId, targetId, uri: activity, createdAt: instance.clock() })
      .onConflictDoNothing()
      .returning({ id: blocks.id });
    if (!created) return;
    await endFollow(inside, tx, accountId, targetId, 'follow.ended');
    await endFollow(inside, tx, targetId, accountId, 'follow.rejected');
    await record<AccountEvent>(tx, { type: 'block.created', accountId, targetId, uri: activity });
  });

export const unblock = (instance: Instance, accountId: string, targetId: string): Promise<void> =>
  write(instance, async (tx) => {
    const [gone] = await tx
      .delete(blocks)
      .where(and(eq(blocks.accountId, accountId), eq(blocks.targetId, targetId)))
      .returning({ uri: blocks.uri });
    if (gone) await record<AccountEvent>(tx, { type: 'block.ended', accountId, targetId, uri: gone.uri });
  });

/** Accounts that `accountId` blocks, newest first. */
export async function blockedBy(instance: Instance, accountId: string, most = 200): Promise<string[]> {
  const rows = await instance.db
    .select()
    .from(blocks)
    .where(eq(blocks.accountId, accountId))
    .orderBy(desc(blocks.id))
    .limit(most);
  return rows.map((row) => row.targetId);
}
