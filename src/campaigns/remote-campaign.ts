import { communityById } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, notInArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { within, write } from '../platform/write.ts';
import { postByUri } from '../posts/post.ts';
import type { Campaign } from './campaign.ts';
import { ourselves } from './carry.ts';
import { campaignHosts, campaignSteps, campaigns, contributions, evidence } from './tables.ts';
import type { ContributionKind, ContributionState, HostState, StepKindName } from './view.ts';

/** A campaign of another server as its manifest tells it, already checked and cut to the limits. */
export interface RemoteCampaign
  extends Pick<
    Campaign,
    'template' | 'state' | 'promise' | 'answerDays' | 'charter' | 'opensAt' | 'closesAt' | 'budget' | 'abandonedFor'
  > {
  manifestUri: string;
  carriers: { host: string; state: HostState }[];
  steps: {
    uri: string;
    kind: StepKindName;
    title: string;
    text: string;
    startsAt: number | null;
    endsAt: number | null;
    /** What its module believes of what the host says. */
    settings: Record<string, unknown>;
  }[];
  /** What its host says became of what was brought: by addresses of posts. */
  outcomes: {
    uri: string;
    step: string;
    kind: ContributionKind;
    state: ContributionState;
    reason: string;
    dueAt: number | null;
    answer: string | null;
    answeredAt: number | null;
    evidence: { title: string; url: string }[];
    mergedInto: string | null;
    about: string | null;
    progress: number;
    facts: Record<string, unknown>;
  }[];
}

/** Takes over what the server of a group says of its campaign, as a whole; of posts that we do not have nothing is kept. */
export const saveRemoteCampaign = (instance: Instance, groupId: string, said: RemoteCampaign): Promise<void> =>
  write(instance, async (tx) => {
    const inside = within(instance, tx);
    const community = await communityById(inside, groupId);
    if (!community || community.local) return;
    const { carriers, steps, outcomes, ...own } = said;
    const row = { ...own, reach: community.reach, admission: community.admission, readAt: instance.clock() };
    await tx
      .insert(campaigns)
      .values({ ...row, communityId: groupId, local: false, createdAt: instance.clock() })
      .onConflictDoUpdate({ target: campaigns.communityId, set: row });
    await saveCarriers(inside, tx, groupId, carriers);
    const stepIds = await saveSteps(inside, tx, groupId, steps);
    for (const outcome of outcomes) await saveOutcome(inside, tx, groupId, stepIds, outcome);
  });

/** The other carriers; how we ourselves stand to it is our own affair, until the host says that it is over. */
async function saveCarriers(inside: Instance, tx: Tx, campaignId: string, carriers: RemoteCampaign['carriers']) {
  const others = carriers.filter(({ host }) => host !== ourHost(inside));
  const told = carriers.find(({ host }) => host === ourHost(inside));
  if (told?.state === 'withdrawn')
    await tx
      .update(campaignHosts)
      .set({ state: 'withdrawn' })
      .where(and(eq(campaignHosts.campaignId, campaignId), eq(campaignHosts.host, ourselves)));
  await tx
    .delete(campaignHosts)
    .where(
      and(
        eq(campaignHosts.campaignId, campaignId),
        notInArray(campaignHosts.host, [ourselves, ...others.map(({ host }) => host)]),
      ),
    );
  for (const { host, state } of others)
    await tx
      .insert(campaignHosts)
      .values({ campaignId, host, state, uri: '', invitedAt: inside.clock() })
      .onConflictDoUpdate({ target: [campaignHosts.campaignId, campaignHosts.host], set: { state } });
}

const ourHost = ({ config }: Pick<Instance, 'config'>) => new URL(config.origin).host;

async function saveSteps(inside: Instance, tx: Tx, campaignId: string, steps: RemoteCampaign['steps']) {
  const known = await tx.select().from(campaignSteps).where(eq(campaignSteps.campaignId, campaignId));
  const ids = new Map(known.map(({ uri, id }) => [uri, id]));
  const gone = known.filter(({ uri }) => !steps.some((step) => step.uri === uri)).map(({ id }) => id);
  if (gone.length) await tx.delete(campaignSteps).where(inArray(campaignSteps.id, gone));
  for (const [place, step] of steps.entries()) {
    const id = ids.get(step.uri);
    if (id)
      await tx
        .update(campaignSteps)
        .set({ ...step, place })
        .where(eq(campaignSteps.id, id));
    else {
      const made = inside.ids();
      ids.set(step.uri, made);
      await tx.insert(campaignSteps).values({ ...step, id: made, campaignId, place });
    }
  }
  return ids;
}

async function saveOutcome(
  inside: Instance,
  tx: Tx,
  campaignId: string,
  stepIds: Map<string, string>,
  said: RemoteCampaign['outcomes'][number],
) {
  const post = await postByUri(inside, said.uri);
  const stepId = stepIds.get(said.step);
  // Only what stands in this very community is the host's to judge.
  if (!post || !stepId || post.communityId !== campaignId) return;
  const idOf = async (uri: string | null) => {
    const found = uri ? await postByUri(inside, uri) : null;
    return found?.communityId === campaignId ? found.id : null;
  };
  const { kind, state, reason, dueAt, answeredAt, progress, facts } = said;
  const row = {
    ...{ stepId, kind, state, reason, dueAt, answeredAt, progress, facts },
    answerId: await idOf(said.answer),
    mergedIntoId: await idOf(said.mergedInto),
    aboutId: await idOf(said.about),
  };
  await tx
    .insert(contributions)
    .values({ ...row, postId: post.id, campaignId, authorId: post.accountId, createdAt: post.createdAt })
    .onConflictDoUpdate({ target: contributions.postId, set: row });
  if (row.answerId) await saveEvidence(inside, tx, row.answerId, said.evidence);
}

async function saveEvidence(inside: Instance, tx: Tx, postId: string, proofs: { title: string; url: string }[]) {
  await tx.delete(evidence).where(eq(evidence.postId, postId));
  for (const proof of proofs) await tx.insert(evidence).values({ ...proof, postId, at: inside.clock() });
}
