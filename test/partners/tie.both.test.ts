// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountUri } from '../../src/accounts/account.ts';
import { organisationOf } from '../../src/accounts/organisation.ts';
import { signingKey } from '../../src/federation/local-keys.ts';
import { withContext } from '../../src/federation/objects/context.ts';
import { toTerms } from '../../src/federation/objects/partner-terms.ts';
import { signCavage } from '../../src/federation/signatures/cavage.ts';
import { addProof } from '../../src/federation/signatures/proof.ts';
import { outgoing } from '../../src/federation/tables.ts';
import { hear, mostAsking } from '../../src/partners/hear.ts';
import { countAsking, partnershipWith } from '../../src/partners/partners.ts';
import {
  accept,
  blockPartner,
  changeTerms,
  end,
  endPartnerships,
  invite,
  refuse,
  unblockPartner,
} from '../../src/partners/partnership.ts';
import { partnerHosts } from '../../src/partners/scope.ts';
import type { Terms } from '../../src/partners/view.ts';
import { desc } from '../../src/platform/columns.ts';
import { startFediverse } from '../support/fediverse.ts';
import { ask, partnersUp, terms } from '../support/partners.ts';
import { refusalOf } from '../support/refusal.ts';
import { postRaw } from '../support/remote-actor.ts';

let offset = 0;
const fediverse = await startFediverse(
  ['valombre', 'terrefranche', 'morvan'],
  {},
  { clock: () => Date.now() + offset },
);
const { valombre, terrefranche, morvan } = fediverse.homes;
type Home = typeof valombre;
const { settled } = fediverse;

const state = async (home: Home, other: Home) => (await partnershipWith(home.instance, other.host)).state;
const scopes = async (home: Home, other: Home) => (await partnershipWith(home.instance, other.host)).scopes;
const organisation = async (home: Home) => (await organisationOf(home.instance))!.accountId;

test('a partnership is asked for, narrowed by who answers, and the same on both sides', async () => {
  await ask(valombre, terrefranche, terms(['people', 'communities', 'documents']));
  await settled();
  assert.is(await state(valombre, terrefranche), 'offered');
  assert.is(await state(terrefranche, valombre), 'asked');
  assert.equal(await partnerHosts(terrefranche.instance, 'people'), [], 'nothing passes before both have said yes');
  assert.is((await partnershipWith(terrefranche.instance, valombre.host)).theirs?.contact, 'Inès Caradec');

  await accept(terrefranche.instance, valombre.host, terms(['communities', 'chat']), '1');
  await settled();
  for (const [home, other] of [
    [valombre, terrefranche],
    [terrefranche, valombre],
  ] as const) {
    assert.is(await state(home, other), 'active');
    assert.equal(await scopes(home, other), ['communities']);
    assert.equal(await partnerHosts(home.instance, 'communities'), [other.host]);
    assert.equal(await partnerHosts(home.instance, 'people'), []);
  }
});

test('one side that widens alone widens nothing; both do, and it passes; one that narrows narrows it for both', async () => {
  await changeTerms(terrefranche.instance, valombre.host, terms(['communities', 'people', 'chat']), '1');
  await settled();
  assert.equal(await scopes(valombre, terrefranche), ['people', 'communities']);
  await changeTerms(valombre.instance, terrefranche.host, { scopes: ['people', 'communities', 'campaigns'] }, '1');
  await settled();
  assert.equal(await scopes(terrefranche, valombre), ['people', 'communities']);
  await changeTerms(valombre.instance, terrefranche.host, { scopes: ['communities'] }, '1');
  await settled();
  assert.equal(await scopes(terrefranche, valombre), ['communities']);
  assert.equal(await partnerHosts(terrefranche.instance, 'people'), []);
});

test('either side pauses, and goes on', async () => {
  await changeTerms(terrefranche.instance, valombre.host, { paused: true }, '1');
  await settled();
  assert.is(await state(valombre, terrefranche), 'paused');
  assert.equal(await partnerHosts(valombre.instance, 'communities'), []);
  await changeTerms(terrefranche.instance, valombre.host, { paused: false }, '1');
  await settled();
  assert.is(await state(valombre, terrefranche), 'active');
  assert.equal(await partnerHosts(valombre.instance, 'communities'), [terrefranche.host]);
});

test('terms without scope, over already, or with oneself are refused; so is a tie that stands', async () => {
  const candidate = { host: morvan.host, actorUri: accountUri(morvan.instance, await organisation(morvan)) };
  assert.equal(await refusalOf(invite(valombre.instance, candidate, terms([]), '1')), {
    scopes: 'partner.scopesNeeded',
  });
  const past = terms(['people'], { until: Date.now() - 1 });
  assert.equal(await refusalOf(invite(valombre.instance, candidate, past, '1')), { until: 'partner.untilPast' });
  assert.equal(await refusalOf(ask(valombre, valombre)), { host: 'partner.own' });
  assert.equal(await refusalOf(ask(valombre, terrefranche)), { host: 'partner.known' });
  assert.is(await refusalOf(partnershipWith(valombre.instance, morvan.host)), 'error.notFound');
});

/** The last word that `home` sent, and how it is brought to the inbox of valombre by whom. */
const lastWord = async (home: Home) =>
  JSON.parse((await home.instance.db.select().from(outgoing).orderBy(desc(outgoing.createdAt)).limit(1))[0]!.activity);
async function bring(activity: object, by: Home, owner: string): Promise<number> {
  const body = Buffer.from(JSON.stringify(activity));
  const url = new URL('/ap/inbox', valombre.origin);
  const headers = { 'content-type': 'application/activity+json' };
  const key = await signingKey(by.instance, owner);
  const signed = signCavage({ method: 'POST', url: url.href, headers, body }, key, Date.now() + offset);
  const status = await postRaw(url, body, { ...headers, ...signed });
  await settled();
  return status;
}

/** An Update by an account of `home`, with its own proof. */
async function update(home: Home, owner: string, said: Terms, at: number, more: Record<string, unknown> = {}) {
  const actor = accountUri(home.instance, owner);
  const to = accountUri(valombre.instance, await organisation(valombre));
  const activity = withContext({
    id: `${home.origin}/ap/activities/${home.instance.ids()}`,
    type: 'Update',
    actor,
    to: [to],
    object: { id: `${actor}#partner`, type: 'Follow', actor, object: to },
    instrument: toTerms(said, at, `${home.origin}/ap/partners`, ''),
    ...more,
  });
  return addProof(activity, await signingKey(home.instance, owner, 'ed25519'), at);
}

const unchanged = async (why: string) => {
  assert.is(await state(valombre, terrefranche), 'active', why);
  assert.equal(await scopes(valombre, terrefranche), ['communities'], why);
};
const wide = terms(['people', 'communities', 'chat'], { paused: true });

test('S12 a partner document that is replayed, under its own id or a new one, changes nothing', async () => {
  const owner = await organisation(terrefranche);
  await changeTerms(terrefranche.instance, valombre.host, { paused: true }, '1');
  await settled();
  const pause = await lastWord(terrefranche);
  assert.is(pause.type, 'Update');
  await changeTerms(terrefranche.instance, valombre.host, { paused: false }, '1');
  await settled();
  await unchanged('before');
  await bring(pause, terrefranche, owner);
  await unchanged('the same');
  const again = await update(terrefranche, owner, wide, Date.parse(pause.instrument.updated));
  assert.is(await bring(again, terrefranche, owner), 202);
  await unchanged('an old date');
  const far = await update(terrefranche, owner, wide, Date.now() + offset + 2 * 3_600_000);
  assert.is(await bring(far, terrefranche, owner), 202);
  await unchanged('a date far ahead');
});

test('S65 a partner document that was re-scoped after its proof, or has none, changes nothing', async () => {
  const owner = await organisation(terrefranche);
  const word = await update(terrefranche, owner, terms(['communities']), Date.now() + offset);
  const said = { ...(word.instrument as object), 'maillon:paused': true };
  await bring({ ...word, id: `${word.id}1`, instrument: said }, terrefranche, owner);
  await unchanged('re-scoped');
  const { proof: _, ...bare } = await update(terrefranche, owner, wide, Date.now() + offset);
  assert.is(await bring(bare, terrefranche, owner), 202);
  await unchanged('without a proof');
});

test('S67 a partner document by another host, or by another actor of the same host, changes nothing', async () => {
  const morvanOwner = await organisation(morvan);
  const theirs = accountUri(terrefranche.instance, await organisation(terrefranche));
  const forged = await update(morvan, morvanOwner, wide, Date.now() + offset, { actor: theirs });
  assert.is(await bring(forged, morvan, morvanOwner), 400, 'its id is on another origin');
  const id = `${terrefranche.origin}/ap/activities/1`;
  const renamed = await update(morvan, morvanOwner, wide, Date.now() + offset, { actor: theirs, id });
  assert.is(await bring(renamed, morvan, morvanOwner), 202, 'brought like what anybody passes on');
  await unchanged('another host');
  const gerard = await terrefranche.account('gerard');
  assert.is(
    await bring(await update(terrefranche, gerard.id, wide, Date.now() + offset), terrefranche, gerard.id),
    202,
  );
  await unchanged('a member');
  assert.is(await bring(await update(morvan, morvanOwner, wide, Date.now() + offset), morvan, morvanOwner), 202);
  await unchanged('who is no partner');
  assert.is(await refusalOf(partnershipWith(valombre.instance, morvan.host)), 'error.notFound');
  const good = await update(
    terrefranche,
    await organisation(terrefranche),
    terms(['communities'], { paused: true }),
    Date.now() + offset,
  );
  await bring(good, terrefranche, await organisation(terrefranche));
  assert.is(await state(valombre, terrefranche), 'paused', 'the same way, rightly, it is heard');
  await changeTerms(terrefranche.instance, valombre.host, { paused: false }, '1');
  await settled();
});

test('S60 the end ends access on both sides at once, and what was said before it does not bring it back', async () => {
  const owner = await organisation(terrefranche);
  const before = await update(terrefranche, owner, terms(['communities']), Date.now() + offset);
  await end(terrefranche.instance, valombre.host, 'Le projet est fini.', '1');
  assert.equal(await partnerHosts(terrefranche.instance, 'communities'), []);
  await settled();
  const there = await partnershipWith(valombre.instance, terrefranche.host);
  assert.is(there.state, 'ended');
  assert.is(there.reason, 'Le projet est fini.');
  assert.is(there.endedBy, 'them');
  assert.equal(await partnerHosts(valombre.instance, 'communities'), []);
  await bring(before, terrefranche, owner);
  assert.is(await state(valombre, terrefranche), 'ended');
});

test('who is refused may ask again, who is blocked may not', async () => {
  await ask(morvan, valombre);
  await settled();
  await refuse(valombre.instance, morvan.host, 'Pas cette année.', '1');
  await settled();
  assert.is((await partnershipWith(morvan.instance, valombre.host)).reason, 'Pas cette année.');
  await ask(morvan, valombre);
  await settled();
  assert.is(await state(valombre, morvan), 'asked');
  await blockPartner(valombre.instance, morvan.host, '', '1');
  await settled();
  assert.is(await state(morvan, valombre), 'ended');
  await ask(morvan, valombre);
  await settled();
  assert.is(await state(valombre, morvan), 'blocked');
  await unblockPartner(valombre.instance, morvan.host, '1');
  assert.is(await state(valombre, morvan), 'ended');
  await end(morvan.instance, valombre.host, '', '1');
  await settled();
});

test('two that ask each other are partners', async () => {
  await ask(valombre, morvan);
  await ask(morvan, valombre);
  await settled();
  assert.is(await state(valombre, morvan), 'active');
  assert.is(await state(morvan, valombre), 'active');
});

test('a flood of questions ends at a hundred, and those who are known are still heard', async () => {
  const said = { terms: terms(), collectionUri: null, reason: '' };
  for (let n = 0; n <= mostAsking; n++) {
    const host = `s${n}.flood.example`;
    const word = { host, actorUri: `https://${host}/ap/accounts/1`, act: 'Follow' as const, at: Date.now() + offset };
    await hear(morvan.instance, { ...word, ...said });
  }
  assert.is(await countAsking(morvan.instance), mostAsking);
  await hear(morvan.instance, {
    ...{ host: 's1.flood.example', actorUri: 'https://s1.flood.example/ap/accounts/1', act: 'Undo' as const },
    ...{ ...said, at: Date.now() + offset + 1 },
  });
  assert.is(await countAsking(morvan.instance), mostAsking - 1);
});

test('a partnership is over on its last day, on both sides, without a word', async () => {
  await partnersUp(
    fediverse,
    terrefranche,
    valombre,
    terms(['communities'], { until: Date.now() + offset + 86_400_000 }),
  );
  assert.equal(await partnerHosts(valombre.instance, 'communities'), [morvan.host, terrefranche.host].sort());
  offset += 86_400_001;
  for (const home of [valombre, terrefranche]) await endPartnerships(home.instance);
  assert.is(await state(valombre, terrefranche), 'ended');
  assert.is((await partnershipWith(terrefranche.instance, valombre.host)).endedBy, 'time');
  assert.equal(await partnerHosts(valombre.instance, 'communities'), [morvan.host]);
});

test('the organisations are stopped', () => fediverse.stop());

test.run();
