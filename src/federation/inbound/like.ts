import { takeTombstone } from '../../posts/delete-post.ts';
import { like } from '../../posts/like.ts';
import { postByUri } from '../../posts/post.ts';
import { forgetTold } from '../../posts/told-like.ts';
import { refId } from '../ids.ts';
import { type Inbound, viewerOf } from './inbound.ts';

/** Like, and EmojiReact as the same thanks. Posts that we do not have are nobody's concern here. */
export const receiveLike: Inbound = async (instance, { id, activity, actor }) => {
  const post = await postByUri(instance, refId(activity.object) ?? '');
  if (!post) return null;
  return async (inside, tx) => {
    if (await takeTombstone(tx, id)) return;
    // A group may have told of it before: it counts once.
    await forgetTold(tx, post.id, actor.uri);
    await like(inside, viewerOf(actor), post.id, id);
  };
};
