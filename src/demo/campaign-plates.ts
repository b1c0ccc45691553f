import { type Account, accountByHandle, localHost } from '../accounts/account.ts';
import { campaignById, openCampaign } from '../campaigns/campaign.ts';
import { answerInvitation, inviteCarrier } from '../campaigns/carry.ts';
import { contribute, contributionById } from '../campaigns/contribution.ts';
import { goOn } from '../campaigns/life.ts';
import { stepsOf } from '../campaigns/step.ts';
import { holdDraw } from '../campaigns/steps/draw/hold.ts';
import { publishDraw } from '../campaigns/steps/draw/publish.ts';
import { addFinding, answerQuestion, refuseQuestion } from '../campaigns/steps/questions/answer.ts';
import { checkIn } from '../campaigns/steps/visits/arrivals.ts';
import { addSession, askPlace, confirmAll } from '../campaigns/steps/visits/session.ts';
import { tellChanges } from '../campaigns/tell-changes.ts';
import { begin, templates } from '../campaigns/template.ts';
import type { StepKindName } from '../campaigns/view.ts';
import { join } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { timeAt, wallTime } from '../platform/zones.ts';
import { like } from '../posts/like.ts';
import { postById, postByUri } from '../posts/post.ts';
import { claims, draw, findings, questions, sessions, steps, visitors } from './plates.ts';
import { find, type Stage, settled } from './tell.ts';

const hour = 3_600_000;
const day = 24 * hour;
const zone = 'Europe/Paris';

/**
 * « Dans nos assiettes »: the university opens its kitchens, the growers carry the campaign with it, people of three servers ask,
 * verify, and want to come. Its visits run; lots were drawn for the first, and anybody can do that again.
 */
export async function tellPlates(stage: Stage, now: number): Promise<void> {
  const host = stage.homes.get('ines')!;
  const ines = (await accountByHandle(host, 'ines'))!;
  const viewer = { accountId: ines.id, local: true };
  const at = (hours: number) => stage.setClock(now - hours * hour);
  const told = async () => {
    await settled(stage);
    await tellChanges(host);
    await settled(stage);
  };
  at(282);
  const id = await openPlates(host, ines, now);
  stage.homes.set('assiettes', host);
  for (const from of ['draft', 'announced'] as const) await goOn(host, ines.id, id, from);
  await carried(stage, host, ines, id, told);
  for (const name of visitors) {
    const home = stage.homes.get(name)!;
    await join(home, (await accountByHandle(home, name))!.id, (await find(stage, home, 'assiettes'))!.id);
  }
  await told();

  const uris = new Map<string, string>();
  for (const one of questions) {
    at(one.at);
    uris.set(one.key, await brings(stage, one.who, 'questions', { kind: 'question', title: one.asks, text: '' }));
    await told();
    for (const name of one.wantedBy) await wants(stage, name, uris.get(one.key)!);
    const asked = (await postByUri(host, uris.get(one.key)!))!.id;
    at(one.at - 20);
    if ('answer' in one) await answerQuestion(host, viewer, asked, { ...said(one.answer), proofs: one.proofs });
    if ('refused' in one) await refuseQuestion(host, viewer, asked, one.refused);
  }
  for (const one of claims) {
    at(one.at);
    uris.set(one.key, await brings(stage, 'ines', 'questions', { kind: 'claim', title: one.says, text: '' }));
  }
  await told();
  await visits(stage, host, ines, id, now, at, told);
  for (const { who, about, ...found } of findings) {
    at(6);
    const home = stage.homes.get(who)!;
    const post = (await postByUri(home, uris.get(about)!))!;
    const author = (await accountByHandle(home, who))!;
    await addFinding(home, author, await contributionById(home, post.id), { ...found, language: 'fr' });
  }
  at(1);
  await told();
}

const said = (text: string) => ({ text, language: 'fr', mediaIds: [] });

async function openPlates(host: Instance, ines: Account, now: number): Promise<string> {
  const { steps: planned, ...words } = begin(templates.get('come-and-verify')!, 'fr', now - 11 * day);
  return openCampaign(host, ines.id, 'assiettes', {
    ...words,
    ...{ template: 'come-and-verify', displayName: 'Dans nos assiettes', language: 'fr' },
    purpose: 'Nous ouvrons les cuisines. Posez vos questions, venez vérifier : ce que vous voyez sera publié.',
    ...{ reach: 'public', admission: 'open', opensAt: now - 11 * day, closesAt: now + 32 * day },
    steps: planned.map((step, place) => {
      const [from, until] = steps[place]!;
      return { ...step, startsAt: now + from * day, endsAt: now + until * day };
    }),
  });
}

/** The growers are asked to carry it, and say yes. */
async function carried(stage: Stage, host: Instance, ines: Account, id: string, told: () => Promise<void>) {
  const farm = stage.homes.get('aicha')!;
  await inviteCarrier(host, ines.id, id, localHost(farm));
  await told();
  const there = (await find(stage, farm, 'assiettes'))!;
  await told();
  await answerInvitation(farm, (await accountByHandle(farm, 'aicha'))!.id, there.id, 'Accept');
  await told();
}

/** A campaign and its step of this kind as somebody's own server knows them. */
async function theirs(stage: Stage, who: string, kind: StepKindName) {
  const home = stage.homes.get(who)!;
  const campaign = (await campaignById(home, (await find(stage, home, 'assiettes'))!.id))!;
  const step = (await stepsOf(home, campaign.communityId)).find((one) => one.kind === kind)!;
  return { home, campaign, step, author: (await accountByHandle(home, who))! };
}

async function brings(
  stage: Stage,
  who: string,
  kind: StepKindName,
  brought: { kind: 'question' | 'claim'; title: string; text: string },
): Promise<string> {
  const { home, campaign, step, author } = await theirs(stage, who, kind);
  const id = await contribute(home, author, campaign, step, { ...brought, language: 'fr' });
  return (await postById(home, id))!.uri;
}

async function wants(stage: Stage, who: string, uri: string) {
  const home = stage.homes.get(who)!;
  const post = await postByUri(home, uri);
  if (post) await like(home, { accountId: (await accountByHandle(home, who))!.id, local: true }, post.id);
}

/** Three sessions: one has taken place, lots were drawn for one, one still takes requests. */
async function visits(
  stage: Stage,
  host: Instance,
  ines: Account,
  id: string,
  now: number,
  at: (hours: number) => void,
  told: () => Promise<void>,
) {
  const campaign = (await campaignById(host, id))!;
  const step = (await stepsOf(host, id)).find((one) => one.kind === 'visits')!;
  for (const one of sessions) {
    at(140);
    const startsAt = timeAt(wallTime(now + one.days * day, zone).day, one.from, zone)!;
    const gathering = {
      ...{ startsAt, endsAt: startsAt + one.hours * hour, zone, link: '', waitingList: true, answersUntil: null },
      ...one.event,
    };
    const session = { title: one.title, text: one.text, language: 'fr', gathering };
    const postId = await addSession(host, ines, campaign, step, session);
    await told();
    const { uri } = (await postById(host, postId))!;
    for (const [place, who] of one.asked.entries()) {
      at(130 - place);
      const { home, campaign: known, author } = await theirs(stage, who, 'visits');
      const post = await postByUri(home, uri);
      if (post) await askPlace(home, { accountId: author.id, local: true }, known, post.id);
    }
    await settled(stage);
    if (one.key === 'vegetables') {
      at(60);
      await confirmAll(host, ines.id, postId);
      at(24);
      await checkIn(host, ines.id, postId, { accountId: (await accountByHandle(host, 'malik'))!.id });
    }
    if (one.key !== 'kitchen') continue;
    at(40);
    const quotas = [{ by: 'organisation' as const, value: localHost(stage.homes.get('aicha')!), places: 1 }];
    const { value, ...published } = draw;
    const publicAt = now - 14 * hour;
    const wanted = { ...published, title: one.title, places: one.event.capacity, quotas, publicAt, commitments: [] };
    const drawId = await publishDraw(host, ines.id, campaign, step, postId, wanted);
    at(12);
    await holdDraw(host, ines.id, drawId, value);
    await told();
  }
}
