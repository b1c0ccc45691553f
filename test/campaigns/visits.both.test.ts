// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById, changeCampaign, settingsOf } from '../../src/campaigns/campaign.ts';
import { drawCandidates, drawSeeds } from '../../src/campaigns/draw-tables.ts';
import { abandon, goOn } from '../../src/campaigns/life.ts';
import { commitmentOf, tokenOf } from '../../src/campaigns/steps/draw/fingerprint.ts';
import { holdDraw, patienceMs, revealSeed } from '../../src/campaigns/steps/draw/hold.ts';
import { candidatesOf, drawById, recordOf, seedsOf } from '../../src/campaigns/steps/draw/record.ts';
import { arrivalsOf, checkIn, codeOf, undoCheckIn } from '../../src/campaigns/steps/visits/arrivals.ts';
import { askPlace, confirmAll, withdrawFrom } from '../../src/campaigns/steps/visits/session.ts';
import { communityById } from '../../src/communities/community.ts';
import { and, eq } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
import { attendanceOf, attendeesOf } from '../../src/posts/attend.ts';
import { changeGathering } from '../../src/posts/change-gathering.ts';
import { gatheringOf } from '../../src/posts/gathering.ts';
import { refusalOf } from '../support/refusal.ts';

import { ask, day, hour, inScene, publish, stands, viewer } from './visit-scene.ts';

test('a place is asked once, drawn in the open, and goes to the next when it is given back', () =>
  inScene(2, async (scene) => {
    const { world, now, session } = scene;
    const { instance } = world;
    const ines = await viewer(world, 'ines');
    for (const name of ['malik', 'solene', 'theo', 'nour']) assert.is(await ask(scene, name), 'asked');
    assert.is(await ask(scene, 'malik'), 'asked');
    assert.equal((await gatheringOf(instance, session))!.going, 0);
    assert.is(await refusalOf(confirmAll(instance, ines.accountId, session)), 'gathering.isFull');
    const id = await publish(scene);
    assert.equal((await candidatesOf(instance, id)).length, 4);
    // The list is closed by its publication.
    assert.is(await refusalOf(ask(scene, 'ines')), 'gathering.isClosed');
    assert.is(await refusalOf(holdDraw(instance, ines.accountId, id, '1 2 3')), 'draw.tooEarly');
    assert.is((await recordOf(instance, await drawById(instance, id))).seeds[0]!.seed, null);
    now.ms += 2 * hour;
    assert.equal(await refusalOf(holdDraw(instance, ines.accountId, id, ' - ')), { publicValue: 'form.required' });
    await holdDraw(instance, ines.accountId, id, '12 3 45 7 8');
    const record = await recordOf(instance, await drawById(instance, id));
    assert.is(record.drawn!.length, 2);
    const names = new Map<number, string>();
    for (const name of ['malik', 'solene', 'theo', 'nour']) {
      const account = await world.account(name);
      const line = (await candidatesOf(instance, id)).find((one) => one.accountId === account.id)!;
      assert.is(line.token, tokenOf(line.salt, account.uri));
      names.set(line.n, name);
    }
    for (const n of record.drawn!) assert.is(await stands(scene, names.get(n)!), 'going');
    for (const n of record.reserves!) assert.is(await stands(scene, names.get(n)!), 'waiting');
    const { going, waiting } = (await gatheringOf(instance, session))!;
    assert.equal([going, waiting], [2, 2]);
    // Whoever gives a place back gives it to the first of the waiting list, in the order drawn.
    await withdrawFrom(instance, await viewer(world, names.get(record.drawn![0]!)!), session);
    assert.is(await stands(scene, names.get(record.reserves![0]!)!), 'going');
    assert.is(await stands(scene, names.get(record.reserves![1]!)!), 'waiting');
  }));

test('a draw is made once, and no second list is published for it', () =>
  inScene(1, async (scene) => {
    const { world, now } = scene;
    const ines = await world.account('ines');
    for (const name of ['malik', 'solene']) await ask(scene, name);
    const id = await publish(scene, { places: 1 });
    now.ms += 2 * hour;
    const both = await Promise.all(
      ['1 2 3', '4 5 6'].map((value) => refusalOf(holdDraw(world.instance, ines.id, id, value)).catch(() => null)),
    );
    assert.is(both.filter((refusal) => refusal === 'draw.drawn').length, 1);
    assert.is(await refusalOf(holdDraw(world.instance, ines.id, id, '7 8 9')), 'draw.drawn');
    assert.is(await refusalOf(publish(scene)), 'draw.published');
  }));

test('a list that was changed after its publication is not drawn from', () =>
  inScene(1, async (scene) => {
    const { world, now } = scene;
    const { instance } = world;
    const ines = await world.account('ines');
    for (const name of ['malik', 'solene', 'theo']) await ask(scene, name);
    const id = await publish(scene, { places: 1 });
    now.ms += 2 * hour;
    await write(instance, (tx) =>
      tx.delete(drawCandidates).where(and(eq(drawCandidates.drawId, id), eq(drawCandidates.n, 3))),
    );
    assert.is(await refusalOf(holdDraw(instance, ines.id, id, '1')), 'draw.listChanged');
    assert.is((await drawById(instance, id)).drawnAt, null);
  }));

test('a seed that is not the one whose hash was published is refused, ours as well as another’s', () =>
  inScene(1, async (scene) => {
    const { world, now } = scene;
    const { instance } = world;
    const ines = await world.account('ines');
    for (const name of ['malik', 'solene']) await ask(scene, name);
    const theirs = 'c0ffee'.repeat(8);
    const commitments = [{ name: 'Terre Franche', commitment: commitmentOf(theirs) }];
    const wrong = [{ name: 'Terre Franche', commitment: 'abc' }];
    assert.equal(await refusalOf(publish(scene, { commitments: wrong })), { 'commitment-0': 'draw.commitmentFault' });
    const id = await publish(scene, { places: 1, commitments });
    const row = (await seedsOf(instance, id)).find(({ own }) => !own)!;
    assert.equal(await refusalOf(revealSeed(instance, id, row.id, 'dead'.repeat(8))), {
      [`seed-${row.id}`]: 'draw.seedMismatch',
    });
    now.ms += 2 * hour;
    assert.is(await refusalOf(holdDraw(instance, ines.id, id, '1')), 'draw.seedsMissing');
    // Our own seed is revealed by nobody's hand.
    const own = (await seedsOf(instance, id)).find((one) => one.own)!;
    assert.is(await refusalOf(revealSeed(instance, id, own.id, own.seed!)), 'error.notFound');
    await revealSeed(instance, id, row.id, theirs.toUpperCase());
    await write(instance, (tx) =>
      tx
        .update(drawSeeds)
        .set({ seed: 'ee'.repeat(32) })
        .where(eq(drawSeeds.id, own.id)),
    );
    assert.is(await refusalOf(holdDraw(instance, ines.id, id, '1')), 'draw.seedMismatch');
    await write(instance, (tx) => tx.update(drawSeeds).set({ seed: own.seed }).where(eq(drawSeeds.id, own.id)));
    await holdDraw(instance, ines.id, id, '1');
    assert.is(await refusalOf(revealSeed(instance, id, row.id, theirs)), 'draw.drawn');
    const record = await recordOf(instance, await drawById(instance, id));
    assert.is(record.entropy, `${own.seed!.toUpperCase()}./${theirs.toUpperCase()}./1./`);
  }));

test('a carrier that never reveals its seed holds the draw up for a day and no longer', () =>
  inScene(1, async (scene) => {
    const { world, now } = scene;
    const { instance } = world;
    const ines = await world.account('ines');
    for (const name of ['malik', 'solene']) await ask(scene, name);
    const commitments = [{ name: 'Terre Franche', commitment: commitmentOf('ab'.repeat(20)) }];
    const id = await publish(scene, { places: 1, commitments });
    now.ms += hour + patienceMs - 1;
    assert.is(await refusalOf(holdDraw(instance, ines.id, id, '1')), 'draw.seedsMissing');
    now.ms += 1;
    await holdDraw(instance, ines.id, id, '1');
    assert.match((await recordOf(instance, await drawById(instance, id))).entropy!, /\.\/\/1\.\/$/);
  }));

test('when organisers take places away after the list was published, the first drawn wait before all others', () =>
  inScene(2, async (scene) => {
    const { world, now, session } = scene;
    const { instance } = world;
    const ines = await world.account('ines');
    for (const name of ['malik', 'solene', 'theo']) await ask(scene, name);
    const id = await publish(scene);
    const { startsAt, endsAt, zone, place, address, link, access } = (await gatheringOf(instance, session))!;
    const event = { startsAt, endsAt, zone, place, address, link, access, waitingList: true, answersUntil: null };
    const words = { title: 'Cuisine centrale', text: 'On voit tout.', language: 'fr' };
    await changeGathering(instance, ines.id, session, words, { ...event, capacity: 1 });
    // The list is published: nothing opens the requests again.
    assert.is(await refusalOf(ask(scene, 'nour')), 'gathering.isClosed');
    now.ms += 2 * hour;
    await holdDraw(instance, ines.id, id, '5');
    const { drawn } = await recordOf(instance, await drawById(instance, id));
    const people = new Map((await candidatesOf(instance, id)).map(({ n, accountId }) => [n, accountId!]));
    const [first, second] = drawn!.map((n) => people.get(n)!);
    assert.is((await attendanceOf(instance, session, first!))!.state, 'going');
    const waiting = await attendeesOf(instance, session, ['waiting']);
    assert.is(waiting[0]!.accountId, second);
  }));

test('nobody asks before the opening, after the closing, in an abandoned campaign, or without being admitted', () =>
  inScene(1, async (scene) => {
    const { world, now, id } = scene;
    const { instance } = world;
    const ines = await world.account('ines');
    const row = (await campaignById(instance, id))!;
    const settings = await settingsOf(instance, row, (await communityById(instance, id))!);
    await changeCampaign(instance, id, { ...settings, admission: 'request' });
    assert.is(await refusalOf(ask(scene, 'malik')), 'campaign.notAdmitted');
    assert.is(await stands(scene, 'malik'), undefined);
    const malik = await viewer(world, 'malik');
    assert.is(await refusalOf(askPlace(instance, malik, row, 'no-session')), 'error.notFound');
    await changeCampaign(instance, id, settings);
    now.ms += 11 * day;
    assert.is(await refusalOf(ask(scene, 'solene')), 'gathering.isClosed');
    now.ms += 20 * day;
    assert.is(await refusalOf(ask(scene, 'solene')), 'campaign.stepOver');
    await goOn(instance, ines.id, id, 'open');
    assert.is(await refusalOf(ask(scene, 'solene')), 'campaign.notOpen');
    await abandon(instance, ines.id, id, 'La cuisine a fermé.');
    assert.is(await refusalOf(ask(scene, 'solene')), 'campaign.abandonedNow');
  }));

test('who comes is noted by name or by a code that only this session knows', () =>
  inScene(3, async (scene) => {
    const { world, session } = scene;
    const { instance } = world;
    const ines = await world.account('ines');
    const malik = await world.account('malik');
    const solene = await world.account('solene');
    for (const name of ['malik', 'solene']) await ask(scene, name);
    const code = codeOf(instance, session, malik.id);
    assert.match(code, /^[2-9A-Z]{6}$/);
    assert.not.equal(code, codeOf(instance, 'another', malik.id));
    // A request is no place yet.
    assert.equal(await refusalOf(checkIn(instance, ines.id, session, { code })), { code: 'visit.noSuchCode' });
    await confirmAll(instance, ines.id, session);
    assert.is(await stands(scene, 'malik'), 'going');
    assert.is(await refusalOf(checkIn(instance, malik.id, session, { code })), 'campaign.facilitatorsOnly');
    await checkIn(instance, ines.id, session, { code: ` ${code.toLowerCase()} ` });
    await checkIn(instance, ines.id, session, { accountId: solene.id });
    await checkIn(instance, ines.id, session, { accountId: solene.id });
    assert.equal([...(await arrivalsOf(instance, session)).keys()].sort(), [malik.id, solene.id].sort());
    await undoCheckIn(instance, ines.id, session, solene.id);
    assert.equal([...(await arrivalsOf(instance, session)).keys()], [malik.id]);
    const nour = await world.account('nour');
    assert.equal(await refusalOf(checkIn(instance, ines.id, session, { accountId: nour.id })), {
      code: 'visit.noSuchCode',
    });
  }));

test.run();
