// deadline: 240 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountById } from '../../src/accounts/account.ts';
import { organisationOf } from '../../src/accounts/organisation.ts';
import { accounts } from '../../src/accounts/tables.ts';
import { campaignById } from '../../src/campaigns/campaign.ts';
import { contributionById } from '../../src/campaigns/contribution.ts';
import { forgetInCampaigns } from '../../src/campaigns/forget-person.ts';
import { goOn } from '../../src/campaigns/life.ts';
import { stepModules } from '../../src/campaigns/step-modules.ts';
import {
  pledge,
  pledgeOf,
  type SaidPledge,
  setPledges,
  withdrawPledge,
} from '../../src/campaigns/steps/pledges/pledge.ts';
import { meterOf, pledgeViews } from '../../src/campaigns/steps/pledges/pledge-views.ts';
import { standingOf } from '../../src/campaigns/steps/pledges/standing.ts';
import { type Told, tell, verify } from '../../src/campaigns/steps/pledges/tell.ts';
import { eq } from '../../src/platform/columns.ts';
import { within, write } from '../../src/platform/write.ts';
import { postById } from '../../src/posts/post.ts';
import { refusalOf } from '../support/refusal.ts';
import { startWorld, type World } from '../support/world.ts';
import { campaign, stepNow } from './scene.ts';

const day = 86_400_000;
const model = 'Je mange végétarien au moins un midi par semaine.';

interface Scene {
  world: World;
  id: string;
  now: { ms: number };
  viewer: (name: string) => Promise<{ accountId: string; local: true }>;
  commit: (name: string, said?: Partial<SaidPledge>) => Promise<string>;
  step: () => ReturnType<typeof stepNow>;
}

async function inCoalition(work: (scene: Scene) => Promise<void>) {
  const now = { ms: Date.parse('2027-03-01T09:00:00Z') };
  const world = await startWorld({}, { clock: () => now.ms });
  try {
    const { instance } = world;
    const id = await campaign(instance, (await world.account('ines')).id, 'common-commitments');
    now.ms += 8 * day;
    const step = () => stepNow(instance, id, 'pledges');
    const viewer = async (name: string) => ({ accountId: (await world.account(name)).id, local: true as const });
    await work({
      ...{ world, id, now, viewer, step },
      commit: async (name, said = {}) =>
        pledge(instance, await viewer(name), (await campaignById(instance, id))!, await step(), {
          ...{ title: 'Je viens à vélo', text: '', unit: 'kilometre', amount: 120, until: now.ms + 30 * day },
          ...{ threshold: 0, name: 'own', language: 'fr', ...said },
        }),
    });
  } finally {
    await world.stop();
  }
}

const told: Told = {
  ...{ outcome: 'kept', done: Number.NaN, text: 'Tout le mois, même sous la pluie.', words: 'C’est tenu.' },
  ...{ language: 'fr', proofs: [], mediaIds: [] },
};
const proved: Told = { ...told, proofs: [{ title: 'Compteur', url: 'https://velo.example/compteur' }] };

/** Somebody of another server who is known here. */
async function stranger({ instance }: World, host: string) {
  const nour = (await accountById(instance, (await organisationOf(instance))!.accountId))!;
  const id = instance.ids();
  const uri = `https://${host}/ap/accounts/${id}`;
  await write(instance, (tx) =>
    tx.insert(accounts).values({
      ...nour,
      id,
      uri,
      kind: 'person',
      name: 'aicha',
      nameKey: `aicha-${host}`,
      host,
      displayName: 'Aïcha Diallo',
    }),
  );
  return (await accountById(instance, id))!;
}

test('a pledge is declared, evidenced with proof, and these are counted apart', () =>
  inCoalition(async ({ world: { instance }, viewer, commit, step }) => {
    const [malik, nour] = [await viewer('malik'), await viewer('nour')];
    const [first, second, third] = [await commit('malik'), await commit('nour'), await commit('theo')];
    assert.is(await refusalOf(tell(instance, nour, first, told)), 'error.notFound', 'somebody else’s');
    assert.equal(await refusalOf(tell(instance, malik, first, { ...told, text: ' ' })), { text: 'form.required' });
    const bad = { ...told, proofs: [{ title: 'x', url: 'javascript:alert(1)' }] };
    assert.equal(await refusalOf(tell(instance, malik, first, bad)), { proof: 'campaign.proofAddress' });
    await tell(instance, malik, first, told);
    const answer = await tell(instance, nour, second, proved);
    assert.is((await postById(instance, answer))!.inReplyToId, second);
    for (const done of [-1, 0, 121, Number.NaN])
      assert.equal(await refusalOf(tell(instance, await viewer('theo'), third, { ...told, outcome: 'partly', done })), {
        done: 'pledge.doneFault',
      });
    await tell(instance, await viewer('theo'), third, { ...told, outcome: 'partly', done: 30 });
    assert.is((await contributionById(instance, third)).progress, 25);
    const meter = await meterOf(instance, await step());
    assert.equal(meter.told, { declared: 2, evidenced: 1, verified: 0 });
    assert.equal(meter.promised, [{ unit: 'kilometre', amount: 360 }]);
    const figures = await stepModules.pledges!.figures(instance, await step());
    assert.equal([figures.pledges, figures.declared, figures.evidenced, figures.verified], [3, 2, 1, 0]);
    // Told again, it is the later word that counts, once.
    await tell(instance, malik, first, proved);
    assert.equal((await meterOf(instance, await step())).told, { declared: 1, evidenced: 2, verified: 0 });
  }));

test('verified is what somebody of another organisation has seen: neither oneself nor one’s own', () =>
  inCoalition(async ({ world, viewer, commit, step }) => {
    const { instance } = world;
    const malik = await viewer('malik');
    const id = await commit('malik');
    const said = { words: 'J’ai vu, c’est exact.', language: 'fr' };
    const far = await stranger(world, 'terre-franche.example');
    const check = (name: string) => world.account(name).then((one) => verify(instance, one, id, said));
    assert.is(await refusalOf(verify(instance, far, id, said)), 'pledge.nothingTold');
    await tell(instance, malik, id, { ...told, outcome: 'notYet' });
    assert.is(await refusalOf(verify(instance, far, id, said)), 'pledge.nothingTold');
    await tell(instance, malik, id, told);
    assert.is(await refusalOf(check('malik')), 'pledge.verifyElsewhere');
    assert.is(await refusalOf(check('nour')), 'pledge.verifyElsewhere');
    assert.is(pledgeOf(await contributionById(instance, id)).level, 'declared');

    // The other way round: ours verify what somebody elsewhere has done.
    await write(instance, (tx) =>
      tx.update(accounts).set({ host: 'elsewhere.example' }).where(eq(accounts.id, malik.accountId)),
    );
    await check('nour');
    assert.is(pledgeOf(await contributionById(instance, id)).level, 'verified');
    assert.is(await refusalOf(check('theo')), 'pledge.verifiedAlready');
    assert.equal((await meterOf(instance, await step())).told, { declared: 0, evidenced: 0, verified: 1 });
  }));

test('« if two others do » holds once two others do, and chains of conditions settle', () =>
  inCoalition(async ({ world: { instance }, viewer, commit, step }) => {
    await commit('malik', { threshold: 2 });
    assert.equal(await standingOf(instance, (await step()).id), { active: 0, waiting: 1 });
    await commit('nour');
    assert.equal(await standingOf(instance, (await step()).id), { active: 1, waiting: 1 });
    // Two that wait for each other and one that does not: all hold.
    const third = await commit('theo', { threshold: 2 });
    assert.equal(await standingOf(instance, (await step()).id), { active: 3, waiting: 0 });
    assert.ok((await pledgeViews(instance, null, await step())).every((one) => one.holds));
    await withdrawPledge(instance, await viewer('theo'), third);
    assert.equal(await standingOf(instance, (await step()).id), { active: 1, waiting: 1 });
    const shown = await pledgeViews(instance, null, await step());
    assert.is(shown.length, 2, 'what was taken back is not shown');
    assert.equal((await meterOf(instance, await step())).promised, [{ unit: 'kilometre', amount: 240 }]);
  }));

test('amounts, dates and conditions that are none are refused, and so is a pledge after the closing', () =>
  inCoalition(async ({ world, id, now, commit }) => {
    for (const amount of [-1, 0, Number.NaN, Number.POSITIVE_INFINITY, 1e12])
      assert.equal(await refusalOf(commit('malik', { amount })), { amount: 'exchange.amountFault' });
    for (const until of [null, now.ms - 1, Number.NaN, now.ms + 3000 * day])
      assert.equal(await refusalOf(commit('malik', { until })), { until: 'pledge.untilFault' });
    for (const threshold of [-1, 0.5, Number.NaN, 1e9])
      assert.equal(await refusalOf(commit('malik', { threshold })), { threshold: 'pledge.thresholdFault' });
    assert.equal(await refusalOf(commit('malik', { unit: 'parsec' as 'one' })), { unit: 'form.required' });
    const { instance } = world;
    const mine = await commit('malik');
    const ines = (await world.account('ines')).id;
    await goOn(instance, ines, id, 'open');
    assert.is(await refusalOf(commit('nour')), 'campaign.notOpen');
    // How it went may be told after: promises are longer than campaigns.
    for (const from of ['deciding', 'answered'] as const) await goOn(instance, ines, id, from);
    await tell(instance, { accountId: (await world.account('malik')).id, local: true }, mine, told);
  }));

test('in the organisation’s name only who speaks for it commits, tells and takes back', () =>
  inCoalition(async ({ world, viewer, commit }) => {
    const { instance } = world;
    assert.is(await refusalOf(commit('malik', { name: 'organisation' })), 'compose.notYourVoice');
    const id = await commit('ines', { name: 'organisation' });
    const { accountId } = (await organisationOf(instance))!;
    const post = (await postById(instance, id))!;
    assert.equal([post.accountId, post.writtenById], [accountId, (await world.account('ines')).id]);
    assert.is(await refusalOf(tell(instance, await viewer('malik'), id, told)), 'error.notFound');
    assert.is(await refusalOf(withdrawPledge(instance, await viewer('malik'), id)), 'error.notFound');
    await tell(instance, await viewer('ines'), id, proved);
    await withdrawPledge(instance, await viewer('ines'), id);
  }));

test('by initials nobody learns the name, no words but the organisers’ are said, and who leaves takes it along', () =>
  inCoalition(async ({ world, id, viewer, commit, step }) => {
    const { instance } = world;
    const malik = await viewer('malik');
    assert.equal(await refusalOf(commit('malik', { name: 'initials', title: 'La campagne ment' })), {
      title: 'pledge.initialsModel',
    });
    const said = await commit('malik', { name: 'initials', title: model, text: 'Signé Malik Benhaddou', threshold: 0 });
    const post = (await postById(instance, said))!;
    assert.equal([post.accountId, post.writtenById], [id, null]);
    assert.not.match(`${post.html} ${post.title}`, /Malik|Benhaddou/);
    const [shown] = await pledgeViews(instance, await viewer('nour'), await step());
    assert.equal([shown!.pledge.initials, shown!.own], ['M.\u00a0B.', false]);
    assert.not.match(JSON.stringify(shown), /alik|Benhaddou/);
    assert.ok((await pledgeViews(instance, malik, await step()))[0]!.own);
    const answer = await tell(instance, malik, said, { ...proved, text: 'Je suis Malik' });
    assert.not.match((await postById(instance, answer))!.html, /Malik/);
    assert.is(await refusalOf(tell(instance, await viewer('nour'), said, told)), 'error.notFound');
    await write(instance, (tx) => forgetInCampaigns(within(instance, tx), tx, malik.accountId));
    assert.ok((await postById(instance, said))!.deletedAt);
    assert.is((await standingOf(instance, (await step()).id)).active, 0);
  }));

test('models and the goal are set within their limits', () =>
  inCoalition(async ({ world: { instance }, step, commit }) => {
    const { id } = await step();
    assert.equal(await refusalOf(setPledges(instance, id, { goal: -1, models: [] })), { goal: 'pledge.goalFault' });
    assert.equal(await refusalOf(setPledges(instance, id, { goal: 1.5, models: [] })), { goal: 'pledge.goalFault' });
    assert.equal(await refusalOf(setPledges(instance, id, { goal: 5, models: ['x'.repeat(201)] })), {
      models: 'pledge.modelsFault',
    });
    await setPledges(instance, id, { goal: 5, models: ['Je plante un arbre', ' ', 'Je plante un arbre'] });
    await commit('malik', { name: 'initials', title: 'Je plante un arbre' });
    assert.equal((await stepModules.pledges!.line(instance, await step()))!.args, { n: 1, goal: 5 });
  }));

test.run();
