import { memberOf } from '../accounts/members.ts';
import type { Instance } from '../instance.ts';
import type { Tx } from '../platform/database.ts';
import { notify, withdraw } from './notifications.ts';
import { silenced } from './silence.ts';

/** Tells a member something, unless they wish to hear nothing of it. */
export async function tellMember(instance: Instance, tx: Tx, told: Parameters<typeof notify>[2]) {
  const owner = await memberOf(instance, told.ownerId);
  if (owner?.state === 'active' && !(await silenced(tx, owner, told, instance.clock())))
    await notify(instance, tx, told);
}

/** The second decision is told like the first, and to who has muted the organisation too. */
export async function tellAnew(instance: Instance, tx: Tx, told: Parameters<typeof notify>[2]) {
  const { ownerId, type, fromId, postId } = told;
  await withdraw(tx, { ownerId, type, fromId, ...(postId && { postId }) });
  if (await memberOf(instance, told.ownerId)) await notify(instance, tx, told);
}
