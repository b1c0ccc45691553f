import type { Instance } from '../instance.ts';
import { and, desc, eq, lte } from '../platform/columns.ts';
import { notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { accountById } from './account.ts';
import { mutes } from './tables.ts';

const dayMs = 86_400_000;
export const muteDays = [1, 7, 30] as const;

/** Hides the posts and notifications of `targetId`, for `days` or until it is taken back; nobody else learns of it. */
export const mute = (
  instance: Instance,
  accountId: string,
  targetId: string,
  days: number | null = null,
): Promise<void> =>
  write(instance, async (tx) => {
    if (accountId === targetId) throw new Refusal(422, 'mute.self');
    if (!(await accountById(within(instance, tx), targetId))) throw notFound();
    const now = instance.clock();
    const expiresAt = days === null ? null : now + days * dayMs;
    await tx
      .insert(mutes)
      .values({ accountId, targetId, createdAt: now, expiresAt })
      .onConflictDoUpdate({ target: [mutes.accountId, mutes.targetId], set: { expiresAt } });
  });

export const unmute = (instance: Instance, accountId: string, targetId: string): Promise<void> =>
  write(
    instance,
    async (tx) =>
      void (await tx.delete(mutes).where(and(eq(mutes.accountId, accountId), eq(mutes.targetId, targetId)))),
  );

/** Ends what was muted for a time that is over; called each minute. */
export async function endMutes(instance: Instance): Promise<void> {
  const over = lte(mutes.expiresAt, instance.clock());
  const [any] = await instance.db.select({ id: mutes.id }).from(mutes).where(over).limit(1);
  if (any) await write(instance, (tx) => tx.delete(mutes).where(over));
}

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
