import { roleOf } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import type { Subscriber } from '../platform/events-log.ts';
import { within, write } from '../platform/write.ts';
import { type Post, postById } from '../posts/post.ts';
import { type Campaign, campaignById } from './campaign.ts';
import { bringingFault, contributionById, keep, takingPartFault } from './contribution.ts';
import { currentStep, type Step, stepsOf } from './step.ts';
import { stepModules } from './step-modules.ts';
import { campaignSteps, contributions } from './tables.ts';
import type { ContributionKind } from './view.ts';

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
      await write(instance, async (tx) => void (await keep(within(instance, tx), tx, campaign, step, one)));
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

/** What a post of another server says it is: nothing of it is believed before its step has looked at it. */
export interface Offered {
  /** Name of the step on the wire. */
  step: string;
  kind: string;
  facts: Record<string, unknown>;
}

/**
 * Takes what somebody brings from another server that knows campaigns, where the step is one of ours that runs and its
 * module lets such a thing in; otherwise the post is a post.
 */
export async function takeOffered(inside: Instance, tx: Tx, postId: string, said: Offered): Promise<void> {
  const post = await postById(inside, postId);
  const campaign = post?.communityId ? await campaignById(inside, post.communityId) : null;
  const [step] = await inside.db.select().from(campaignSteps).where(eq(campaignSteps.uri, said.step));
  if (!post || !campaign?.local || step?.campaignId !== campaign.communityId) return;
  const aboutId = post.inReplyToId && (await isContribution(inside, post.inReplyToId)) ? post.inReplyToId : null;
  const facts = stepModules[step.kind]?.lets?.(said.kind as ContributionKind, said.facts, aboutId !== null);
  if (!facts || bringingFault(campaign, step, aboutId !== null, inside.clock())) return;
  const one = { kind: said.kind as ContributionKind, postId, authorId: post.accountId, aboutId, facts };
  if (!(await keep(inside, tx, campaign, step, one))) return;
  await stepModules[step.kind]?.letIn?.(inside, tx, await contributionById(inside, postId));
}

async function isContribution(inside: Instance, postId: string): Promise<boolean> {
  const [row] = await inside.db
    .select({ id: contributions.postId })
    .from(contributions)
    .where(eq(contributions.postId, postId));
  return row !== undefined;
}
