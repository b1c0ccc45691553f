// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { contribute, contributionById } from '../../src/campaigns/contribution.ts';
import { sharedIn } from '../../src/campaigns/measures.ts';
import { agree, ask } from '../../src/campaigns/steps/exchange/agreement.ts';
import { offerViews } from '../../src/campaigns/steps/exchange/exchange-views.ts';
import { bringOffer, offerFrom, offerOf } from '../../src/campaigns/steps/exchange/offer.ts';
import { confirmReceipt } from '../../src/campaigns/steps/exchange/receipt.ts';
import { letsPledge } from '../../src/campaigns/steps/pledges/from-elsewhere.ts';
import { pledge, pledgeOf } from '../../src/campaigns/steps/pledges/pledge.ts';
import { meterOf } from '../../src/campaigns/steps/pledges/pledge-views.ts';
import { tell, verify } from '../../src/campaigns/steps/pledges/tell.ts';
import { tellChanges } from '../../src/campaigns/tell-changes.ts';
import { join } from '../../src/communities/membership.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { partnersUp, terms } from '../support/partners.ts';
import { campaign, stepNow } from './scene.ts';

const day = 86_400_000;

async function onTwo(
  template: string,
  work: (scene: { host: Home; farm: Home; id: string; there: string; told: () => Promise<void> }) => Promise<void>,
) {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  try {
    const { valombre: host, terrefranche: farm } = fediverse.homes;
    await partnersUp(fediverse, host, farm, terms(['people', 'communities', 'campaigns']));
    const id = await campaign(host.instance, (await host.account('ines')).id, template);
    const told = async () => {
      await fediverse.settled();
      await tellChanges(host.instance);
      await fediverse.settled();
    };
    await told();
    const there = await farm.find(`@assiettes@${host.host}`);
    await told();
    for (const name of ['aicha', 'gerard']) await join(farm.instance, (await farm.account(name)).id, there);
    await told();
    await work({ host, farm, id, there, told });
  } finally {
    await fediverse.stop();
  }
}

const across = async (from: Home, to: Home, postId: string) =>
  (await postByUri(to.instance, (await postById(from.instance, postId))!.uri))!.id;

test('an offer from a partner’s server stands at the host with its unit and amount, and comes back with whom it was found', () =>
  onTwo('sharing-day', async ({ host, farm, id, there, told }) => {
    const gerard = await farm.account('gerard');
    const row = (await campaignById(farm.instance, there))!;
    const offered = await bringOffer(farm.instance, gerard, row, await stepNow(farm.instance, there, 'exchange'), {
      ...{ purpose: 'offer', title: 'Un coin de pré', text: '', what: 'places', amount: 2, place: 'Le pré du bas' },
      ...{ expiresAt: Date.now() + 5 * day, language: 'fr' },
    });
    await told();
    const here = await across(farm, host, offered);
    const kept = await contributionById(host.instance, here);
    const { what, unit, amount, place, foundWith } = offerOf(kept);
    assert.equal([kept.kind, what, unit, amount, place, foundWith], ['offer', 'places', 'one', 2, 'Le pré du bas', []]);

    const malik = { accountId: (await host.account('malik')).id, local: true };
    const owner = { accountId: kept.authorId, local: false };
    const asked = { amount: 1, note: '', startsAt: null, endsAt: null };
    const agreement = await ask(host.instance, malik, here, asked, 'https://terre-franche.example/ap/agreements/1');
    await agree(host.instance, owner, agreement);
    for (const one of [malik, owner]) await confirmReceipt(host.instance, one, agreement);
    const [line] = await sharedIn(host.instance, id);
    assert.equal([line!.giver.host, line!.receiver.host, line!.amount], [farm.host, '', 1]);
    await told();
    const { foundWith: names, found, left } = offerOf(await contributionById(farm.instance, offered));
    assert.equal([names, found, left], [['Université de Valombre'], 1, 1]);
    const [seen] = await offerViews(farm.instance, null, await stepNow(farm.instance, there, 'exchange'));
    assert.equal([seen!.left, seen!.agreements], [1, []]);
  }));

test('a pledge, how it went and who verified it are told from server to server and counted where the campaign is', () =>
  onTwo('common-commitments', async ({ host, farm, id, there, told }) => {
    for (const { instance } of [host, farm]) instance.clock = () => Date.now() + 8 * day;
    const gerard = await farm.account('gerard');
    const row = (await campaignById(farm.instance, there))!;
    const viewer = { accountId: gerard.id, local: true };
    const said = await pledge(farm.instance, viewer, row, await stepNow(farm.instance, there, 'pledges'), {
      ...{ title: 'J’ouvre la ferme aux classes', text: '', unit: 'hour', amount: 12, threshold: 0, name: 'own' },
      ...{ until: Date.now() + 30 * day, language: 'fr' },
    });
    await told();
    const step = await stepNow(host.instance, id, 'pledges');
    assert.equal((await meterOf(host.instance, step)).promised, [{ unit: 'hour', amount: 12 }]);
    await tell(farm.instance, viewer, said, {
      ...{ outcome: 'partly', done: 4, text: 'Deux classes sont venues.', words: 'C’est fait en partie.' },
      ...{ language: 'fr', proofs: [{ title: 'Photo', url: 'https://ferme.example/photo' }], mediaIds: [] },
    });
    await told();
    const here = await across(farm, host, said);
    const { told: outcome, done, level } = pledgeOf(await contributionById(host.instance, here));
    assert.equal([outcome, done, level], ['partly', 4, 'evidenced']);
    await verify(host.instance, await host.account('malik'), here, { words: 'J’ai vu.', language: 'fr' });
    await told();
    assert.is(pledgeOf(await contributionById(farm.instance, said)).level, 'verified');
    assert.equal((await meterOf(host.instance, step)).told, { declared: 0, evidenced: 0, verified: 1 });
  }));

test('a colleague of the same server verifies nothing, whatever that server says', () =>
  onTwo('common-commitments', async ({ host, farm, there, told }) => {
    for (const { instance } of [host, farm]) instance.clock = () => Date.now() + 8 * day;
    const [gerard, aicha] = [await farm.account('gerard'), await farm.account('aicha')];
    const row = (await campaignById(farm.instance, there))!;
    const step = await stepNow(farm.instance, there, 'pledges');
    const viewer = { accountId: gerard.id, local: true };
    const said = await pledge(farm.instance, viewer, row, step, {
      ...{ title: 'Je plante une haie', text: '', unit: 'one', amount: 1, threshold: 0, name: 'own' },
      ...{ until: Date.now() + 30 * day, language: 'fr' },
    });
    const told1 = {
      outcome: 'kept' as const,
      done: Number.NaN,
      text: 'Plantée.',
      words: 'C’est tenu.',
      language: 'fr',
    };
    await tell(farm.instance, viewer, said, { ...told1, proofs: [], mediaIds: [] });
    await told();
    // A server that lies for its people: a colleague’s finding, as it would send it.
    await contribute(farm.instance, aicha, row, step, {
      ...{ kind: 'finding', title: 'J’ai vu', text: '', language: 'fr', aboutId: said },
      facts: { verdict: 'confirmed' },
    });
    await told();
    const here = await across(farm, host, said);
    assert.is(pledgeOf(await contributionById(host.instance, here)).level, 'declared');
  }));

test('facts that no offer and no pledge has are not let in', () => {
  const fine = { what: 'hours', amount: 2, expiresAt: 1_800_000_000_000, place: 'x'.repeat(500), foundWith: ['Nous'] };
  assert.equal(offerFrom('offer', fine)!.foundWith, []);
  assert.is(offerFrom('offer', fine)!.place.length, 120);
  for (const wrong of [{ amount: -1 }, { amount: '2' }, { amount: 1e12 }, { what: 'gold' }, { expiresAt: 'soon' }])
    assert.is(offerFrom('offer', { ...fine, ...wrong }), null);
  assert.is(offerFrom('pledge', fine), null);
  const promise = {
    unit: 'hour',
    amount: 2,
    until: 1_800_000_000_000,
    threshold: -5,
    name: 'initials',
    level: 'verified',
  };
  assert.equal(letsPledge('pledge', promise, false), {
    ...{ purpose: 'offer', unit: 'hour', amount: 2, until: 1_800_000_000_000, threshold: 0, name: 'own' },
  });
  for (const wrong of [{ amount: Number.NaN }, { unit: 'parsec' }, { until: null }])
    assert.is(letsPledge('pledge', { ...promise, ...wrong }, false), null);
  assert.is(letsPledge('finding', { verdict: 'refuted' }, true), null);
  assert.equal(
    letsPledge('finding', { told: 'kept', done: 'x', proofs: [{ title: 'x', url: 'javascript:1' }] }, true),
    {
      ...{ told: 'kept', done: 0, proofs: [] },
    },
  );
});

test.run();
