import { pin, unpin } from '../../posts/pin.ts';
import { refId } from '../ids.ts';
import { postAt } from '../remote-posts.ts';
import type { Inbound } from './inbound.ts';

/** Add to and Remove from one's own featured collection; other collections are not ours to keep (S69). */
const featured =
  (change: typeof pin): Inbound =>
  async (instance, { activity, actor }) => {
    if (!actor.featuredUri || refId(activity.target) !== actor.featuredUri) return null;
    const post = await postAt(instance, refId(activity.object) ?? '');
    return post?.accountId === actor.id ? (inside) => change(inside, actor.id, post.id) : null;
  };

export const receiveAdd = featured(pin);
export const receiveRemove = featured(unpin);
