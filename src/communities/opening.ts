import { memberOf } from '../accounts/members.ts';
import { may } from '../accounts/roles.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq, isNotNull, isNull } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { notFound } from '../platform/refusal.ts';
import { readSetting, writeSetting } from '../platform/settings.ts';
import { write } from '../platform/write.ts';
import type { CommunityEvent } from './events.ts';
import { communities } from './tables.ts';

const setting = 'communities.approval';

/** Whether an administrator has to say yes before a community is opened; no, unless it was set. */
export const asksApproval = async (instance: Instance): Promise<boolean> =>
  (await readSetting<boolean>(instance.db, setting)) ?? false;

export const setApproval = (instance: Instance, asked: boolean): Promise<unknown> =>
  write(instance, (tx) => writeSetting(tx, setting, asked));

/** Whether what this member opens waits for an administrator; what one of them opens does not. */
export async function mustBeAllowed(instance: Instance, founderId: string): Promise<boolean> {
  if (!(await asksApproval(instance))) return false;
  const member = await memberOf(instance, founderId);
  return !member || !may(member, 'administer');
}

/** Communities that wait for a yes, the oldest first. */
export const wished = (instance: Instance) =>
  instance.db
    .select()
    .from(communities)
    .where(and(isNotNull(communities.pendingAt), isNull(communities.archivedAt)))
    .orderBy(asc(communities.pendingAt), asc(communities.accountId))
    .limit(100);

/** An administrator says yes, and it is open; or no, and its founder alone keeps knowing of it, archived. 404: not waiting. */
export const allowCommunity = (instance: Instance, communityId: string, allowed: boolean): Promise<void> =>
  write(instance, async (tx) => {
    const [row] = await tx
      .update(communities)
      .set(allowed ? { pendingAt: null } : { archivedAt: instance.clock() })
      .where(
        and(eq(communities.accountId, communityId), isNotNull(communities.pendingAt), isNull(communities.archivedAt)),
      )
      .returning({ founderId: communities.createdById });
    if (!row) throw notFound();
    await record<CommunityEvent>(tx, { type: 'community.changed', communityId });
    await record<CommunityEvent>(tx, {
      type: 'community.allowed',
      communityId,
      founderId: row.founderId ?? '',
      allowed,
    });
  });
