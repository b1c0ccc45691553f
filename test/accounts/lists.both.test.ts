import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { createList, deleteList, listsOf, putInLists } from '../../src/accounts/list.ts';
import { endMutes, mute } from '../../src/accounts/mute.ts';
import { relationships } from '../../src/accounts/relationship.ts';
import { listPeople } from '../../src/accounts/tables.ts';
import { boost } from '../../src/posts/boost.ts';
import { listTimeline, publicTimeline } from '../../src/posts/timelines.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { member } from '../support/visitor.ts';

async function withHome(work: (home: Home, later: (days: number) => void) => Promise<void>) {
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  await work(fediverse.homes.valombre, (days) => {
    passed += days * 86_400_000;
  });
  await fediverse.stop();
}

test('a list shows what its people write, pass on and answer each other, and nobody else; only what may be read', () =>
  withHome(async (home) => {
    const { instance } = home;
    const [malik, nour, theo] = [await home.account('malik'), await home.account('nour'), await home.account('theo')];
    const list = await createList(instance, malik.id, ' Cantine ');
    for (const { id } of [nour, theo]) await putInLists(instance, malik.id, id, [list]);
    const own = await home.write('nour', 'De la liste');
    const other = await home.write('ines', 'Hors de la liste');
    const answer = await home.write('theo', 'Entre nous deux', { inReplyToId: own });
    await home.write('theo', 'À quelqu’un d’autre', { inReplyToId: other });
    await home.write('nour', 'Pour mes abonnés', { audience: 'followers' });
    const relayed = await boost(instance, { accountId: nour.id, local: true }, other);
    const viewer = { accountId: malik.id, local: true };
    const shown = async () => (await listTimeline(instance, viewer, list)).posts.map((post) => post.entryId);
    assert.equal(await shown(), [relayed, answer, own]);
    await mute(instance, malik.id, nour.id);
    assert.equal(await shown(), [answer]);
    await deleteList(instance, malik.id, list);
    assert.equal(await instance.db.select().from(listPeople), []);
  }));

test('lists are made, filled, renamed and deleted by forms alone, and are one’s own (S54)', () =>
  withHome(async (home) => {
    const [visitor, other] = [await member(home, 'malik'), await member(home, 'solene')];
    const nour = (await home.account('nour')).id;
    await home.write('nour', 'Bonjour la liste');
    const made = await visitor.post('/lists', { name: 'Droit <rural>' });
    const path = made.location.replace('/people', '');
    assert.match(path, /^\/lists\/\d+$/);
    const id = path.slice('/lists/'.length);
    assert.match((await visitor.get(`/accounts/${nour}/lists`)).text, 'Droit &lt;rural&gt;');
    await visitor.post(`/accounts/${nour}/lists`, { lists: [id] });
    assert.match((await visitor.get(path)).text, 'Bonjour la liste');
    assert.match((await visitor.get(`${path}/people`)).text, 'Nour Rachidi');
    assert.is((await visitor.post(path, { name: '' })).status, 422);
    await visitor.post(path, { name: 'Droit' });
    assert.match((await visitor.get('/lists')).text, 'Droit');
    assert.not.match((await visitor.get('/lists')).text, 'rural');

    await other.post(`/accounts/${nour}/lists`, { lists: [id] });
    assert.equal(await listsOf(home.instance, (await home.account('solene')).id), []);
    for (const reply of [await other.get(path), await other.post(`${path}/delete`)]) assert.is(reply.status, 404);
    await visitor.post(`/accounts/${nour}/lists`);
    assert.not.match((await visitor.get(path)).text, 'Bonjour la liste');
    await visitor.post(`${path}/delete`);
    assert.is((await visitor.get(path)).status, 404);
  }));

test('who is elsewhere is followed before they are put in a list', async () => {
  const fediverse = await startFediverse(['valombre', 'terrefranche']);
  const home = fediverse.homes.valombre;
  const malik = (await home.account('malik')).id;
  const aicha = await home.find(`aicha@${fediverse.homes.terrefranche.host}`);
  const list = await createList(home.instance, malik, 'Ferme');
  const visitor = await member(home, 'malik');
  const refused = await visitor.post(`/accounts/${aicha}/lists`, { lists: [list] });
  assert.is(refused.status, 422);
  assert.match(refused.text, 'Suivez d’abord');
  await follow(home.instance, malik, aicha);
  await fediverse.settled();
  assert.is((await visitor.post(`/accounts/${aicha}/lists`, { lists: [list] })).status, 303);
  await fediverse.homes.terrefranche.write('aicha', 'Livraison du mardi');
  await fediverse.settled();
  assert.match((await visitor.get(`/lists/${list}`)).text, 'Livraison du mardi');
  await fediverse.stop();
});

test('a muting for some days says when it ends, and ends', () =>
  withHome(async (home, later) => {
    const { instance } = home;
    const [malik, nour] = [await home.account('malik'), await home.account('nour')];
    await home.write('nour', 'Encore moi');
    const visitor = await member(home, 'malik');
    const viewer = { accountId: malik.id, local: true };
    const seen = async () => (await publicTimeline(instance, viewer)).posts.length;
    await visitor.post(`/accounts/${nour.id}/mute`, { days: '7' });
    assert.is(await seen(), 0);
    assert.match((await visitor.get('/@nour')).text, /Masqué jusqu’au/);
    later(6.9);
    await endMutes(instance);
    assert.is(await seen(), 0);
    later(0.2);
    await endMutes(instance);
    assert.is(await seen(), 1);
    await visitor.post(`/accounts/${nour.id}/mute`, { days: '9999' });
    later(20_000);
    await endMutes(instance);
    const tie = (await relationships(instance, malik.id, [nour.id])).get(nour.id)!;
    assert.equal([tie.muting, tie.mutedUntil], [true, null], 'a number of days that is not offered is for good');
  }));

test.run();
