import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { isLost } from '../platform/lost-stretch.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Post, postById, postUri, visiblePost } from '../posts/post.ts';
import { noteDocument } from './documents.ts';
import { withContext } from './objects/context.ts';

/** What a server that asks for a post at its ActivityPub address is answered. `document` is JSON text. */
export type PostAnswer = { status: 200 | 410; document: string } | { status: 404 };

/** The answer to `viewer`: the post, that it is gone when it was public, or nothing at all (S53). */
export async function postAnswer(instance: Instance, viewer: Viewer, id: string): Promise<PostAnswer> {
  const post = await visibleOrNull(instance, viewer, id);
  if (post?.local) return { status: 200, document: await noteDocument(instance, post) };
  const gone = await postById(instance, id);
  if (!gone && (await isLost(instance, id))) return goneAt(postUri(instance, id));
  // That it was public is known; what was not, was never there for a stranger.
  const tell = gone?.local && gone.deletedAt && !gone.boostOfId && ['public', 'unlisted'].includes(gone.audience);
  if (!tell) return { status: 404 };
  return goneAt(gone.uri);
}

const goneAt = (id: string): PostAnswer => ({
  status: 410,
  document: JSON.stringify(withContext({ id, type: 'Tombstone' })),
});

/** A post that the viewer may read, or null. */
export async function visibleOrNull(instance: Instance, viewer: Viewer, id: string): Promise<Post | null> {
  try {
    return await visiblePost(instance, viewer, id);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
