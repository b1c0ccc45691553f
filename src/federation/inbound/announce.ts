import { hasLocalFollower } from '../../accounts/follow.ts';
import type { Instance } from '../../instance.ts';
import { boost } from '../../posts/boost.ts';
import { takeTombstone } from '../../posts/delete-post.ts';
import { type Post, postByUri } from '../../posts/post.ts';
import { refId } from '../ids.ts';
import { isObject, time } from '../json.ts';
import { postAt } from '../remote-posts.ts';
import { type Effect, type Inbound, viewerOf } from './inbound.ts';
import { refetchPost } from './update.ts';

/**
 * Somebody passes a post on. The copy inside is never read: the post comes from its own server or not at all (S66).
 * Groups announce what is done in them (FEP-1b12): a Create is the post it creates, an Update a reason to look again.
 */
export const receiveAnnounce: Inbound = async (instance, { id, activity, actor }) => {
  const inner = isObject(activity.object) ? activity.object : null;
  const type = inner?.type;
  if (type === 'Update') return refetchPost(instance, refId(inner!.object) ?? '');
  if (['Like', 'Dislike', 'Undo', 'Delete', 'Add', 'Remove', 'Block', 'Lock', 'Flag'].includes(String(type)))
    return null;
  const uri = refId(type === 'Create' ? inner!.object : activity.object);
  const post = uri && (await wanted(instance, uri, actor.id));
  if (!post) return null;
  // A group's comments reach the thread they answer; as lines of a timeline they would flood it.
  if (type === 'Create' && post.inReplyToUri) return null;
  return announced(id, post.id, time(activity.published) ?? instance.clock(), actor);
};

const announced =
  (uri: string, postId: string, createdAt: number, actor: Parameters<typeof viewerOf>[0]): Effect =>
  async (inside, tx) => {
    if (!(await takeTombstone(tx, uri))) await boost(inside, viewerOf(actor), postId, { uri, createdAt });
  };

/** A post of ours, or any when somebody here follows who passes it on. */
async function wanted(instance: Instance, uri: string, actorId: string): Promise<Post | null> {
  const known = await postByUri(instance, uri);
  if (known?.local) return known;
  if (!(await hasLocalFollower(instance, actorId))) return null;
  return known ?? postAt(instance, uri);
}
