import { moveAccount } from '../../accounts/move.ts';
import { documentId, refId } from '../ids.ts';
import { moveTarget } from '../move-target.ts';
import type { Inbound } from './inbound.ts';

/** Somebody elsewhere goes on as another account, which has to say the same at its own server (FEP-7628, S68). */
export const receiveMove: Inbound = async (instance, { activity, actor }) => {
  const to = documentId(refId(activity.target));
  if (refId(activity.object) !== actor.uri || !to || to === actor.uri) return null;
  const target = await moveTarget(instance, to);
  return target && ((inside) => moveAccount(inside, actor.id, target.id));
};
