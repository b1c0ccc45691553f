import type { Viewer } from '../accounts/account.ts';
import { roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { forbidden, notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { type Post, postById, visiblePost } from './post.ts';
import { posts } from './tables.ts';

/** Whether the viewer may say which answer settled a question: who asked it, and the hosts of its community. */
export async function maySettle(instance: Instance, viewer: Viewer, root: Post): Promise<boolean> {
  if (!viewer?.local || root.threadKind !== 'question' || !root.communityId) return false;
  return root.accountId === viewer.accountId || (await roleOf(instance, viewer.accountId, root.communityId)) !== null;
}

/** Says that an answer settled the question above it, or no longer (`settled` false). 403: not theirs to say. */
export const settleQuestion = (
  instance: Instance,
  viewer: NonNullable<Viewer>,
  answerId: string,
  settled: boolean,
): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const answer = await visiblePost(inside, viewer, answerId);
    const root = answer.inReplyToId ? await postById(inside, answer.threadId) : null;
    if (root?.threadKind !== 'question') throw notFound();
    if (!(await maySettle(inside, viewer, root))) throw forbidden('question.notYours');
    if (!settled && root.answerId !== answerId) return;
    await tx
      .update(posts)
      .set({ answerId: settled ? answerId : null })
      .where(eq(posts.id, root.id));
  });
