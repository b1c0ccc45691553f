import { createHash } from 'node:crypto';
import { accounts } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { countLikes } from './like.ts';
import { likes } from './tables.ts';
import { toldLikes } from './thread-tables.ts';

const one = (postId: string, actorUri: string) => ({
  postId,
  fingerprint: createHash('sha256').update(`${postId} ${actorUri}`).digest('base64url').slice(0, 22),
});

const isOne = ({ postId, fingerprint }: ReturnType<typeof one>) =>
  and(eq(toldLikes.postId, postId), eq(toldLikes.fingerprint, fingerprint));

/**
 * A group tells that somebody elsewhere thanked for a post that stands in it, or no longer: counted, once for each, and no
 * more is kept of them. Who thanked here by themselves is counted already.
 */
export const tellLike = (instance: Instance, postId: string, actorUri: string, thanked: boolean): Promise<void> =>
  write(instance, async (tx) => {
    if (!thanked) return forgetTold(tx, postId, actorUri);
    const [known] = await tx
      .select({ id: likes.id })
      .from(likes)
      .innerJoin(accounts, eq(accounts.id, likes.accountId))
      .where(and(eq(likes.postId, postId), eq(accounts.uri, actorUri)));
    if (known) return;
    const [first] = await tx
      .insert(toldLikes)
      .values(one(postId, actorUri))
      .onConflictDoNothing()
      .returning({ postId: toldLikes.postId });
    if (first) await countLikes(tx, postId, 1);
  });

/** They take it back, or have said it themselves. */
export async function forgetTold(tx: Tx, postId: string, actorUri: string): Promise<void> {
  const [gone] = await tx
    .delete(toldLikes)
    .where(isOne(one(postId, actorUri)))
    .returning({ postId: toldLikes.postId });
  if (gone) await countLikes(tx, postId, -1);
}
