import type { Instance } from '../instance.ts';
import { and, desc, eq } from '../platform/columns.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { accountById } from './account.ts';
import { mutes } from './tables.ts';

/** Hides the posts and notifications of `targetId`; nobody else learns of it. */
export const mute = (instance: Instance, accountId: string, targetId: string): Promise<void> =>
  write(instance, async (tx) => {
    if (accountId === targetId) throw new Refusal(422, 'mute.self');
    if (!(await accountById(within(instance, tx), targetId))) throw notFound();
    await tx.insert(mutes).values({ accountId, targetId, createdAt: instance.clock() }).onConflictDoNothing();
  });

export const unmute = (instance: Instance, accountId: string, targetId: string): Promise<void> =>
  write(
    instance,
    async (tx) =>
      void (await tx.delete(mutes).where(and(eq(mutes.accountId, accountId), eq(mutes.targetId, targetId)))),
  );

/** Accounts that `accountId` mutes, newest first. */
export async function mutedBy(instance: Instance, accountId: string, most = 200): Promise<string[]> {
  const rows = await instance.db
    .select()
    .from(mutes)
    .where(eq(mutes.accountId, accountId))
    .orderBy(desc(mutes.id))
    .limit(most);
  return rows.map((row) => row.targetId);
}
