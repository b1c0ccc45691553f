// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { contribute } from '../../src/campaigns/contribution.ts';
import { goOn } from '../../src/campaigns/life.ts';
import { answerRecall, dueRecalls } from '../../src/campaigns/recall.ts';
import { readRecipe, recipeOf } from '../../src/campaigns/recipe.ts';
import { publishReport, reportOf, writeReport } from '../../src/campaigns/report.ts';
import { checkReport, reportDocument, reportSheet } from '../../src/campaigns/report-export.ts';
import { figuresOf } from '../../src/campaigns/report-figures.ts';
import { judgeIdea, support } from '../../src/campaigns/steps/ideas/judge.ts';
import { answerQuestion } from '../../src/campaigns/steps/questions/answer.ts';
import { countVisit, flushTraffic } from '../../src/campaigns/traffic.ts';
import { countMessages } from '../../src/notifications/campaign-messages.ts';
import { notificationsSubscriber } from '../../src/notifications/subscriber.ts';
import { refusalOf } from '../support/refusal.ts';
import { startWorld, type World } from '../support/world.ts';
import { campaign, stepNow } from './scene.ts';

const hour = 3_600_000;
const day = 24 * hour;

async function inWorld(work: (world: World, now: { ms: number }, id: string) => Promise<void>) {
  const now = { ms: Date.parse('2027-03-01T09:00:00Z') };
  const world = await startWorld({}, { clock: () => now.ms });
  try {
    await work(world, now, await campaign(world.instance, (await world.account('ines')).id, 'co-construction'));
  } finally {
    await world.stop();
  }
}

const sentences = Object.fromEntries(
  ['learnt', 'truth', 'technology', 'frugality', 'innovation'].map((name) => [name, `Une phrase : ${name}.`]),
);
const spent = { hours: 12, money: 0 };

async function idea(world: World, id: string, name: string, title: string): Promise<string> {
  const row = (await campaignById(world.instance, id))!;
  const step = await stepNow(world.instance, id, 'ideas');
  return contribute(world.instance, await world.account(name), row, step, {
    kind: 'idea',
    title,
    text: '',
    language: 'fr',
  });
}

const reportNow = async (world: World, id: string) =>
  reportOf(world.instance, (await campaignById(world.instance, id))!);
const member = async (world: World, name: string) => ({
  accountId: (await world.account(name)).id,
  local: true as const,
});

async function close(world: World, id: string) {
  const { id: ines } = await world.account('ines');
  for (const state of ['open', 'deciding', 'answered'] as const) await goOn(world.instance, ines, id, state);
}

test('figures are computed from rows while it runs, each person once, small groups together', () =>
  inWorld(async (world, _now, id) => {
    const { instance } = world;
    const one = await idea(world, id, 'malik', 'Un compost');
    await idea(world, id, 'nour', 'Un verger');
    await support(instance, await member(world, 'malik'), one).catch(() => {});
    await support(instance, await member(world, 'nour'), one);
    await judgeIdea(instance, await member(world, 'ines'), one, { state: 'kept', reason: 'Simple' });
    const { figures, publishedAt, rows } = await reportNow(world, id);
    assert.is(publishedAt, null);
    assert.equal([figures.innovation.ideas, figures.innovation.studied, figures.innovation.kept], [2, 1, 1]);
    // Malik and Nour: two people are too few to be told from which organisation they come.
    assert.equal(rows.people.organisations, [{ name: 'merged', n: 2 }]);
    assert.is(figures.technology.people, 2);
    assert.not.ok(JSON.stringify(rows).includes('Malik'));
  }));

test('a report is published once, after the end, with every sentence written by somebody who facilitates', () =>
  inWorld(async (world, now, id) => {
    const { instance } = world;
    const { id: ines } = await world.account('ines');
    const { id: malik } = await world.account('malik');
    await idea(world, id, 'malik', 'Un compost');
    assert.is(await refusalOf(writeReport(instance, malik, id, { sentences, ...spent })), 'campaign.facilitatorsOnly');
    assert.is(await refusalOf(publishReport(instance, ines, id)), 'report.closeFirst');
    await close(world, id);
    assert.is(await refusalOf(publishReport(instance, malik, id)), 'campaign.facilitatorsOnly');
    await writeReport(instance, ines, id, { sentences: { ...sentences, truth: ' ' }, ...spent });
    assert.equal(await refusalOf(publishReport(instance, ines, id)), { truth: 'report.sentenceMissing' });
    assert.equal(
      await refusalOf(
        writeReport(instance, ines, id, { sentences: { truth: 'x'.repeat(601) }, hours: Number.NaN, money: 0 }),
      ),
      { truth: 'form.tooLong', hours: 'report.figureFault' },
    );
    await writeReport(instance, ines, id, { sentences, ...spent });
    await publishReport(instance, ines, id);
    assert.is(await refusalOf(publishReport(instance, ines, id)), 'report.published');
    assert.is(await refusalOf(writeReport(instance, ines, id, { sentences, ...spent })), 'report.published');
    const before = (await reportNow(world, id)).figures;
    assert.is(before.frugality.hours, 12);
    // Pages go on being read: what was published stays as it was.
    countVisit(instance, id, 5000);
    await flushTraffic(instance);
    now.ms += day;
    assert.equal((await reportNow(world, id)).figures, before);
  }));

test('the server counts pages and messages itself, day by day', () =>
  inWorld(async (world, now, id) => {
    const { instance } = world;
    const one = await idea(world, id, 'malik', 'Un compost');
    await support(instance, await member(world, 'nour'), one);
    await world.hear([notificationsSubscriber]);
    await countMessages(instance);
    await countMessages(instance);
    countVisit(instance, id, 40_000);
    countVisit(instance, id, 20_000);
    await flushTraffic(instance);
    now.ms += day;
    countVisit(instance, id, 30_000);
    await flushTraffic(instance);
    const { rows, figures } = await reportNow(world, id);
    assert.equal(
      rows.traffic.map(({ day: on, visits, bytes }) => [on, visits, bytes]),
      [
        ['2027-03-01', 2, 60_000],
        ['2027-03-02', 1, 30_000],
      ],
    );
    assert.is(rows.traffic[0]!.messages, 1);
    assert.equal([figures.frugality.weight, figures.frugality.messagesPerPerson], [30, 0.5]);
  }));

test('every figure of the exported report is computed again from its rows, and one that was altered is found', () =>
  inWorld(async (world, now, id) => {
    const { instance } = world;
    const ines = await member(world, 'ines');
    const step = await stepNow(instance, id, 'ideas');
    await idea(world, id, 'malik', 'Un compost');
    const row = (await campaignById(instance, id))!;
    const asked = { kind: 'question' as const, title: 'D’où ?', text: '', language: 'fr' };
    const question = await contribute(instance, await world.account('malik'), row, step, asked);
    now.ms += 30 * hour;
    const proofs = [{ title: 'Bon', url: 'https://ferme.example/1' }];
    await answerQuestion(instance, ines, question, { text: 'De là.', language: 'fr', mediaIds: [], proofs });
    const report = await reportNow(world, id);
    assert.equal(
      [report.figures.truth.withProof, report.figures.truth.medianHours, report.figures.truth.kept],
      [1, 30, 1],
    );
    const exported = JSON.parse(JSON.stringify(reportDocument(report, 'https://a.example/report')));
    assert.equal(checkReport(exported).wrong, []);
    assert.ok(checkReport(exported).figures > 40);
    exported.figures.truth.answered = 2;
    assert.equal(checkReport(exported).wrong, [{ name: 'truth.answered', said: '2', found: '1' }]);
    assert.throws(() => checkReport({ rows: 1 }), /not the exported report/);
    assert.match(reportSheet(report), /figures,truth\.answered,1\r\n/);
    assert.equal(figuresOf(report.rows), report.figures);
  }));

test('thirty days after the end one is asked whether it lives on, before it is remembered', () =>
  inWorld(async (world, now, id) => {
    const { instance } = world;
    const { id: ines } = await world.account('ines');
    await close(world, id);
    assert.equal(await dueRecalls(instance, id), []);
    const said = { alive: true, words: 'Le compost tourne.', copies: 2 };
    assert.is(await refusalOf(answerRecall(instance, ines, id, 30, said)), 'recall.notYet');
    assert.is(await refusalOf(goOn(instance, ines, id, 'closed')), 'recall.first');
    now.ms += 31 * day;
    assert.equal(
      (await dueRecalls(instance, id)).map(({ days }) => days),
      [30],
    );
    assert.equal(await refusalOf(answerRecall(instance, ines, id, 30, { ...said, alive: null })), {
      alive: 'form.required',
    });
    await answerRecall(instance, ines, id, 30, said);
    await goOn(instance, ines, id, 'closed');
    const { figures } = await reportNow(world, id);
    assert.equal([figures.frugality.alive30, figures.frugality.alive180, figures.innovation.copies], [true, null, 2]);
    assert.is((await campaignById(instance, id))!.state, 'remembered');
    now.ms += 150 * day;
    assert.equal(
      (await dueRecalls(instance, id)).map(({ days }) => days),
      [180],
    );
  }));

test('a recipe has texts, steps and durations, and nobody in it', () =>
  inWorld(async (world, _now, id) => {
    const { instance } = world;
    const row = (await campaignById(instance, id))!;
    const recipe = await recipeOf(instance, row);
    const read = readRecipe(Buffer.from(JSON.stringify(recipe)));
    assert.equal(read.steps.map(({ kind, from, days }) => [kind, from, days])[0], ['ideas', 0, recipe.steps[0]!.days]);
    assert.is(read.title.en, 'Dans nos assiettes');
    const { id: ines } = await world.account('ines');
    assert.not.ok(JSON.stringify(recipe).includes(ines));
  }));

for (const [name, fault, text] of [
  ['10 MB long', 'recipe.tooLarge', () => ' '.repeat(10_000_000)],
  ['no JSON', 'recipe.unreadable', () => '{'],
  ['JSON of another kind', 'recipe.unreadable', () => '{"format":"maillon-recipe-1"}'],
  [
    'with a step that nobody knows',
    'recipe.unknownStep',
    () => '{"format":"maillon-recipe-1","steps":[{"kind":"auction"}]}',
  ],
  ['with steps that are none', 'recipe.unknownStep', () => '{"format":"maillon-recipe-1","steps":[null]}'],
] as const)
  test(`a recipe that is ${name} is refused`, async () => {
    assert.equal(await refusalOf((async () => readRecipe(Buffer.from(text())))()), { recipe: fault });
  });

test.run();
