// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ballots, electors, tallies } from '../../src/campaigns/ballot-tables.ts';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { forgetInCampaigns } from '../../src/campaigns/forget-person.ts';
import { goOn, owedIn } from '../../src/campaigns/life.ts';
import { stepById } from '../../src/campaigns/step.ts';
import { stepModules } from '../../src/campaigns/step-modules.ts';
import { changeStepSettings } from '../../src/campaigns/step-settings.ts';
import { isAdopted } from '../../src/campaigns/steps/ballot/adopted.ts';
import { closeLists, turnoutOf } from '../../src/campaigns/steps/ballot/box.ts';
import { addClause, clausesOf, withdrawClause } from '../../src/campaigns/steps/ballot/clauses.ts';
import { ownTally, reasonsOf, receiveTally, resultOf, writeOutcome } from '../../src/campaigns/steps/ballot/results.ts';
import type { Tally } from '../../src/campaigns/steps/ballot/tally.ts';
import { changeVote, checkReceipt, vote } from '../../src/campaigns/steps/ballot/vote.ts';
import { campaignHosts, campaignSteps } from '../../src/campaigns/tables.ts';
import { join } from '../../src/communities/membership.ts';
import { eq } from '../../src/platform/columns.ts';
import { events } from '../../src/platform/tables.ts';
import { within, write } from '../../src/platform/write.ts';
import { refusalOf } from '../support/refusal.ts';
import { startWorld, type World } from '../support/world.ts';
import { campaign, stepNow } from './scene.ts';

const day = 86_400_000;

interface Scene {
  world: World;
  now: { ms: number };
  step: Awaited<ReturnType<typeof stepNow>>;
  row: NonNullable<Awaited<ReturnType<typeof campaignById>>>;
  clauses: string[];
  idOf: (name: string) => Promise<string>;
  says: (
    position: string,
    reason?: string,
  ) => { positions: Record<string, string>; reasons: Record<string, string>; chosen: string[] };
}

/** A campaign whose ballot begins in one day for four, with two clauses and Inès, Malik and Nour as members. */
async function inBallot(work: (scene: Scene) => Promise<void>, settings: Record<string, unknown> = {}) {
  const now = { ms: Date.parse('2027-03-01T09:00:00Z') };
  const world = await startWorld({}, { clock: () => now.ms });
  try {
    const { instance } = world;
    const idOf = async (name: string) => (await world.account(name)).id;
    const ines = await idOf('ines');
    const id = await campaign(instance, ines, 'consensus-conference');
    const { id: stepId } = await stepNow(instance, id, 'ballot');
    await instance.database.write((tx) =>
      tx
        .update(campaignSteps)
        .set({ startsAt: now.ms + day, endsAt: now.ms + 4 * day })
        .where(eq(campaignSteps.id, stepId)),
    );
    for (const name of ['malik', 'nour']) await join(instance, await idOf(name), id);
    const row = (await campaignById(instance, id))!;
    const said = { text: '', language: 'fr' };
    const before = await stepById(instance, stepId);
    await changeStepSettings(instance, before, settings);
    const step = await stepById(instance, stepId);
    const clauses = [
      await addClause(instance, ines, row, step, { title: 'Deux repas végétariens par semaine', ...said }),
      await addClause(instance, ines, row, step, { title: 'Un affichage des provenances', ...said }),
    ];
    now.ms += day;
    await closeLists(instance);
    const says = (position: string, reason = '') => ({
      positions: Object.fromEntries(clauses.map((one) => [one, position])),
      reasons: { [clauses[0]!]: reason },
      chosen: [],
    });
    await work({ world, now, step, row, clauses, idOf, says });
  } finally {
    await world.stop();
  }
}

test('a vote is counted once, changed by its receipt, and told after the end alone', () =>
  inBallot(async ({ world: { instance }, now, step, row, clauses, idOf, says }) => {
    assert.equal(await turnoutOf(instance, step), { electors: 3, turnout: 0, listed: true });
    const receipt = await vote(instance, await idOf('malik'), row, step, says('for'));
    assert.match(receipt, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    // Twice by the same person.
    assert.is(await refusalOf(vote(instance, await idOf('malik'), row, step, says('for'))), 'ballot.votedAlready');
    assert.is((await turnoutOf(instance, step)).turnout, 1);
    await changeVote(instance, await idOf('malik'), row, step, {
      ...says('against', 'Trop tôt'),
      receipt: receipt.toLowerCase(),
    });
    assert.is((await checkReceipt(instance, step, receipt))[clauses[0]!]!.position, 'against');
    assert.equal(await refusalOf(checkReceipt(instance, step, 'AAAA-AAAA-AAAA')), { receipt: 'ballot.receiptUnknown' });
    await vote(instance, await idOf('nour'), row, step, says('consent'));
    await vote(instance, await idOf('ines'), row, step, says('for'));
    // Before the end nobody learns where it leans.
    assert.is(await resultOf(instance, row, step), null);
    assert.is(await refusalOf(ownTally(instance, row, step)), 'ballot.notOver');
    assert.equal(await reasonsOf(instance, row, step), []);
    assert.equal(await stepModules.ballot!.figures(instance, step), { clauses: 2, electors: 3, turnout: 3 });

    now.ms += 4 * day;
    assert.is(
      await refusalOf(changeVote(instance, await idOf('malik'), row, step, { ...says('for'), receipt })),
      'campaign.stepOver',
    );
    const result = (await resultOf(instance, row, step))!;
    const [first] = await clausesOf(instance, step.id);
    assert.equal(result.sum.counts[first!.uri], { against: 1, consent: 1, for: 1 });
    assert.equal(await reasonsOf(instance, row, step), [
      { clauseId: clauses[0], position: 'against', reason: 'Trop tôt', name: null },
    ]);
    assert.ok(isAdopted(result.sum.counts[first!.uri]));
    // Who asked people to vote owes them a decision.
    assert.is(await owedIn(instance, row.communityId), 1);
    assert.is(
      await refusalOf(writeOutcome(instance, await idOf('malik'), row, step, 'Moi')),
      'campaign.facilitatorsOnly',
    );
    await writeOutcome(instance, await idOf('ines'), row, step, 'Les deux clauses sont adoptées.');
    assert.is(await owedIn(instance, row.communityId), 0);
  }));

test('a secret ballot holds nothing that leads to its voter', () =>
  inBallot(async ({ world: { instance }, step, row, idOf, says }) => {
    await vote(instance, await idOf('malik'), row, step, says('for'));
    await vote(instance, await idOf('nour'), row, step, says('against'));
    const kept = await instance.db.select().from(ballots);
    assert.equal(
      kept.map(({ accountId }) => accountId),
      [null, null],
    );
    assert.equal(Object.keys(kept[0]!).sort(), ['accountId', 'id', 'receipt', 'stepId', 'votes']);
    const listed = await instance.db.select().from(electors);
    assert.equal(Object.keys(listed[0]!).sort(), ['accountId', 'stepId', 'voted']);
    const told = JSON.stringify(await instance.db.select().from(events));
    for (const { id, receipt } of kept) assert.not.ok(told.includes(id) || told.includes(receipt));
    // Who goes leaves the list; the ballot stays, since nothing says whose it is.
    await write(instance, async (tx) => forgetInCampaigns(within(instance, tx), tx, await idOf('malik')));
    assert.is((await instance.db.select().from(electors)).length, 2);
    assert.is((await instance.db.select().from(ballots)).length, 2);
  }));

test('who is on no list does not vote: a stranger, or who came after its closing, however many they are', () =>
  inBallot(async ({ world: { instance }, step, row, idOf, says }) => {
    assert.is(await refusalOf(vote(instance, await idOf('theo'), row, step, says('for'))), 'ballot.noElector');
    await join(instance, await idOf('theo'), row.communityId);
    assert.is(await refusalOf(vote(instance, await idOf('theo'), row, step, says('for'))), 'ballot.noElector');
    assert.is((await turnoutOf(instance, step)).electors, 3);
  }));

test('nobody votes before the beginning, after the end, with a word missing, or once the campaign decides', () =>
  inBallot(async ({ world: { instance }, now, step, row, clauses, idOf, says }) => {
    const malik = await idOf('malik');
    now.ms -= day / 2;
    assert.is(await refusalOf(vote(instance, malik, row, step, says('for'))), 'campaign.stepComing');
    now.ms += day / 2;
    assert.equal(
      await refusalOf(vote(instance, malik, row, step, { ...says('for'), positions: { [clauses[0]!]: 'for' } })),
      {
        [`clause-${clauses[1]}`]: 'ballot.choose',
      },
    );
    assert.equal(await refusalOf(vote(instance, malik, row, step, says('chosen'))), {
      [`clause-${clauses[0]}`]: 'ballot.choose',
      [`clause-${clauses[1]}`]: 'ballot.choose',
    });
    await goOn(instance, await idOf('ines'), row.communityId, 'open');
    const deciding = (await campaignById(instance, row.communityId))!;
    assert.is(await refusalOf(vote(instance, malik, deciding, step, says('for'))), 'campaign.notOpen');
    now.ms += 5 * day;
    assert.is(await refusalOf(vote(instance, malik, row, step, says('for'))), 'campaign.stepOver');
  }));

test('what is put to the vote does not change once somebody voted', () =>
  inBallot(async ({ world: { instance }, step, row, clauses, idOf, says }) => {
    const ines = await idOf('ines');
    await vote(instance, ines, row, step, says('for'));
    const more = { title: 'Une troisième', text: '', language: 'fr' };
    assert.is(await refusalOf(addClause(instance, ines, row, step, more)), 'ballot.begun');
    assert.is(await refusalOf(withdrawClause(instance, { accountId: ines, local: true }, clauses[0]!)), 'ballot.begun');
    assert.equal(await refusalOf(changeStepSettings(instance, step, { quorum: 101 })), {
      settings: 'ballot.quorumFault',
    });
  }));

test('one chooses as many as the rules allow, and an open ballot says who said what', () =>
  inBallot(
    async ({ world: { instance }, now, step, row, clauses, idOf }) => {
      const malik = await idOf('malik');
      const said = (chosen: string[], reason = '') => ({ positions: {}, reasons: { [clauses[0]!]: reason }, chosen });
      assert.equal(await refusalOf(vote(instance, malik, row, step, said([]))), { chosen: 'ballot.choose' });
      assert.equal(await refusalOf(vote(instance, malik, row, step, said(clauses))), { chosen: 'ballot.tooMany' });
      await vote(instance, malik, row, step, said([clauses[0]!], 'Parce que'));
      await changeVote(instance, malik, row, step, { ...said([clauses[0]!], 'Parce que oui'), receipt: '' });
      now.ms += 5 * day;
      const [first] = await clausesOf(instance, step.id);
      assert.equal((await resultOf(instance, row, step))!.sum.counts[first!.uri], { chosen: 1 });
      assert.is((await resultOf(instance, row, step))!.quorumMet, false);
      const [reason] = await reasonsOf(instance, row, step);
      assert.equal([reason!.reason, reason!.name], ['Parce que oui', 'Malik Benhaddou']);
      // Who goes takes their name with them.
      await write(instance, (tx) => forgetInCampaigns(within(instance, tx), tx, malik));
      assert.is((await reasonsOf(instance, row, step))[0]!.name, null);
    },
    { mode: 'single', secret: false, quorum: 50 },
  ));

test('a tally of another organisation is added; altered, replayed, of a stranger or too large it is refused', () =>
  inBallot(async ({ world, now, step, row, idOf, says }) => {
    const { instance } = world;
    await vote(instance, await idOf('malik'), row, step, says('for'));
    const carrier = { campaignId: row.communityId, state: 'active' as const, uri: 'x', invitedAt: now.ms };
    await write(instance, (tx) => tx.insert(campaignHosts).values({ ...carrier, host: 'terre.example' }));
    const uris = (await clausesOf(instance, step.id)).map(({ uri }) => uri);
    const counts = Object.fromEntries(uris.map((uri) => [uri, { against: 0 }]));
    const tally = { campaign: (await world.account('assiettes')).uri, step: step.uri, host: 'terre.example' };
    const theirs: Tally = { ...tally, electors: 0, turnout: 0, counts };
    assert.is(await refusalOf(receiveTally(instance, row, step, 'terre.example', theirs)), 'ballot.notOver');
    now.ms += 5 * day;
    const refused = async (from: string, said: Tally) => refusalOf(receiveTally(instance, row, step, from, said));
    assert.is(await refused('other.example', theirs), 'ballot.tally.stranger');
    assert.is(await refused('other.example', { ...theirs, host: 'other.example' }), 'ballot.tally.stranger');
    assert.is(await refused('terre.example', { ...theirs, step: 'https://x.example/1' }), 'ballot.tally.elsewhere');
    // More electors than members that the group knows of there.
    assert.is(
      await refused('terre.example', { ...theirs, electors: 10_000, turnout: 10_000 }),
      'ballot.tally.electors',
    );
    const one = Object.fromEntries(uris.map((uri) => [uri, { against: 1 }]));
    assert.is(await refused('terre.example', { ...theirs, counts: one }), 'ballot.tally.sum');
    assert.is(await refused('terre.example', { ...theirs, electors: -1 }), 'ballot.tally.shape');
    await receiveTally(instance, row, step, 'terre.example', theirs);
    await receiveTally(instance, row, step, 'terre.example', theirs);
    assert.is((await instance.db.select().from(tallies)).length, 1);
    const changed = Object.fromEntries(uris.map((uri) => [uri, { for: 0 }]));
    assert.is(await refused('terre.example', { ...theirs, counts: changed }), 'ballot.tally.replayed');
    const result = (await resultOf(instance, row, step))!;
    assert.equal([result.parts.length, result.sum.turnout, result.sum.electors], [2, 1, 3]);
  }));

test.run();
