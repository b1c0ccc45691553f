// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { giveRole } from '../../src/communities/hosts.ts';
import { lines } from '../../src/platform/tables.ts';
import { write } from '../../src/platform/write.ts';
import { acknowledge, readCounts } from '../../src/posts/acknowledge.ts';
import { like, unlike } from '../../src/posts/like.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { settleQuestion } from '../../src/posts/settle-question.ts';
import { get } from '../support/document.ts';
import type { Home } from '../support/fediverse.ts';
import { withGarden } from './garden.ts';

const viewer = async (home: Home, name: string) => ({ accountId: (await home.account(name)).id, local: true });
const there = async (home: Home, uri: string) => (await postByUri(home.instance, uri))!;
const uriOf = async (home: Home, id: string) => (await postById(home.instance, id))!.uri;
/** What waits for its minute is done now. */
const hurry = ({ instance }: Home) => write(instance, (tx) => tx.update(lines).set({ due: 0 }));

test('a question asked from elsewhere is one everywhere, and so is the answer that settled it; taken back too', () =>
  withGarden({}, async ({ host, farm, shop, ids, settled }) => {
    const question = await farm.write('gerard', 'Quand ?', { communityId: ids.farm, threadKind: 'question' });
    await settled();
    const uri = await uriOf(farm, question);
    for (const home of [host, shop]) assert.is((await there(home, uri)).threadKind, 'question');
    const first = await shop.write('jeanne', 'Samedi.', {
      inReplyToId: (await there(shop, uri)).id,
      audience: 'public',
    });
    const second = await host.write('ines', 'Dimanche.', {
      inReplyToId: (await there(host, uri)).id,
      audience: 'public',
    });
    await settled();
    const chosen = async (home: Home) => {
      const { answerId } = await there(home, uri);
      return answerId && (await uriOf(home, answerId));
    };
    const gerard = await viewer(farm, 'gerard');
    const answer = await uriOf(shop, first);
    await settleQuestion(farm.instance, gerard, (await there(farm, answer)).id, true);
    await settled();
    for (const home of [host, farm, shop]) assert.is(await chosen(home), answer);
    assert.is((await get(farm, `/ap/posts/${question}`)).json.acceptedAnswer, answer);
    assert.is((await get(farm, `/ap/posts/${question}`)).json.threadKind, 'question');

    // Its hosts may say otherwise, and take it back.
    const ines = await viewer(host, 'ines');
    await settleQuestion(host.instance, ines, second, true);
    await settled();
    for (const home of [host, farm, shop]) assert.is(await chosen(home), await uriOf(host, second));
    await settleQuestion(host.instance, ines, second, false);
    await settled();
    for (const home of [host, farm, shop]) assert.is(await chosen(home), null);
  }));

test('an announcement by a host elsewhere is one everywhere; its community counts who has read it, and tells how many', () =>
  withGarden({ reach: 'members', admission: 'request' }, async ({ host, farm, shop, ids, settled }) => {
    const ines = (await host.account('ines')).id;
    const claimed = await farm.write('gerard', 'Oyez.', { communityId: ids.farm });
    await giveRole(host.instance, ines, ids.host, await host.find(`@gerard@${farm.host}`), 'moderator');
    await settled();
    const id = await farm.write('gerard', 'L’eau est coupée.', { communityId: ids.farm, threadKind: 'announcement' });
    await settled();
    const uri = await uriOf(farm, id);
    for (const home of [host, shop]) assert.is((await there(home, uri)).threadKind, 'announcement');
    assert.is((await there(host, await uriOf(farm, claimed))).threadKind, null);

    await acknowledge(shop.instance, await viewer(shop, 'jeanne'), (await there(shop, uri)).id);
    await acknowledge(host.instance, await viewer(host, 'ines'), (await there(host, uri)).id);
    await settled();
    await hurry(host);
    await settled();
    for (const home of [host, farm, shop]) {
      const post = await there(home, uri);
      assert.is((await readCounts(home.instance, null, [post.id])).get(post.id)?.n, 2, home.origin);
    }
    const mine = await readCounts(shop.instance, await viewer(shop, 'jeanne'), [(await there(shop, uri)).id]);
    assert.ok([...mine.values()][0]!.mine);
  }));

test('thanks in a community are counted by all who are in it, each once, and taken back by all', () =>
  withGarden({}, async ({ host, farm, shop, ids, settled }) => {
    const id = await farm.write('gerard', 'La haie est plantée.', { communityId: ids.farm });
    await settled();
    const uri = await uriOf(farm, id);
    const jeanne = await viewer(shop, 'jeanne');
    const here = (await there(shop, uri)).id;
    const counts = async () => Promise.all([host, farm, shop].map(async (home) => (await there(home, uri)).likes));
    await like(shop.instance, jeanne, here);
    await like(host.instance, await viewer(host, 'ines'), (await there(host, uri)).id);
    await settled();
    assert.equal(await counts(), [2, 2, 2]);
    await unlike(shop.instance, jeanne.accountId, here);
    await settled();
    assert.equal(await counts(), [1, 1, 1]);
  }));

test.run();
