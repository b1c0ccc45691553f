// deadline: 400 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { answerInvitation, inviteCarrier } from '../../src/campaigns/carry.ts';
import { goOn, lifeOf, nextState, owedIn } from '../../src/campaigns/life.ts';
import { answerRecall } from '../../src/campaigns/recall.ts';
import { stepsOf } from '../../src/campaigns/step.ts';
import { stepModules } from '../../src/campaigns/step-modules.ts';
import { contributions } from '../../src/campaigns/tables.ts';
import { tellChanges } from '../../src/campaigns/tell-changes.ts';
import { templates } from '../../src/campaigns/template.ts';
import { join } from '../../src/communities/membership.ts';
import { eq } from '../../src/platform/columns.ts';
import { posts } from '../../src/posts/tables.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { partnersUp, terms } from '../support/partners.ts';
import { conclude, day, type Players, play, prepare } from './play.ts';
import { campaign } from './scene.ts';

/** What was brought and what became of it, by addresses of posts. */
async function outcomes({ instance }: Home, campaignId: string) {
  const rows = await instance.db
    .select({ uri: posts.uri, kind: contributions.kind, state: contributions.state })
    .from(contributions)
    .innerJoin(posts, eq(posts.id, contributions.postId))
    .where(eq(contributions.campaignId, campaignId));
  return rows.map(({ uri, kind, state }) => `${uri} ${kind} ${state}`).sort();
}

async function remembered(fediverse: Fediverse, players: Players, guests: { home: Home; id: string }[]) {
  const { id, ines, now } = players;
  const host = fediverse.homes.valombre;
  const told = async () => {
    await fediverse.settled();
    await tellChanges(host.instance);
    await fediverse.settled();
  };
  const steps = await stepsOf(host.instance, id);
  const half = Math.floor(steps.length / 2);
  for (const step of steps.slice(0, half)) await play(players, step);
  await told();
  // One of those who carry it is down for the rest of the steps: the others go on.
  await fediverse.without('terrefranche', async () => {
    for (const step of steps.slice(half)) await play(players, step);
    await conclude(players);
    await told();
  });
  assert.is(await owedIn(host.instance, id), 0);
  for (const from of ['open', 'deciding', 'answered'] as const) await goOn(host.instance, ines, id, from);
  now.ms += 31 * day;
  await answerRecall(host.instance, ines, id, 30, { alive: true, words: 'Le verger est planté.', copies: 0 });
  await goOn(host.instance, ines, id, 'closed');
  // A server that was down is written to again, at the latest after some hours.
  now.ms += day;
  await told();
  assert.is((await campaignById(host.instance, id))!.state, 'remembered');
  assert.is(nextState('remembered'), null);
  assert.ok((await lifeOf(host.instance, id)).has('answered'));
  const theirs = await outcomes(host, id);
  for (const guest of guests) {
    assert.is((await campaignById(guest.home.instance, guest.id))!.state, 'remembered', guest.home.host);
    assert.equal(await outcomes(guest.home, guest.id), theirs, guest.home.host);
  }
  const figures = await Promise.all(steps.map((step) => stepModules[step.kind].figures(host.instance, step)));
  assert.ok(steps.length === 0 || figures.some((one) => Object.values(one).some((n) => n > 0)));
}

for (const name of [...templates.keys()].filter((one) => one !== 'blank'))
  test(`« ${name} » is played from draft to remembered over three organisations, one of them down meanwhile`, async () => {
    const now = { ms: Date.now() };
    const fediverse = await startFediverse(['valombre', 'terrefranche', 'morvan'], {}, { clock: () => now.ms });
    try {
      const { valombre: host, terrefranche: farm, morvan: shop } = fediverse.homes;
      for (const other of [farm, shop])
        await partnersUp(fediverse, host, other, terms(['people', 'communities', 'campaigns']));
      const [ines, malik, nour] = [
        (await host.account('ines')).id,
        (await host.account('malik')).id,
        (await host.account('nour')).id,
      ] as const;
      const id = await campaign(host.instance, ines, name);
      for (const one of [malik, nour]) await join(host.instance, one, id);
      const players: Players = { instance: host.instance, id, now, ...{ ines, malik, nour } };
      await prepare(players);
      await fediverse.settled();
      await tellChanges(host.instance);
      const guests: { home: Home; id: string }[] = [];
      for (const [home, who] of [
        [farm, 'aicha'],
        [shop, 'jeanne'],
      ] as const) {
        await inviteCarrier(host.instance, ines, id, home.host);
        await fediverse.settled();
        const there = (await home.account(`assiettes@${host.host}`)).id;
        const { id: accountId } = await home.account(who);
        await answerInvitation(home.instance, accountId, there, 'Accept');
        await join(home.instance, accountId, there);
        await fediverse.settled();
        guests.push({ home, id: there });
      }
      await remembered(fediverse, players, guests);
    } finally {
      await fediverse.stop();
    }
  });

test.run();
