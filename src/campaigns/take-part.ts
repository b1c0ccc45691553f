import { roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { within, write } from '../platform/write.ts';
import { type Post, postById } from '../posts/post.ts';
import { type Campaign, campaignById } from './campaign.ts';
import { keep, takingPartFault } from './contribution.ts';
import { currentStep, type Step, stepsOf } from './step.ts';
import { stepModules } from './step-modules.ts';
import { campaignSteps, contributions } from './tables.ts';

/**
 * Who takes part from a server that knows nothing of campaigns: a post to the group, or an answer to a step's call, is a
 * contribution to the step, where it takes plain posts.
 */
export const contributionSubscriber: Subscriber = {
  name: 'contributions',
  on: {
    'post.created': async (instance, { postId, communityId }) => {
      if (communityId === null) return;
      const post = await postById(instance, postId);
      const campaign = post?.communityId ? await campaignById(instance, post.communityId) : null;
      if (!post || post.boostOfId || post.deletedAt || campaign?.state !== 'open') return;
      const [known] = await instance.db
        .select({ id: contributions.postId })
        .from(contributions)
        .where(eq(contributions.postId, postId));
      const step = known ? null : await stepOfPost(instance, campaign, post);
      const kind = step && stepModules[step.kind]?.takes;
      if (!step || !kind || takingPartFault(campaign, step, instance.clock())) return;
      const one = { kind, postId, authorId: post.accountId };
      await write(instance, (tx) => keep(within(instance, tx), tx, campaign, step, one));
    },
  },
};

/** The step whose call it answers; a thread of its own belongs to the one that runs. The group's own words are no contribution. */
async function stepOfPost(instance: Instance, campaign: Campaign, post: Post): Promise<Step | null> {
  if (post.accountId === campaign.communityId) return null;
  if (post.inReplyToId) {
    const [step] = await instance.db.select().from(campaignSteps).where(eq(campaignSteps.callId, post.inReplyToId));
    return step?.campaignId === campaign.communityId ? step : null;
  }
  if (post.inReplyToUri || post.hasGathering || post.threadKind === 'announcement') return null;
  if (await roleOf(instance, post.accountId, campaign.communityId)) return null;
  return currentStep(await stepsOf(instance, campaign.communityId), instance.clock());
}
