// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById, findCampaignById, setSteps } from '../../src/campaigns/campaign.ts';
import { contribute, contributionById } from '../../src/campaigns/contribution.ts';
import { contributionsOf } from '../../src/campaigns/contribution-views.ts';
import { abandon, goOn, keepDates, lifeOf, owedIn } from '../../src/campaigns/life.ts';
import { stepModules } from '../../src/campaigns/step-modules.ts';
import { coSign, judgeIdea, mergeIdea, support } from '../../src/campaigns/steps/ideas/judge.ts';
import { addFinding, answerQuestion, refuseQuestion } from '../../src/campaigns/steps/questions/answer.ts';
import { similarTo } from '../../src/campaigns/steps/questions/similar.ts';
import { templates } from '../../src/campaigns/template.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { notificationsSubscriber } from '../../src/notifications/subscriber.ts';
import { refusalOf } from '../support/refusal.ts';
import { startWorld, type World } from '../support/world.ts';
import { campaign, stepNow } from './scene.ts';

async function inWorld(work: (world: World, now: { ms: number }) => Promise<void>) {
  const now = { ms: Date.parse('2027-03-01T09:00:00Z') };
  const world = await startWorld({}, { clock: () => now.ms });
  try {
    await work(world, now);
  } finally {
    await world.stop();
  }
}

const day = 86_400_000;
const member = async (world: World, name: string) => ({
  accountId: (await world.account(name)).id,
  local: true as const,
});
/** What somebody is told, when all is heard. */
async function told(world: World, name: string) {
  await world.hear([notificationsSubscriber]);
  return (await notificationsOf(world.instance, (await world.account(name)).id)).map(({ type }) => type);
}
const ask = async (world: World, id: string, name: string, title: string) =>
  contribute(
    world.instance,
    await world.account(name),
    (await campaignById(world.instance, id))!,
    await stepNow(world.instance, id, 'questions'),
    {
      ...{ kind: 'question', title, text: '', language: 'fr' },
    },
  );

test('a draft is known to its facilitators alone, and to all once it is announced', () =>
  inWorld(async (world) => {
    const { instance } = world;
    const id = await campaign(instance, (await world.account('ines')).id, 'come-and-verify', 'draft');
    assert.is(await refusalOf(findCampaignById(instance, null, id)), 'error.notFound');
    assert.is(await refusalOf(findCampaignById(instance, await member(world, 'malik'), id)), 'error.notFound');
    assert.is((await findCampaignById(instance, await member(world, 'ines'), id)).campaign.state, 'draft');
    await goOn(instance, (await world.account('ines')).id, id, 'draft');
    assert.is((await findCampaignById(instance, null, id)).campaign.state, 'announced');
  }));

test('a campaign is not closed while an answer is owed; a refusal with its reason is an answer too', () =>
  inWorld(async (world) => {
    const { instance } = world;
    const ines = await member(world, 'ines');
    const id = await campaign(instance, ines.accountId, 'come-and-verify');
    const first = await ask(world, id, 'malik', 'La viande du mardi vient d’où, exactement ?');
    const second = await ask(world, id, 'malik', 'Que deviennent les plateaux non servis ?');
    assert.is(await owedIn(instance, id), 2);
    assert.equal(await told(world, 'ines'), ['owed', 'owed']);
    await goOn(instance, ines.accountId, id, 'open');
    assert.is(await refusalOf(goOn(instance, ines.accountId, id, 'deciding')), 'campaign.owes');

    const words = {
      language: 'fr',
      mediaIds: [],
      proofs: [{ title: 'Bon de livraison', url: 'https://ferme.example/2211.pdf' }],
    };
    assert.is(
      await refusalOf(answerQuestion(instance, await member(world, 'malik'), first, { ...words, text: 'Moi' })),
      'campaign.facilitatorsOnly',
    );
    const bad = { ...words, text: 'Ici', proofs: [{ title: 'x', url: 'javascript:alert(1)' }] };
    assert.equal(await refusalOf(answerQuestion(instance, ines, first, bad)), { proof: 'campaign.proofAddress' });
    assert.is((await contributionById(instance, first)).state, 'open');
    await answerQuestion(instance, ines, first, { ...words, text: 'De trois fermes à moins de 40 km.' });
    assert.equal(await refusalOf(refuseQuestion(instance, ines, second, ' ')), { reason: 'form.required' });
    await refuseQuestion(instance, ines, second, 'Nous ne le savons pas encore.');
    assert.is(await owedIn(instance, id), 0);
    assert.equal(await told(world, 'ines'), []);
    assert.equal(await told(world, 'malik'), ['contribution', 'reply']);
    await goOn(instance, ines.accountId, id, 'deciding');
    await goOn(instance, ines.accountId, id, 'answered');
    assert.is((await campaignById(instance, id))!.state, 'closed');
    // Pressed twice, it does not run on.
    await goOn(instance, ines.accountId, id, 'answered');
    assert.equal(
      [...(await lifeOf(instance, id)).keys()],
      ['draft', 'announced', 'open', 'deciding', 'answered', 'closed'],
    );

    const [shown] = await contributionsOf(instance, null, {
      stepId: (await stepNow(instance, id, 'questions')).id,
      kinds: ['question'],
      sort: 'old',
    });
    assert.equal(
      shown!.answer!.evidence.map((proof) => proof.title),
      ['Bon de livraison'],
    );
    const figures = await stepModules.questions!.figures(instance, await stepNow(instance, id, 'questions'));
    assert.equal(
      [figures.questions, figures.answered, figures.refused, figures.inTime, figures.withEvidence],
      [2, 1, 1, 1, 1],
    );
  }));

test('nobody asks before the opening, after a step, or in what was abandoned', () =>
  inWorld(async (world, now) => {
    const { instance } = world;
    const ines = await world.account('ines');
    const id = await campaign(instance, ines.id, 'come-and-verify', 'announced');
    assert.equal(await refusalOf(ask(world, id, 'malik', 'Trop tôt')), 'campaign.notOpen');
    await keepDates(instance);
    assert.is((await campaignById(instance, id))!.state, 'open');
    now.ms += 20 * day;
    assert.is(await refusalOf(ask(world, id, 'malik', 'Trop tard')), 'campaign.stepOver');
    assert.equal(await refusalOf(abandon(instance, ines.id, id, '')), { reason: 'form.required' });
    await abandon(instance, ines.id, id, 'La ferme a fermé.');
    assert.equal(await refusalOf(ask(world, id, 'malik', 'Et donc ?')), 'campaign.abandonedNow');
  }));

test('who went to see says so once, about what was answered', () =>
  inWorld(async (world) => {
    const { instance } = world;
    const ines = await member(world, 'ines');
    const id = await campaign(instance, ines.accountId, 'come-and-verify');
    const asked = await ask(world, id, 'malik', 'D’où vient la viande ?');
    const found = { verdict: 'confirmed' as const, words: 'J’ai vu, c’est exact.', language: 'fr' };
    const nour = await world.account('malik');
    const finding = async () => addFinding(instance, nour, await contributionById(instance, asked), found);
    assert.is(await refusalOf(finding()), 'campaign.nothingToVerify');
    await answerQuestion(instance, ines, asked, { text: 'De là.', language: 'fr', mediaIds: [], proofs: [] });
    await finding();
    assert.is(await refusalOf(finding()), 'campaign.foundAlready');
    const [shown] = await contributionsOf(instance, null, {
      stepId: (await stepNow(instance, id)).id,
      kinds: ['question'],
      sort: 'new',
    });
    assert.equal(shown!.findings, { confirmed: 1, refuted: 0, unsure: 0 });
  }));

test('questions that are close are found by their telling words', () =>
  inWorld(async (world) => {
    const { instance } = world;
    const id = await campaign(instance, (await world.account('ines')).id, 'come-and-verify');
    const asked = await ask(world, id, 'malik', 'La viande du mardi vient d’où, exactement ?');
    const step = await stepNow(instance, id);
    assert.equal(await similarTo(instance, step, 'D’où vient la viande servie le mardi ?'), [asked]);
    assert.equal(await similarTo(instance, step, 'Combien coûte un repas ?'), []);
  }));

test('a merge loses no author, and supports are limited', () =>
  inWorld(async (world) => {
    const { instance } = world;
    const ines = await member(world, 'ines');
    const id = await campaign(instance, ines.accountId, 'contest');
    const row = (await campaignById(instance, id))!;
    const step = await stepNow(instance, id, 'ideas');
    const propose = async (name: string, title: string) =>
      contribute(instance, await world.account(name), row, step, { kind: 'idea', title, text: '', language: 'fr' });
    const [one, two, three, four] = [
      await propose('malik', 'Un compost'),
      await propose('ines', 'Un bac à compost'),
      await propose('ines', 'Un verger'),
      await propose('ines', 'Une mare'),
    ];
    const malik = await member(world, 'malik');
    await coSign(instance, malik, three);
    await mergeIdea(instance, ines, one, two);
    await mergeIdea(instance, ines, three, two);
    const shown = await contributionsOf(instance, null, { stepId: step.id, kinds: ['idea'], sort: 'old' });
    const into = shown.find((view) => view.id === two)!;
    assert.equal(into.coAuthors.map((author) => author.name).sort(), ['malik']);
    assert.is(shown.find((view) => view.id === one)!.mergedInto!.id, two);
    assert.equal(await refusalOf(mergeIdea(instance, ines, two, two)), { into: 'campaign.mergeElsewhere' });
    assert.is(await refusalOf(mergeIdea(instance, malik, four, two)), 'campaign.facilitatorsOnly');
    assert.equal(await refusalOf(judgeIdea(instance, ines, four, { state: 'aside', reason: '' })), {
      reason: 'campaign.asideNeedsReason',
    });
    await judgeIdea(instance, ines, two, { state: 'kept', reason: 'Simple', progress: 40 });
    assert.is((await contributionById(instance, two)).progress, 40);
    const five = await propose('ines', 'Un banc');
    for (const idea of [two, four, five]) await support(instance, malik, idea);
    const six = await propose('ines', 'Une haie');
    assert.is(await refusalOf(support(instance, malik, six)), 'campaign.supportsSpent');
  }));

test('steps that overlap backwards are explained, and a step that has begun stays', () =>
  inWorld(async (world) => {
    const { instance } = world;
    const id = await campaign(instance, (await world.account('ines')).id, 'come-and-verify', 'draft');
    const step = (title: string, startsAt: number, endsAt: number) => ({
      ...{ kind: 'questions' as const, title, text: '' },
      startsAt,
      endsAt,
    });
    assert.equal(
      await refusalOf(setSteps(instance, id, [step('A', 10 * day, 20 * day), step('B', 5 * day, 4 * day)])),
      { 'endsAt-1': 'campaign.stepEndsBefore' },
    );
  }));

test('every template is whole in both languages', () => {
  assert.equal([...templates.keys()].length, 9);
  assert.is([...templates.keys()].at(-1), 'blank');
});

test.run();
