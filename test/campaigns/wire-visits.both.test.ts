// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { organisationOf } from '../../src/accounts/organisation.ts';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { holdDraw } from '../../src/campaigns/steps/draw/hold.ts';
import { publishDraw } from '../../src/campaigns/steps/draw/publish.ts';
import { drawById, recordOf } from '../../src/campaigns/steps/draw/record.ts';
import { askPlace, sessionsOf, withdrawFrom } from '../../src/campaigns/steps/visits/session.ts';
import { tellChanges } from '../../src/campaigns/tell-changes.ts';
import { join } from '../../src/communities/membership.ts';
import { isProved } from '../../src/federation/accept-activity.ts';
import type { Json } from '../../src/federation/json.ts';
import { attend, attendanceOf } from '../../src/posts/attend.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { get } from '../support/document.ts';
import { startFediverse } from '../support/fediverse.ts';
import { checked } from './checked-draw.ts';
import { visitSession } from './draw-scene.ts';
import { campaign, stepNow } from './scene.ts';

const hour = 3_600_000;

test('somebody of another server asks for a place there, is drawn here, and gives it back; the record is signed', async () => {
  let ahead = 0;
  const fediverse = await startFediverse(['valombre', 'terrefranche'], {}, { clock: () => Date.now() + ahead });
  try {
    const { valombre: host, terrefranche: farm } = fediverse.homes;
    const ines = await host.account('ines');
    const id = await campaign(host.instance, ines.id, 'come-and-verify');
    const there = await farm.find(`@assiettes@${host.host}`);
    const [aicha, gerard] = [await farm.account('aicha'), await farm.account('gerard')];
    await join(farm.instance, aicha.id, there);
    const told = async () => {
      await fediverse.settled();
      await tellChanges(host.instance);
      await fediverse.settled();
    };
    await told();
    const session = await visitSession(host.instance, id, ines.id, 1);
    await told();
    const { uri } = (await postById(host.instance, session))!;
    const copy = (await postByUri(farm.instance, uri))!;
    // The session stands in the step of the copy of the campaign.
    const step = await stepNow(farm.instance, there, 'visits');
    assert.equal(
      (await sessionsOf(farm.instance, step.id)).map((post) => post.id),
      [copy.id],
    );

    const known = (await campaignById(farm.instance, there))!;
    await askPlace(farm.instance, { accountId: aicha.id, local: true }, known, copy.id);
    // Who is no member of the campaign is told no.
    await attend(farm.instance, { accountId: gerard.id, local: true }, copy.id);
    await fediverse.settled();
    const stands = async (accountId: string) => (await attendanceOf(farm.instance, copy.id, accountId))?.state;
    assert.is(await stands(aicha.id), 'asked');
    assert.is(await stands(gerard.id), 'refused');
    const atHost = await host.find(`@aicha@${farm.host}`);
    assert.is((await attendanceOf(host.instance, session, atHost))?.state, 'asked');

    await attend(host.instance, { accountId: ines.id, local: true }, session);
    const own = (await campaignById(host.instance, id))!;
    const draw = await publishDraw(host.instance, ines.id, own, await stepNow(host.instance, id, 'visits'), session, {
      ...{ title: 'Visite', places: 1, commitments: [], publicSource: 'Loto', publicAt: Date.now() + hour },
      quotas: [{ by: 'organisation', value: farm.host, places: 1 }],
    });
    ahead = 2 * hour;
    await holdDraw(host.instance, ines.id, draw, '1 2 3 4 5');
    await told();
    assert.is(await stands(aicha.id), 'going');

    const { json } = await get(host, `/ap/draws/${draw}`);
    const signed = json as Json;
    const ours = (await organisationOf(host.instance))!;
    assert.is(signed.attributedTo, `${host.origin}/ap/accounts/${ours.accountId}`);
    const by = { actor: signed.attributedTo as string };
    assert.ok(await isProved(farm.instance, { ...by, activity: signed }));
    const touched = { ...signed, content: String(signed.content).replace('"places":1', '"places":2') };
    assert.not.ok(await isProved(farm.instance, { ...by, activity: touched }));
    const record = JSON.parse(String(signed.content));
    assert.equal(record, await recordOf(host.instance, await drawById(host.instance, draw)));
    assert.ok((await checked(record)).right);
    assert.equal((await get(host, `/ap/draws/${draw}`)).json, signed, 'the same bytes each time');

    await withdrawFrom(farm.instance, { accountId: aicha.id, local: true }, copy.id);
    await fediverse.settled();
    assert.is((await attendanceOf(host.instance, session, ines.id))?.state, 'going');
  } finally {
    await fediverse.stop();
  }
});

test.run();
