import type { Instance } from '../instance.ts';
import { and, eq, gt, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { idempotencyKeys } from './tables.ts';

const hourMs = 3_600_000;

/**
 * Makes a post once for each key of an account within the hour; asked again, gives the id of the first. The key is kept
 * in the transaction that makes the post, so that two requests at once leave one.
 */
export async function keyed(
  instance: Instance,
  accountId: string,
  key: string | undefined,
  make: (also: (tx: Tx, postId: string) => Promise<void>) => Promise<string>,
): Promise<string> {
  if (!key) return make(async () => {});
  const known = () => keptFor(instance, accountId, key);
  const already = await known();
  if (already) return already;
  try {
    return await make(async (tx, postId) => {
      await tx.insert(idempotencyKeys).values({ accountId, key, postId, createdAt: instance.clock() });
    });
  } catch (error) {
    const other = await known();
    if (other) return other;
    throw error;
  }
}

async function keptFor(instance: Instance, accountId: string, key: string): Promise<string | null> {
  const [row] = await instance.db
    .select({ postId: idempotencyKeys.postId })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.accountId, accountId),
        eq(idempotencyKeys.key, key),
        gt(idempotencyKeys.createdAt, instance.clock() - hourMs),
      ),
    );
  return row?.postId ?? null;
}

export const purgeKeys = (instance: Instance) =>
  write(instance, (tx) => tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, instance.clock() - hourMs)));
