import type { Account } from '../../../accounts/account.ts';
import { isMember, join, roleOf } from '../../../communities/membership.ts';
import type { Instance } from '../../../instance.ts';
import { and, eq, isNull } from '../../../platform/columns.ts';
import { Refusal } from '../../../platform/refusal.ts';
import { within, write } from '../../../platform/write.ts';
import type { Campaign } from '../../campaign.ts';
import { takingPartFault } from '../../contribution.ts';
import { draws, drawVolunteers } from '../../draw-tables.ts';
import type { Step } from '../../step.ts';

/**
 * Stands for the draw of a step; twice changes nothing. 403 before it begins, for who organises the campaign (a committee does
 * not sit on the jury) and for who is not admitted; 409 once the list is published.
 */
export async function volunteer(instance: Instance, account: Account, campaign: Campaign, step: Step): Promise<void> {
  const fault = takingPartFault(campaign, step, instance.clock());
  if (fault) throw new Refusal(403, fault);
  if (await roleOf(instance, account.id, campaign.communityId)) throw new Refusal(403, 'draw.committee');
  await refusePublished(instance, step.id);
  await admit(instance, account, campaign);
  await write(instance, async (tx) => {
    await refusePublished(within(instance, tx), step.id);
    await tx
      .insert(drawVolunteers)
      .values({ stepId: step.id, accountId: account.id, createdAt: instance.clock() })
      .onConflictDoNothing();
  });
}

/** No longer stands for it; 409 once the list is published: a list is not changed. */
export const standDown = (instance: Instance, accountId: string, stepId: string): Promise<void> =>
  write(instance, async (tx) => {
    await refusePublished(within(instance, tx), stepId);
    await tx
      .delete(drawVolunteers)
      .where(and(eq(drawVolunteers.stepId, stepId), eq(drawVolunteers.accountId, accountId)));
  });

/** Lets in who is no member yet, where the door is open; where somebody has to say yes first they are asked, and it is 403 until then. */
export async function admit(instance: Instance, account: Account, campaign: Campaign): Promise<void> {
  if (await isMember(instance, account.id, campaign.communityId)) return;
  const { accepted } = await join(instance, account.id, campaign.communityId);
  if (!accepted && campaign.local) throw new Refusal(403, 'campaign.notAdmitted');
}

/** Whether the list of its volunteers is published. */
export async function hasOwnDraw(instance: Instance, stepId: string): Promise<boolean> {
  const [known] = await instance.db
    .select({ id: draws.id })
    .from(draws)
    .where(and(eq(draws.stepId, stepId), isNull(draws.postId)));
  return known !== undefined;
}

async function refusePublished(instance: Instance, stepId: string) {
  if (await hasOwnDraw(instance, stepId)) throw new Refusal(409, 'draw.published');
}
