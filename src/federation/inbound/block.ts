import { accountById } from '../../accounts/account.ts';
import { block } from '../../accounts/block.ts';
import { takeTombstone } from '../../posts/delete-post.ts';
import { ownId } from '../addresses.ts';
import { refId } from '../ids.ts';
import type { Inbound } from './inbound.ts';
import { moderationEffect } from './moderation.ts';

export const receiveBlock: Inbound = async (instance, { id, activity, actor }) => {
  // With a target it is a ban from a community, and no tie between two people.
  if (activity.target !== undefined) return moderationEffect(instance, { activity, by: actor });
  const targetId = ownId(instance, 'accounts', refId(activity.object) ?? '');
  if (!targetId || !(await accountById(instance, targetId))) return null;
  return async (inside, tx) => {
    if (!(await takeTombstone(tx, id))) await block(inside, actor.id, targetId, id);
  };
};
