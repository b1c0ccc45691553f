import type { Viewer } from '../accounts/account.ts';
import { askHost } from '../communities/ask.ts';
import { communityById } from '../communities/community.ts';
import type { CommunityEvent } from '../communities/events.ts';
import { roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { eq, sql } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { forbidden, notFound } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { changeFault } from './community-post.ts';
import { type Post, postById, visiblePost } from './post.ts';
import { posts } from './tables.ts';

/** Whether the viewer may say which answer settled a question: who asked it, and the hosts of its community. */
export async function maySettle(instance: Instance, viewer: Viewer, root: Post): Promise<boolean> {
  if (!viewer?.local || root.threadKind !== 'question' || !root.communityId) return false;
  if (await roleOf(instance, viewer.accountId, root.communityId)) return true;
  // Who may not change what they wrote there says no more of it either (S72).
  return root.accountId === viewer.accountId && (await changeFault(instance, root)) === null;
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
    if (!(await keepAnswer(inside, viewer.accountId, answer, settled)) || !root.communityId) return;
    const { communityId } = root;
    if ((await communityById(inside, communityId))?.local) return;
    const asked = { act: settled ? ('settle' as const) : ('unsettle' as const), byId: viewer.accountId };
    await askHost(inside, { ...asked, communityId, postId: answerId });
  });

/**
 * The answer stands for the question above it, or no longer: a thread with an answer is a question. That `byId` may is for
 * the caller to have asked; the same twice changes nothing (false). `sent`: the activity of somebody elsewhere.
 */
export const keepAnswer = (
  instance: Instance,
  byId: string,
  answer: Post,
  settled: boolean,
  sent?: unknown,
): Promise<boolean> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const root = await postById(inside, answer.threadId);
    if (!root?.communityId || root.deletedAt || (root.answerId === answer.id) === settled) return false;
    await tx
      .update(posts)
      .set({
        answerId: settled ? answer.id : null,
        threadKind: root.threadKind ?? 'question',
        version: sql`${posts.version} + 1`,
      })
      .where(eq(posts.id, root.id));
    const { communityId } = root;
    const told = { act: settled ? ('settle' as const) : ('unsettle' as const), communityId, byId, postId: answer.id };
    if ((await communityById(inside, communityId))?.local)
      await record<CommunityEvent>(tx, { type: 'community.moderated', ...told, ...(sent !== undefined && { sent }) });
    return true;
  });
