// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { campaignById, findCampaign } from '../../src/campaigns/campaign.ts';
import { carriersOf } from '../../src/campaigns/carriers.ts';
import { answerInvitation, carrierOf, endCarrier, inviteCarrier, ourselves } from '../../src/campaigns/carry.ts';
import { contribute, contributionById } from '../../src/campaigns/contribution.ts';
import { contributionsOf } from '../../src/campaigns/contribution-views.ts';
import { addFinding, answerQuestion } from '../../src/campaigns/steps/questions/answer.ts';
import { tellChanges } from '../../src/campaigns/tell-changes.ts';
import { join } from '../../src/communities/membership.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import type { Fediverse, Home } from '../support/fediverse.ts';
import { startFediverse } from '../support/fediverse.ts';
import { partnersUp, terms } from '../support/partners.ts';
import { refusalOf } from '../support/refusal.ts';
import { campaign, stepNow } from './scene.ts';

interface Scene {
  fediverse: Fediverse;
  host: Home;
  farm: Home;
  /** The campaign's id at its host. */
  id: string;
  /** Until all is quiet, what changed in campaigns told. */
  told: () => Promise<void>;
}

async function onTwo(work: (scene: Scene) => Promise<void>, template = 'come-and-verify') {
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
    await work({ fediverse, host, farm, id, told });
  } finally {
    await fediverse.stop();
  }
}

/** The campaign as the farm knows it, its group looked up by its handle. */
async function elsewhere({ host, farm, told }: Scene): Promise<string> {
  const id = await farm.find(`@assiettes@${host.host}`);
  await told();
  return id;
}

test('another server shows a campaign natively: its steps, promise, carriers, and what became of each question', () =>
  onTwo(async (scene) => {
    const { host, farm, id, told } = scene;
    const there = await elsewhere(scene);
    const aicha = await farm.account('aicha');
    await join(farm.instance, aicha.id, there);
    await told();
    const { campaign: shown } = await findCampaign(farm.instance, null, `assiettes@${host.host}`);
    assert.equal([shown.state, shown.answerDays, shown.local], ['open', 5, false]);
    assert.is((await stepNow(farm.instance, there)).title, 'Questions');

    const step = await stepNow(farm.instance, there, 'questions');
    const asked = await contribute(farm.instance, aicha, shown, step, {
      ...{ kind: 'question', title: 'Que deviennent les plateaux ?', text: '', language: 'fr' },
    });
    await told();
    const uri = (await postById(farm.instance, asked))!.uri;
    const atHost = (await postByUri(host.instance, uri))!.id;
    assert.is((await contributionById(host.instance, atHost)).kind, 'question');
    assert.ok((await contributionById(host.instance, atHost)).dueAt);

    const ines = { accountId: (await host.account('ines')).id, local: true as const };
    const proofs = [{ title: 'Relevé', url: 'https://valombre.example/releve' }];
    await answerQuestion(host.instance, ines, atHost, {
      text: 'Ils sont donnés.',
      language: 'fr',
      mediaIds: [],
      proofs,
    });
    await told();
    const [seen] = await contributionsOf(farm.instance, null, { stepId: step.id, kinds: ['question'], sort: 'new' });
    assert.is(seen!.state, 'answered');
    assert.match(seen!.answer!.html, /donnés/);
    assert.equal(
      seen!.answer!.evidence.map(({ title }) => title),
      ['Relevé'],
    );

    // Who went to see says so from home: the host counts it.
    const gerard = await farm.account('gerard');
    await join(farm.instance, gerard.id, there);
    await told();
    const found = { verdict: 'confirmed' as const, words: 'J’ai vu, c’est exact.', language: 'fr' };
    await addFinding(farm.instance, gerard, await contributionById(farm.instance, asked), found);
    await told();
    const questions = await stepNow(host.instance, id, 'questions');
    const [counted] = await contributionsOf(host.instance, null, {
      stepId: questions.id,
      kinds: ['question'],
      sort: 'new',
    });
    assert.equal(counted!.findings, { confirmed: 1, refuted: 0, unsure: 0 });
  }));

test('a partner is asked to carry a campaign, says yes, and goes; who is no partner is not asked', () =>
  onTwo(async (scene) => {
    const { host, farm, id, told } = scene;
    const ines = (await host.account('ines')).id;
    assert.is(await refusalOf(inviteCarrier(host.instance, ines, id, 'inconnu.example')), 'campaign.noPartner');
    await inviteCarrier(host.instance, ines, id, farm.host);
    await inviteCarrier(host.instance, ines, id, farm.host);
    await told();
    const there = (await farm.account(`assiettes@${host.host}`)).id;
    assert.is((await carrierOf(farm.instance, there, ourselves))!.state, 'invited');
    const aicha = (await farm.account('aicha')).id;
    await answerInvitation(farm.instance, aicha, there, 'Accept');
    await join(farm.instance, aicha, there);
    await told();
    assert.is((await carrierOf(host.instance, id, farm.host))!.state, 'active');
    const names = (await carriersOf(host.instance, [{ id, host: '' }])).get(id)!.map(({ state }) => state);
    assert.equal(names, ['opener', 'active']);
    assert.is(await refusalOf(answerInvitation(farm.instance, aicha, there, 'Accept')), 'campaign.nothingToAnswer');

    await answerInvitation(farm.instance, aicha, there, 'Leave');
    await told();
    assert.is((await carrierOf(host.instance, id, farm.host))!.state, 'withdrawn');
    // Asked again it may come back; what the host ends is ended on both sides.
    await inviteCarrier(host.instance, ines, id, farm.host);
    await told();
    await answerInvitation(farm.instance, aicha, there, 'Accept');
    await told();
    await endCarrier(host.instance, ines, id, farm.host);
    await told();
    assert.is((await carrierOf(farm.instance, there, ourselves))!.state, 'withdrawn');
    assert.is((await campaignById(farm.instance, there))!.state, 'open');
  }));

test.run();
