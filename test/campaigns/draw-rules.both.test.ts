// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById, changeCampaign, settingsOf } from '../../src/campaigns/campaign.ts';
import { forgetInCampaigns } from '../../src/campaigns/forget-person.ts';
import { fingerprintOf } from '../../src/campaigns/steps/draw/fingerprint.ts';
import { holdDraw } from '../../src/campaigns/steps/draw/hold.ts';
import { type NewDraw, publishDraw } from '../../src/campaigns/steps/draw/publish.ts';
import { candidatesOf, drawById, findDraw, recordOf } from '../../src/campaigns/steps/draw/record.ts';
import { standDown, volunteer } from '../../src/campaigns/steps/draw/volunteer.ts';
import { communityById } from '../../src/communities/community.ts';
import { within, write } from '../../src/platform/write.ts';
import { forgetAttendances } from '../../src/posts/attend.ts';
import { gatheringOf } from '../../src/posts/gathering.ts';
import { refusalOf } from '../support/refusal.ts';
import { stepNow } from './scene.ts';

import { ask, day, hour, inScene, publish, wanted } from './visit-scene.ts';

test('what cannot be is refused before a list is published', () =>
  inScene(1, async (scene) => {
    const { world, now, session } = scene;
    const fault = async (more: Partial<NewDraw>) => refusalOf(publish(scene, more));
    assert.is(await fault({}), 'draw.nobody');
    for (const name of ['malik', 'solene']) await ask(scene, name);
    assert.equal(await fault({ places: 0, publicSource: ' ', publicAt: now.ms, title: '' }), {
      ...{ drawTitle: 'form.required', places: 'draw.placesFault', publicSource: 'form.required' },
      publicDay: 'draw.publicAtFault',
    });
    const quotas = [{ by: 'organisation' as const, value: 'terrefranche.example', places: 1 }];
    assert.equal(await fault({ quotas }), { 'quota-0': 'draw.quotaTooFew' });
    const alumni = [{ by: 'affiliation' as const, value: 'student', places: 3 }];
    assert.equal(await fault({ quotas: alumni }), { 'quota-0': 'draw.quotasOverPlaces' });
    assert.is((await gatheringOf(world.instance, session))!.answersUntil! > now.ms, true);
    const one = [{ by: 'affiliation' as const, value: 'student', places: 1 }];
    const id = await publish(scene, { places: 1, quotas: one });
    assert.equal(
      (await candidatesOf(world.instance, id)).map(({ affiliation }) => affiliation),
      ['student', 'staff'],
    );
  }));

test('who organises does not stand for the draw of the step, and a published list of volunteers is not left', () =>
  inScene(1, async ({ world, now, id }) => {
    const { instance } = world;
    const row = (await campaignById(instance, id))!;
    const step = await stepNow(instance, id, 'draw');
    const ines = await world.account('ines');
    const malik = await world.account('malik');
    const theo = await world.account('theo');
    assert.is(await refusalOf(volunteer(instance, malik, row, step)), 'campaign.stepComing');
    now.ms += 4 * day;
    assert.is(await refusalOf(volunteer(instance, ines, row, step)), 'draw.committee');
    for (const one of [malik, theo, malik, await world.account('nour')]) await volunteer(instance, one, row, step);
    await standDown(instance, theo.id, step.id);
    const draw = await publishDraw(instance, ines.id, row, step, null, wanted(now.ms, { places: 1 }));
    assert.is(await refusalOf(standDown(instance, malik.id, step.id)), 'draw.published');
    assert.is(await refusalOf(volunteer(instance, theo, row, step)), 'draw.published');
    assert.is((await candidatesOf(instance, draw)).length, 2);
  }));

test('an account that goes leaves a line without a name, and the draw still recomputes', () =>
  inScene(1, async (scene) => {
    const { world, now } = scene;
    const { instance } = world;
    const ines = await world.account('ines');
    for (const name of ['malik', 'solene', 'theo']) await ask(scene, name);
    const id = await publish(scene, { places: 1 });
    const theo = await world.account('theo');
    await write(instance, async (tx) => {
      await forgetAttendances(within(instance, tx), tx, theo.id);
      await forgetInCampaigns(within(instance, tx), tx, theo.id);
    });
    const gone = (await candidatesOf(instance, id))[2]!;
    assert.equal([gone.accountId, gone.salt], [null, '']);
    now.ms += 2 * hour;
    await holdDraw(instance, ines.id, id, '1');
    const record = await recordOf(instance, await drawById(instance, id));
    assert.is(fingerprintOf(record), record.fingerprint);
    assert.is((await gatheringOf(instance, scene.session))!.going, 1);
  }));

test('a stranger knows of a draw what they know of its campaign', () =>
  inScene(1, async (scene) => {
    const { world, id } = scene;
    const { instance } = world;
    await ask(scene, 'malik');
    const draw = await publish(scene, { places: 1 });
    assert.is((await findDraw(instance, null, draw)).draw.id, draw);
    const row = (await campaignById(instance, id))!;
    const settings = await settingsOf(instance, row, (await communityById(instance, id))!);
    await changeCampaign(instance, id, { ...settings, reach: 'organisation' });
    assert.is(await refusalOf(findDraw(instance, null, draw)), 'error.notFound');
  }));

test.run();
