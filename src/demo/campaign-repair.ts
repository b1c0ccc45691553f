import { get } from 'node:http';
import { type Account, accountByHandle, localHost } from '../accounts/account.ts';
import { type Campaign, campaignById, openCampaign } from '../campaigns/campaign.ts';
import { answerInvitation, inviteCarrier } from '../campaigns/carry.ts';
import { contribute } from '../campaigns/contribution.ts';
import { goOn } from '../campaigns/life.ts';
import { publishReport, writeReport } from '../campaigns/report.ts';
import { type Step, stepsOf } from '../campaigns/step.ts';
import { addClause, clausesOf } from '../campaigns/steps/ballot/clauses.ts';
import { ownTally, receiveTally, writeOutcome } from '../campaigns/steps/ballot/results.ts';
import { vote } from '../campaigns/steps/ballot/vote.ts';
import { judgeIdea } from '../campaigns/steps/ideas/judge.ts';
import { answerQuestion, refuseQuestion } from '../campaigns/steps/questions/answer.ts';
import { respond, sign, versionsOf, writeVersion } from '../campaigns/steps/statement/statement.ts';
import { tellChanges } from '../campaigns/tell-changes.ts';
import { begin, templates } from '../campaigns/template.ts';
import { flushTraffic } from '../campaigns/traffic.ts';
import type { StepKindName } from '../campaigns/view.ts';
import { join } from '../communities/membership.ts';
import type { Instance } from '../instance.ts';
import { countMessages } from '../notifications/campaign-messages.ts';
import { like } from '../posts/like.ts';
import { postById, postByUri } from '../posts/post.ts';
import { clauses, ideas, questions, sentences, votes } from './repair.ts';
import { find, type Stage, settled } from './tell.ts';

const hour = 3_600_000;
const plan: { kind: StepKindName; title: string; text: string; from: number; until: number }[] = [
  {
    kind: 'questions',
    title: 'Questions',
    text: 'Demandez ce que l’atelier jette, et pourquoi.',
    from: 280,
    until: 200,
  },
  { kind: 'ideas', title: 'Idées', text: 'Que réparons-nous, avec qui, avec quoi ?', from: 256, until: 190 },
  { kind: 'ballot', title: 'Charte', text: 'Clause par clause, chaque voix avec ses raisons.', from: 190, until: 120 },
  { kind: 'statement', title: 'Déclaration', text: 'Ce que nous signons, et d’où cela vient.', from: 120, until: 70 },
];

/** « Réparer ensemble »: a campaign of the workshops, from its questions to its published report. */
export async function tellRepair(stage: Stage, now: number): Promise<void> {
  const host = stage.homes.get('jeanne')!;
  const jeanne = (await accountByHandle(host, 'jeanne'))!;
  const viewer = { accountId: jeanne.id, local: true as const };
  const at = (hours: number) => stage.setClock(now - hours * hour);
  const told = async () => {
    await settled(stage);
    await tellChanges(host);
    await settled(stage);
  };
  at(284);
  const id = await open(host, jeanne, now);
  stage.homes.set('reparer', host);
  for (const from of ['draft', 'announced'] as const) await goOn(host, jeanne.id, id, from);
  await told();
  await carry(stage, host, jeanne, id, told);
  for (const name of ['malik', 'ines', 'nour', 'theo', 'solene', 'aicha', 'gerard', 'paul'])
    await join(
      stage.homes.get(name)!,
      (await who(stage, name)).id,
      (await find(stage, stage.homes.get(name)!, 'reparer'))!.id,
    );
  await told();
  const here = async (uri: string) => (await postByUri(host, uri))?.id ?? null;

  for (const one of questions) {
    at(one.at);
    const uri = await bring(stage, one.who, 'questions', 'question', one.asks);
    await told();
    await thanked(stage, uri, one.wantedBy);
    at(one.at - 22);
    const asked = await here(uri);
    if (!asked) continue;
    const words = { language: 'fr', mediaIds: [], proofs: one.proofs ?? [] };
    if (one.answer) await answerQuestion(host, viewer, asked, { ...words, text: one.answer });
    if (one.refused) await refuseQuestion(host, viewer, asked, one.refused);
  }
  const kept: string[] = [];
  for (const { at: hours, who: name, says, by, state, reason } of ideas) {
    at(hours);
    const uri = await bring(stage, name, 'ideas', 'idea', says);
    await told();
    await thanked(stage, uri, by);
    const idea = await here(uri);
    if (!idea) continue;
    at(195);
    await judgeIdea(host, viewer, idea, { state, reason });
    if (state === 'realised' || state === 'kept') kept.push(idea);
  }
  await read(host, 6);
  await decide(stage, host, jeanne, { at, told, kept });
  at(66);
  for (const from of ['open', 'deciding', 'answered'] as const) await goOn(host, jeanne.id, id, from);
  await countMessages(host);
  await flushTraffic(host);
  await writeReport(host, jeanne.id, id, { sentences, hours: 9, money: 0 });
  at(50);
  await publishReport(host, jeanne.id, id);
  await told();
}

async function open(host: Instance, jeanne: Account, now: number): Promise<string> {
  const { steps: _, ...words } = begin(templates.get('blank')!, 'fr', now - 282 * hour);
  return openCampaign(host, jeanne.id, 'reparer', {
    ...words,
    ...{ template: 'blank', displayName: 'Réparer ensemble', language: 'fr', reach: 'public', admission: 'open' },
    purpose:
      'Que jetons-nous qui se réparerait ? Trois organisations mettent leurs outils, et leurs pannes, en commun.',
    promise: 'Répondre à chaque question sous trois jours, et dire ce que nous ne savons pas réparer.',
    ...{ answerDays: 3, opensAt: now - 282 * hour, closesAt: now - 66 * hour },
    budget: { hours: 12, money: 50, messages: 6, weight: 60 },
    steps: plan.map(({ from, until, ...step }) => ({
      ...{ ...step, settings: {} },
      ...{ startsAt: now - from * hour, endsAt: now - until * hour },
    })),
  });
}

/** The growers carry it too: they count their own voices. */
async function carry(stage: Stage, host: Instance, jeanne: Account, id: string, told: () => Promise<void>) {
  const farm = stage.homes.get('aicha')!;
  await inviteCarrier(host, jeanne.id, id, localHost(farm));
  await told();
  await answerInvitation(farm, (await who(stage, 'aicha')).id, (await find(stage, farm, 'reparer'))!.id, 'Accept');
  await told();
}

const who = async (stage: Stage, name: string): Promise<Account> =>
  (await accountByHandle(stage.homes.get(name)!, name))!;

/** The campaign and its step of this kind as somebody's own server knows them. */
async function seen(stage: Stage, home: Instance, kind: StepKindName): Promise<{ campaign: Campaign; step: Step }> {
  const campaign = (await campaignById(home, (await find(stage, home, 'reparer'))!.id))!;
  return { campaign, step: (await stepsOf(home, campaign.communityId)).find((one) => one.kind === kind)! };
}

async function bring(stage: Stage, name: string, step: StepKindName, kind: 'question' | 'idea', title: string) {
  const home = stage.homes.get(name)!;
  const there = await seen(stage, home, step);
  const brought = { kind, title, text: '', language: 'fr' };
  const id = await contribute(home, await who(stage, name), there.campaign, there.step, brought);
  return (await postById(home, id))!.uri;
}

async function thanked(stage: Stage, uri: string, names: readonly string[]) {
  for (const name of names) {
    const home = stage.homes.get(name)!;
    const post = await postByUri(home, uri);
    if (post) await like(home, { accountId: (await who(stage, name)).id, local: true }, post.id);
  }
  await settled(stage);
}

/** Two clauses, a vote that each organisation counts for itself, and the text that comes of it. */
async function decide(
  stage: Stage,
  host: Instance,
  jeanne: Account,
  { at, told, kept }: { at: (hours: number) => void; told: () => Promise<void>; kept: string[] },
) {
  const viewer = { accountId: jeanne.id, local: true as const };
  at(192);
  const { campaign, step } = await seen(stage, host, 'ballot');
  for (const title of clauses) await addClause(host, jeanne.id, campaign, step, { title, text: '', language: 'fr' });
  await told();
  at(150);
  for (const { who: name, says, reason = '' } of votes) {
    const home = stage.homes.get(name)!;
    const there = await seen(stage, home, 'ballot');
    const ids = (await clausesOf(home, there.step.id)).map((one) => one.id);
    const positions = Object.fromEntries(ids.map((one, place) => [one, says[place]!]));
    const reasons = reason ? { [ids[1]!]: reason } : {};
    await vote(home, (await who(stage, name)).id, there.campaign, there.step, { positions, reasons, chosen: [] });
  }
  at(118);
  const farm = stage.homes.get('aicha')!;
  const theirs = await seen(stage, farm, 'ballot');
  await receiveTally(host, campaign, step, localHost(farm), await ownTally(farm, theirs.campaign, theirs.step));
  const outcome =
    'Les deux clauses sont adoptées. Une raison donnée contre la seconde nous a convaincus : le tour à métaux reste à l’atelier.';
  await writeOutcome(host, jeanne.id, campaign, step, outcome);

  const text = (await seen(stage, host, 'statement')).step;
  await writeVersion(host, jeanne.id, text, {
    clauses: [
      { text: clauses[0]!, sources: kept.slice(0, 1) },
      { text: clauses[1]!, sources: kept.slice(1) },
    ],
    note: '',
  });
  const [first] = await versionsOf(host, text.id);
  const paul = await who(stage, 'paul');
  const said = { clauseId: first!.clauses[1]!.id, reason: '', language: 'fr' };
  const dissent = 'Prêter sans montrer, c’est prêter pour casser. Je voterai oui quand nous saurons montrer.';
  await respond(host, paul, campaign, text, { ...said, role: 'dissent', text: dissent });
  at(100);
  await writeVersion(host, jeanne.id, text, {
    clauses: first!.clauses.map((one, place) =>
      place === 1 ? { ...one, text: 'Les outils des trois ateliers se prêtent, avec quelqu’un qui montre.' } : one,
    ),
    note: 'Après la remarque de Paul : on montre avant de prêter.',
  });
  await sign(host, viewer.accountId, campaign, text, 'ingénieure, pour les Ateliers');
  await told();
}

/** Somebody reads its page: what it weighs is counted as everywhere. */
async function read({ config }: Instance, times: number) {
  const { hostname, port } = new URL(config.origin);
  for (let n = 0; n < times; n++)
    for (const path of ['/campaigns/reparer', '/campaigns/reparer/report'])
      await new Promise<void>((done, failed) => {
        const headers = { host: `${hostname}:${port}`, 'accept-encoding': 'gzip' };
        get({ host: '127.0.0.1', port, path, headers }, (answer) => answer.resume().on('end', done)).on(
          'error',
          failed,
        );
      });
}
