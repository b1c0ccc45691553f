import { communityById } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { eq, lt } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { type Post, postById } from '../posts/post.ts';
import type { Json } from './json.ts';
import { ownerOfThread } from './partner-thread.ts';
import { passedOn } from './tables.ts';

const keptMs = 30 * 86_400_000;

/** It stands in a community of ours, or answers what we said to our partners. */
async function isOursToPassOn(instance: Instance, post: Post): Promise<boolean> {
  if (post.communityId) return (await communityById(instance, post.communityId))?.local === true;
  return (await ownerOfThread(instance, post))?.host === '';
}

/** Keeps what another server sent of a post that is ours to pass on, word for word; of other posts nothing. */
export async function keepToPassOn(inside: Instance, tx: Tx, postId: string, activity: Json): Promise<void> {
  const post = await postById(inside, postId);
  if (!post || post.local || !(await isOursToPassOn(inside, post))) return;
  const row = { activity: JSON.stringify(activity), receivedAt: inside.clock() };
  await tx
    .insert(passedOn)
    .values({ postId, ...row })
    .onConflictDoUpdate({ target: passedOn.postId, set: row });
}

/** The last Create or Update that a post came with; null when it was long ago. */
export async function asSent(instance: Instance, postId: string): Promise<Json | null> {
  const [row] = await instance.db.select().from(passedOn).where(eq(passedOn.postId, postId));
  return row ? JSON.parse(row.activity) : null;
}

export const purgePassedOn = (instance: Instance) =>
  write(instance, (tx) => tx.delete(passedOn).where(lt(passedOn.receivedAt, instance.clock() - keptMs)));
