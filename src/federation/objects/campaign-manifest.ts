import { accountById, localHost, type Viewer } from '../../accounts/account.ts';
import type { Campaign } from '../../campaigns/campaign.ts';
import type { RemoteCampaign } from '../../campaigns/remote-campaign.ts';
import { stepsOf } from '../../campaigns/step.ts';
import { stepModules } from '../../campaigns/step-modules.ts';
import { campaignHosts, contributions, evidence } from '../../campaigns/tables.ts';
import { campaignStates, stepKinds } from '../../campaigns/view.ts';
import type { Instance } from '../../instance.ts';
import { and, asc, desc, eq, inArray, isNull } from '../../platform/columns.ts';
import { postsByIds } from '../../posts/post.ts';
import { posts } from '../../posts/tables.ts';
import { readable } from '../../posts/visibility.ts';
import { documentId, sameOrigin } from '../ids.ts';
import { defined, isObject, type Json, list, text, time, wholeNumber } from '../json.ts';

/** How an actor's `attachment` names the link to its manifest. */
export const manifestRel = 'urn:maillon:ns:campaign';
export const manifestUri = ({ config }: Pick<Instance, 'config'>, id: string) => `${config.origin}/ap/campaigns/${id}`;

/** What a manifest tells of outcomes, the newest first: older ones were told before. */
const mostOutcomes = 1000;
const limits = {
  steps: 12,
  carriers: 50,
  promise: 300,
  charter: 4000,
  title: 80,
  text: 600,
  reason: 500,
  facts: 4000,
  evidence: 4,
  proof: 120,
};

const date = (moment: number | null) => (moment === null ? undefined : new Date(moment).toISOString());

/** The manifest of a campaign of ours, without its context and proof; of what was brought it tells what the viewer may read. */
export async function toManifest(instance: Instance, campaign: Campaign, viewer: Viewer): Promise<Json> {
  const id = campaign.communityId;
  const group = (await accountById(instance, id))!;
  const carriers = await instance.db.select().from(campaignHosts).where(eq(campaignHosts.campaignId, id));
  const steps = await stepsOf(instance, id);
  const stepUris = new Map(steps.map((step) => [step.id, step.uri]));
  const figures = await Promise.all(steps.map((step) => stepModules[step.kind]?.figures(instance, step) ?? {}));
  return defined({
    id: manifestUri(instance, id),
    type: 'maillon:Campaign',
    attributedTo: group.uri,
    name: group.displayName,
    summary: campaign.promise,
    startTime: date(campaign.opensAt),
    endTime: date(campaign.closesAt),
    'maillon:template': campaign.template,
    'maillon:state': campaign.state,
    'maillon:answerDays': campaign.answerDays,
    'maillon:charter': campaign.charter,
    'maillon:budget': campaign.budget,
    'maillon:abandonedFor': campaign.abandonedFor || undefined,
    'maillon:carriers': [
      { host: localHost(instance), state: 'active' },
      ...carriers.map(({ host, state }) => ({ host, state })),
    ],
    'maillon:steps': steps.map((step, place) =>
      defined({
        id: step.uri,
        type: 'maillon:Step',
        'maillon:kind': step.kind,
        name: step.title,
        summary: step.text,
        startTime: date(step.startsAt),
        endTime: date(step.endsAt),
        'maillon:figures': figures[place],
        'maillon:settings': stepModules[step.kind]?.shared?.(step.settings),
      }),
    ),
    'maillon:outcomes': await outcomesOf(instance, viewer, id, stepUris),
  });
}

async function outcomesOf(
  instance: Instance,
  viewer: Viewer,
  id: string,
  stepUris: Map<string, string>,
): Promise<Json[]> {
  const rows = await instance.db
    .select({ row: contributions, uri: posts.uri })
    .from(contributions)
    .innerJoin(posts, eq(posts.id, contributions.postId))
    .where(and(eq(contributions.campaignId, id), isNull(posts.deletedAt), isNull(posts.heldAt), readable(viewer)))
    .orderBy(desc(contributions.createdAt), desc(contributions.postId))
    .limit(mostOutcomes);
  const others = rows.flatMap(({ row }) => [row.answerId, row.mergedIntoId, row.aboutId].flatMap((one) => one ?? []));
  const uris = await urisOf(instance, others);
  const proofs = await proofsOf(
    instance,
    rows.flatMap(({ row }) => row.answerId ?? []),
  );
  const at = (postId: string | null) => (postId ? uris.get(postId) : undefined);
  return rows.flatMap(({ row, uri }) => {
    const step = stepUris.get(row.stepId);
    if (!step) return [];
    return [
      defined({
        object: uri,
        'maillon:step': step,
        'maillon:kind': row.kind,
        'maillon:state': row.state,
        'maillon:reason': row.reason || undefined,
        'maillon:due': date(row.dueAt),
        'maillon:answer': at(row.answerId),
        'maillon:answered': date(row.answeredAt),
        'maillon:evidence': proofs.get(row.answerId ?? ''),
        'maillon:mergedInto': at(row.mergedIntoId),
        'maillon:about': at(row.aboutId),
        'maillon:progress': row.progress || undefined,
        'maillon:facts': Object.keys(row.facts).length ? row.facts : undefined,
      }),
    ];
  });
}

async function proofsOf(instance: Instance, answerIds: string[]): Promise<Map<string, Json[]>> {
  const rows = answerIds.length
    ? await instance.db.select().from(evidence).where(inArray(evidence.postId, answerIds)).orderBy(asc(evidence.id))
    : [];
  const proofs = new Map<string, Json[]>();
  for (const { postId, title, url } of rows)
    proofs.set(postId, [...(proofs.get(postId) ?? []), { type: 'Link', name: title, href: url }]);
  return proofs;
}

async function urisOf(instance: Instance, ids: string[]): Promise<Map<string, string>> {
  return new Map((ids.length ? await postsByIds(instance, [...new Set(ids)]) : []).map((post) => [post.id, post.uri]));
}

const oneOf = <T extends string>(value: unknown, all: readonly T[]): T | null =>
  all.find((one) => one === value) ?? null;
const contributionKinds = [
  'question',
  'claim',
  'finding',
  'idea',
  'visit',
  'offer',
  'request',
  'pledge',
  'clause',
] as const;
const contributionStates = 'open answered refused studied kept realised aside merged settled withdrawn'.split(
  ' ',
) as RemoteCampaign['outcomes'][number]['state'][];
const hostStates = ['invited', 'active', 'declined', 'withdrawn'] as const;

/**
 * The manifest of another server's campaign; null when it is none, says nothing that we know, or speaks for a group of
 * another server. Steps of kinds that we do not know are left out, and so is what was brought to them.
 */
export function readManifest(document: Json, groupUri: string): RemoteCampaign | null {
  const id = documentId(document.id);
  const state = oneOf(document['maillon:state'], campaignStates);
  if (!id || !sameOrigin(id, groupUri) || documentId(document.attributedTo) !== groupUri || !state) return null;
  const steps = list(document['maillon:steps']).slice(0, limits.steps).filter(isObject);
  const known = steps.flatMap((step) => readStep(step, groupUri) ?? []);
  return {
    manifestUri: id,
    template: text(document['maillon:template'], 40) ?? '',
    state,
    promise: text(document.summary, limits.promise) ?? '',
    answerDays: Math.min(60, Math.max(1, wholeNumber(document['maillon:answerDays']) ?? 7)),
    charter: text(document['maillon:charter'], limits.charter) ?? '',
    opensAt: time(document.startTime),
    closesAt: time(document.endTime),
    budget: readBudget(document['maillon:budget']),
    abandonedFor: text(document['maillon:abandonedFor'], limits.reason) ?? '',
    carriers: list(document['maillon:carriers']).slice(0, limits.carriers).filter(isObject).flatMap(readCarrier),
    steps: known,
    outcomes: list(document['maillon:outcomes'])
      .slice(0, mostOutcomes)
      .filter(isObject)
      .flatMap((said) => readOutcome(said) ?? []),
  };
}

function readStep(said: Json, groupUri: string): RemoteCampaign['steps'][number] | null {
  const uri = documentId(said.id);
  const kind = oneOf(said['maillon:kind'], stepKinds);
  const title = text(said.name, limits.title);
  if (!uri || !sameOrigin(uri, groupUri) || !kind || !title) return null;
  const [startsAt, endsAt] = [time(said.startTime), time(said.endTime)];
  const settings =
    stepModules[kind]?.shared?.(isObject(said['maillon:settings']) ? said['maillon:settings'] : {}) ?? {};
  return { uri, kind, title, text: text(said.summary, limits.text) ?? '', startsAt, endsAt, settings };
}

function readBudget(said: unknown): RemoteCampaign['budget'] {
  const figure = (name: string) => (isObject(said) ? wholeNumber(said[name]) : null);
  return { hours: figure('hours'), money: figure('money'), messages: figure('messages'), weight: figure('weight') };
}

function readCarrier({ host, state: said }: Json): RemoteCampaign['carriers'] {
  const state = oneOf(said, hostStates);
  const name = typeof host === 'string' && URL.canParse(`https://${host}`) ? new URL(`https://${host}`).host : null;
  return state && name ? [{ host: name, state }] : [];
}

function readProof({ name, href }: Json): RemoteCampaign['outcomes'][number]['evidence'] {
  const url =
    typeof href === 'string' && href.length <= 2048 && /^https?:\/\//.test(href) && URL.canParse(href) ? href : null;
  return url ? [{ title: text(name, limits.proof) ?? new URL(url).host, url }] : [];
}

function readOutcome(said: Json): RemoteCampaign['outcomes'][number] | null {
  const uri = documentId(said.object);
  const step = documentId(said['maillon:step']);
  const kind = oneOf(said['maillon:kind'], contributionKinds);
  const state = oneOf(said['maillon:state'], contributionStates);
  if (!uri || !step || !kind || !state) return null;
  const facts = said['maillon:facts'];
  return {
    ...{ uri, step, kind, state },
    reason: text(said['maillon:reason'], limits.reason) ?? '',
    dueAt: time(said['maillon:due']),
    answer: documentId(said['maillon:answer']),
    answeredAt: time(said['maillon:answered']),
    evidence: list(said['maillon:evidence']).slice(0, limits.evidence).filter(isObject).flatMap(readProof),
    mergedInto: documentId(said['maillon:mergedInto']),
    about: documentId(said['maillon:about']),
    progress: Math.min(100, wholeNumber(said['maillon:progress']) ?? 0),
    facts: isObject(facts) && JSON.stringify(facts).length <= limits.facts ? facts : {},
  };
}
