import { pin, unpin } from '../../posts/pin.ts';
import { refId } from '../ids.ts';
import { postAt } from '../remote-posts.ts';
import type { Inbound } from './inbound.ts';
import { featuredEffect, moderatorsEffect } from './moderation.ts';

/** Add to and Remove from one's own featured collection, or the moderators of a community of ours; other collections are not ours to keep (S69). */
const featured =
  (change: typeof pin): Inbound =>
  async (instance, { activity, actor }) => {
    const moderators = await moderatorsEffect(instance, { activity, by: actor });
    if (moderators) return moderators;
    const kept = await featuredEffect(instance, { activity, by: actor });
    if (kept) return kept;
    if (!actor.featuredUri || refId(activity.target) !== actor.featuredUri) return null;
    const post = await postAt(instance, refId(activity.object) ?? '');
    return post?.accountId === actor.id ? (inside) => change(inside, actor.id, post.id) : null;
  };

export const receiveAdd = featured(pin);
export const receiveRemove = featured(unpin);
