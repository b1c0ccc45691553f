import { accountById } from '../../src/accounts/account.ts';
import { type Campaign, campaignById } from '../../src/campaigns/campaign.ts';
import { contribute } from '../../src/campaigns/contribution.ts';
import { type Step, stepsOf } from '../../src/campaigns/step.ts';
import { closeLists } from '../../src/campaigns/steps/ballot/box.ts';
import { addClause, clauseIds } from '../../src/campaigns/steps/ballot/clauses.ts';
import { writeOutcome } from '../../src/campaigns/steps/ballot/results.ts';
import { vote } from '../../src/campaigns/steps/ballot/vote.ts';
import { holdDraw } from '../../src/campaigns/steps/draw/hold.ts';
import { publishDraw } from '../../src/campaigns/steps/draw/publish.ts';
import { volunteer } from '../../src/campaigns/steps/draw/volunteer.ts';
import { agree, ask } from '../../src/campaigns/steps/exchange/agreement.ts';
import { bringOffer } from '../../src/campaigns/steps/exchange/offer.ts';
import { confirmReceipt } from '../../src/campaigns/steps/exchange/receipt.ts';
import { judgeIdea } from '../../src/campaigns/steps/ideas/judge.ts';
import { pledge } from '../../src/campaigns/steps/pledges/pledge.ts';
import { answerQuestion } from '../../src/campaigns/steps/questions/answer.ts';
import { writeVersion } from '../../src/campaigns/steps/statement/statement.ts';
import { askPlace } from '../../src/campaigns/steps/visits/session.ts';
import type { StepKindName } from '../../src/campaigns/view.ts';
import type { Instance } from '../../src/instance.ts';
import { visitSession } from './draw-scene.ts';

const hour = 3_600_000;
export const day = 24 * hour;

/** Who plays at the campaign's host: ines looks after it, malik and nour take part. */
export interface Players {
  instance: Instance;
  id: string;
  ines: string;
  malik: string;
  nour: string;
  now: { ms: number };
}

const local = (accountId: string) => ({ accountId, local: true as const });
const author = async ({ instance }: Players, id: string) => (await accountById(instance, id))!;

/** What is done in a step of each kind while it runs; nothing is owed afterwards. */
const plays: Record<StepKindName, (players: Players, campaign: Campaign, step: Step) => Promise<unknown>> = {
  questions: async (players, campaign, step) => {
    const asked = { kind: 'question' as const, title: 'Combien cela coûte-t-il ?', text: '', language: 'fr' };
    const { instance, malik, ines } = players;
    const question = await contribute(instance, await author(players, malik), campaign, step, asked);
    const words = { text: 'Rien de plus.', language: 'fr', mediaIds: [], proofs: [] };
    await answerQuestion(instance, local(ines), question, words);
  },
  ideas: async (players, campaign, step) => {
    const { instance, malik, ines } = players;
    const said = { kind: 'idea' as const, title: 'Un verger partagé', text: '', language: 'fr' };
    const idea = await contribute(instance, await author(players, malik), campaign, step, said);
    await judgeIdea(instance, local(ines), idea, { state: 'kept', reason: 'Simple', progress: 50 });
  },
  visits: async ({ instance, id, ines, nour }, campaign) =>
    askPlace(instance, local(nour), campaign, await visitSession(instance, id, ines)),
  draw: async (players, campaign, step) => {
    const { instance, ines, malik, nour, now } = players;
    for (const one of [malik, nour]) await volunteer(instance, await author(players, one), campaign, step);
    const draw = await publishDraw(instance, ines, campaign, step, null, {
      ...{ title: 'Le jury', places: 1, quotas: [], commitments: [] },
      ...{ publicSource: 'Loto de samedi', publicAt: now.ms + hour },
    });
    now.ms += 2 * hour;
    await holdDraw(instance, ines, draw, '3 14 15 92 65');
  },
  exchange: async (players, campaign, step) => {
    const { instance, malik, nour } = players;
    const said = { text: '', what: 'hours' as const, amount: 2, place: '', expiresAt: null, language: 'fr' };
    const mine = await author(players, malik);
    const offer = await bringOffer(instance, mine, campaign, step, { purpose: 'offer', title: 'Je répare', ...said });
    const agreement = await ask(instance, local(nour), offer, { amount: 2, note: '', startsAt: null, endsAt: null });
    await agree(instance, local(malik), agreement);
    for (const one of [malik, nour]) await confirmReceipt(instance, local(one), agreement);
  },
  pledges: ({ instance, malik, now }, campaign, step) =>
    pledge(instance, local(malik), campaign, step, {
      ...{ title: 'Je composte', text: '', unit: 'one', amount: 1, until: now.ms + 30 * day, threshold: 0 },
      ...{ name: 'own', language: 'fr' },
    }),
  ballot: async ({ instance, malik }, campaign, step) => {
    await closeLists(instance);
    const positions = Object.fromEntries((await clauseIds(instance, step.id)).map((one) => [one, 'for']));
    await vote(instance, malik, campaign, step, { positions, reasons: {}, chosen: [] });
  },
  statement: ({ instance, ines }, _campaign, step) =>
    writeVersion(instance, ines, step, { clauses: [{ text: 'Nous continuons.', sources: [] }], note: '' }),
};

/** Before the first step: what is voted on later is put to the vote. */
export async function prepare({ instance, id, ines }: Players): Promise<void> {
  const campaign = (await campaignById(instance, id))!;
  for (const step of (await stepsOf(instance, id)).filter(({ kind }) => kind === 'ballot'))
    await addClause(instance, ines, campaign, step, { title: 'Continuer', text: '', language: 'fr' });
}

/** Plays one step on a day when it runs. */
export async function play(players: Players, step: Step): Promise<void> {
  players.now.ms = Math.max(players.now.ms, step.startsAt! + hour);
  await plays[step.kind](players, (await campaignById(players.instance, players.id))!, step);
}

/** After the last step: what the votes decided is said in words. */
export async function conclude({ instance, id, ines, now }: Players): Promise<void> {
  const steps = await stepsOf(instance, id);
  now.ms = Math.max(now.ms, ...steps.map(({ endsAt }) => endsAt! + hour));
  const campaign = (await campaignById(instance, id))!;
  for (const step of steps.filter(({ kind }) => kind === 'ballot'))
    await writeOutcome(instance, ines, campaign, step, 'Nous continuons.');
}
