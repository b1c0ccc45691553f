import { communityById } from '../communities/community.ts';
import type { Instance } from '../instance.ts';
import { and, asc, eq, inArray, notInArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { within, write } from '../platform/write.ts';
import { posts } from '../posts/tables.ts';
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
    await saveOutcomes(inside, tx, groupId, stepIds, outcomes);
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

/**
 * What the host says of each thing: read by a few questions however much it is, and written where it says something new, for
 * most of it was told before.
 */
async function saveOutcomes(
  inside: Instance,
  tx: Tx,
  campaignId: string,
  stepIds: Map<string, string>,
  said: RemoteCampaign['outcomes'],
) {
  const uris = said.flatMap((one) => [one.uri, one.answer, one.mergedInto, one.about].flatMap((uri) => uri ?? []));
  const found = await postsOf(tx, campaignId, [...new Set(uris)]);
  const known = await tx.select().from(contributions).where(eq(contributions.campaignId, campaignId));
  const before = new Map(known.map((row) => [row.postId, row]));
  const proofs = await proofsOf(
    tx,
    said.flatMap(({ answer }) => found.get(answer ?? '')?.id ?? []),
  );
  const idOf = (uri: string | null) => found.get(uri ?? '')?.id ?? null;
  for (const one of said) {
    const post = found.get(one.uri);
    const stepId = stepIds.get(one.step);
    if (!post || !stepId) continue;
    const { kind, state, reason, dueAt, answeredAt, progress, facts } = one;
    const row = {
      ...{ stepId, kind, state, reason, dueAt, answeredAt, progress, facts },
      ...{ answerId: idOf(one.answer), mergedIntoId: idOf(one.mergedInto), aboutId: idOf(one.about) },
    };
    if (says(before.get(post.id), row))
      await tx
        .insert(contributions)
        .values({ ...row, postId: post.id, campaignId, authorId: post.accountId, createdAt: post.createdAt })
        .onConflictDoUpdate({ target: contributions.postId, set: row });
    if (row.answerId && JSON.stringify(proofs.get(row.answerId) ?? []) !== JSON.stringify(one.evidence))
      await saveEvidence(inside, tx, row.answerId, one.evidence);
  }
}

/** Whether what is said differs from what is kept. */
const says = (kept: Record<string, unknown> | undefined, said: Record<string, unknown>): boolean =>
  !kept || Object.entries(said).some(([name, value]) => JSON.stringify(kept[name]) !== JSON.stringify(value));

const atOnce = 400;

/** Posts of these addresses that stand in this very community: only those are the host's to judge. */
async function postsOf(tx: Tx, campaignId: string, uris: string[]) {
  const found = new Map<string, Pick<typeof posts.$inferSelect, 'id' | 'accountId' | 'createdAt'>>();
  for (let from = 0; from < uris.length; from += atOnce)
    for (const { uri, ...post } of await tx
      .select({ uri: posts.uri, id: posts.id, accountId: posts.accountId, createdAt: posts.createdAt })
      .from(posts)
      .where(and(inArray(posts.uri, uris.slice(from, from + atOnce)), eq(posts.communityId, campaignId))))
      found.set(uri, post);
  return found;
}

async function proofsOf(tx: Tx, answerIds: string[]): Promise<Map<string, { title: string; url: string }[]>> {
  const found = new Map<string, { title: string; url: string }[]>();
  for (let from = 0; from < answerIds.length; from += atOnce)
    for (const { postId, title, url } of await tx
      .select()
      .from(evidence)
      .where(inArray(evidence.postId, answerIds.slice(from, from + atOnce)))
      .orderBy(asc(evidence.id)))
      found.set(postId, [...(found.get(postId) ?? []), { title, url }]);
  return found;
}

async function saveEvidence(inside: Instance, tx: Tx, postId: string, proofs: { title: string; url: string }[]) {
  await tx.delete(evidence).where(eq(evidence.postId, postId));
  for (const proof of proofs) await tx.insert(evidence).values({ ...proof, postId, at: inside.clock() });
}
