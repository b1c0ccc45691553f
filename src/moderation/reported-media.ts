import type { Viewer } from '../accounts/account.ts';
import { memberOf } from '../accounts/members.ts';
import { may } from '../accounts/roles.ts';
import type { Instance } from '../instance.ts';
import { mayReadPost } from '../posts/post.ts';
import { isReported } from './read-reports.ts';

/** Who may see the pictures of a post: who may read it, and who has to judge it because it was reported (S118). */
export async function maySeeMedia(instance: Instance, viewer: Viewer, postId: string): Promise<boolean> {
  if (await mayReadPost(instance, viewer, postId)) return true;
  const member = viewer?.local ? await memberOf(instance, viewer.accountId) : null;
  return member !== null && may(member, 'moderate') && isReported(instance, postId);
}
