// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { changePreferences } from '../../src/accounts/members.ts';
import { suspend } from '../../src/accounts/suspend.ts';
import type { NoticeLevels } from '../../src/accounts/view.ts';
import { notificationsOf } from '../../src/notifications/notifications.ts';
import { boost } from '../../src/posts/boost.ts';
import { hiddenHostsOf, hideHost, showHost } from '../../src/posts/hidden-host.ts';
import { like } from '../../src/posts/like.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { markThread, threadMarkOf } from '../../src/posts/thread-mark.ts';
import {
  hashtagTimeline,
  homeTimeline,
  newInFeed,
  organisationTimeline,
  publicTimeline,
  unansweredTimeline,
} from '../../src/posts/timelines.ts';
import type { TimelinePage } from '../../src/posts/view.ts';
import { type Fediverse, type Home, type Key, startFediverse } from '../support/fediverse.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { member } from '../support/visitor.ts';

interface Room extends Home {
  fediverse: Fediverse;
  viewer: (name: string) => Promise<{ accountId: string; local: true }>;
  /** What somebody has been told, newest first: kind and who. */
  told: (name: string) => Promise<string[]>;
}

async function withRoom(work: (room: Room) => Promise<void>, keys: Key[] = ['valombre']) {
  const fediverse = await startFediverse(keys);
  const home = fediverse.homes.valombre;
  await work({
    ...home,
    fediverse,
    viewer: async (name) => ({ accountId: (await home.account(name)).id, local: true }),
    told: async (name) => {
      await fediverse.settled();
      const list = await notificationsOf(home.instance, (await home.account(name)).id);
      return list.map(({ type, from }) => `${type} ${from.name}`);
    },
  });
  await fediverse.stop();
}

const ids = (page: TimelinePage) => page.posts.map((post) => post.id);

test('who follows a conversation is told of each answer that they may read, once; who mutes it of nothing', () =>
  withRoom(async ({ instance, write, viewer, told }) => {
    const root = await write('ines', 'Qui vient samedi ?');
    await markThread(instance, await viewer('malik'), root, 'followed');
    await markThread(instance, await viewer('ines'), root, 'muted');
    await write('solene', '@malik Moi', { inReplyToId: root });
    await write('theo', 'Moi aussi', { inReplyToId: root });
    await write('theo', 'entre nous, @ines', { inReplyToId: root, audience: 'direct' });
    await write('malik', 'Parfait', { inReplyToId: root });
    await like(instance, await viewer('nour'), root);
    assert.equal(await told('malik'), ['thread theo', 'mention solene']);
    assert.equal(await told('ines'), []);
    await markThread(instance, await viewer('ines'), root, null);
    await write('nour', 'Et moi', { inReplyToId: root });
    assert.equal(await told('ines'), ['reply nour']);
    assert.is((await told('malik'))[0], 'thread nour');
  }));

test('S51 nobody marks a conversation that they may not read', () =>
  withRoom(async ({ instance, write, viewer }) => {
    const hidden = await write('ines', '@theo à part', { audience: 'direct' });
    for (const mark of ['followed', 'muted', null] as const)
      await markThread(instance, await viewer('malik'), hidden, mark).then(
        () => assert.unreachable(),
        (fault) => assert.is(fault.status, 404),
      );
  }));

test('a branch that is found to belong to an older conversation takes its marks along', () =>
  hostileScene(async ({ home, alice, fediverse }) => {
    const root = alice.note('le début');
    const answer = alice.note('la suite', { inReplyTo: root.id });
    assert.is(await alice.post(home.origin, alice.activity('Create', answer)), 202);
    await fediverse.settled();
    const { instance } = home;
    const malik = { accountId: (await home.account('malik')).id, local: true };
    const late = await postByUri(instance, String(answer.id));
    await markThread(instance, malik, late!.id, 'followed');
    assert.is(await alice.post(home.origin, alice.activity('Create', root)), 202);
    await fediverse.settled();
    const { threadId } = (await postById(instance, late!.id))!;
    assert.is.not(threadId, late!.id);
    assert.is(await threadMarkOf(instance, malik.accountId, threadId), 'followed');
  }));

test('questions of members that nobody answered, newest first, for members', () =>
  withRoom(async ({ instance, write, viewer, ...home }) => {
    const first = await write('nour', 'Où est la salle 3 ?');
    const answered = await write('nour', 'Et la salle 4 ?', { audience: 'organisation' });
    await write('theo', 'Au fond', { inReplyToId: answered, audience: 'organisation' });
    await write('nour', 'Je cherche une salle');
    await write('nour', 'Entre abonnés ?', { audience: 'followers' });
    const last = await write('theo', 'Qui a la clé ?', { audience: 'organisation' });
    assert.equal(ids(await unansweredTimeline(instance, await viewer('malik'))), [last, first]);
    const { text } = await (await member({ ...home, instance, write }, 'malik')).get('/organisation/unanswered');
    assert.match(text, /aria-current="page"[^>]*>Sans réponse/);
  }));

test('feeds of many people keep to the languages one reads; the home and what has no language stay', () =>
  withRoom(async ({ instance, write, viewer, fediverse }) => {
    const malik = await viewer('malik');
    await follow(instance, malik.accountId, (await viewer('theo')).accountId);
    const french = await write('nour', 'Bonjour #campus');
    const english = await write('theo', 'Hello #campus', { language: 'en-GB' });
    const german = await write('nour', 'Guten Tag #campus', { language: 'de' });
    const none = await write('nour', '1 + 1 #campus', { language: null });
    const mine = await write('malik', 'Hola #campus', { language: 'es' });
    const feeds = async () =>
      Promise.all(
        [
          publicTimeline(instance, malik),
          organisationTimeline(instance, malik),
          hashtagTimeline(instance, malik, 'campus'),
        ].map(async (page) => ids(await page)),
      );
    for (const list of await feeds()) assert.equal(list, [mine, none, german, english, french]);
    await changePreferences(instance, malik.accountId, { readLanguages: ['fr', 'en'] });
    for (const list of await feeds()) assert.equal(list, [mine, none, english, french]);
    await changePreferences(instance, malik.accountId, { readLanguages: ['fr'] });
    for (const list of await feeds()) assert.equal(list, [mine, none, french]);
    assert.is(await newInFeed(instance, malik, 'public', '0'), 2);
    await fediverse.settled();
    assert.ok(ids(await homeTimeline(instance, malik)).includes(english));
  }));

test('nothing of a hidden server is shown or told, and everything again when it is shown', () =>
  withRoom(
    async ({ instance, fediverse, viewer, told, write, find, ...home }) => {
      const other = fediverse.homes.terrefranche;
      const malik = await viewer('malik');
      await follow(instance, malik.accountId, await find(`@aicha@${other.host}`));
      await fediverse.settled();
      await other.find(`@malik@${home.host}`);
      await other.write('aicha', `Bonjour @malik@${home.host}`);
      assert.equal(await told('malik'), ['mention aicha']);
      assert.is((await publicTimeline(instance, malik)).posts.length, 1);
      await hideHost(instance, malik.accountId, `https://${other.host}/@aicha`);
      assert.equal(await hiddenHostsOf(instance, malik.accountId), [other.host]);
      await other.write('aicha', `Encore, @malik@${home.host}`);
      assert.equal(await told('malik'), ['mention aicha']);
      for (const page of [await publicTimeline(instance, malik), await homeTimeline(instance, malik)])
        assert.equal(page.posts, []);
      assert.is((await publicTimeline(instance, await viewer('nour'))).posts.length, 2, 'others see it');
      await showHost(instance, malik.accountId, other.host);
      assert.is((await homeTimeline(instance, malik)).posts.length, 2);
      for (const wrong of ['', ' ', home.host, 'http://', `@malik@${home.host}`])
        await hideHost(instance, malik.accountId, wrong).then(
          () => assert.unreachable(wrong),
          (fault) => assert.is(fault.status, 422),
        );
    },
    ['valombre', 'terrefranche'],
  ));

test('S45 one is told of what one wants, by whom one wants', () =>
  withRoom(async ({ instance, write, viewer, told, account }) => {
    const malik = await viewer('malik');
    const levels = (noticeLevels: NoticeLevels) => changePreferences(instance, malik.accountId, { noticeLevels });
    await follow(instance, malik.accountId, (await account('nour')).id);
    await levels({ like: 'nobody', mention: 'followed', reply: 'followed', follow: 'nobody' });
    const root = await write('malik', 'Bonjour');
    for (const name of ['nour', 'theo']) {
      await like(instance, await viewer(name), root);
      await write(name, '@malik bonjour');
      await write(name, 'à toi', { inReplyToId: root });
      await follow(instance, (await account(name)).id, malik.accountId);
      await boost(instance, await viewer(name), root);
    }
    assert.equal(await told('malik'), ['boost theo', 'boost nour', 'reply nour', 'mention nour']);
  }));

test('the pages behind the counters show nobody who is gone or blocked, page after page', () =>
  withRoom(async ({ instance, write, viewer, account, ...home }) => {
    const id = await write('ines', 'Merci à tous');
    for (const name of ['nour', 'theo', 'solene']) await like(instance, await viewer(name), id);
    const malik = await member({ ...home, instance, write, account }, 'malik');
    const names = async () =>
      [...(await malik.get(`/posts/${id}/likes`)).text.matchAll(/class="name" href="\/@(\w+)"/g)].map(
        ([, name]) => name,
      );
    assert.equal(await names(), ['solene', 'theo', 'nour']);
    assert.match((await malik.get(`/@ines/${id}`)).text, `<a href="/posts/${id}/likes">3 mercis</a>`);
    await suspend(instance, (await account('theo')).id);
    assert.equal(await names(), ['solene', 'nour']);
    await malik.post(`/accounts/${(await account('nour')).id}/block`);
    assert.equal(await names(), ['solene']);
    const hidden = await malik.get('/settings/hidden');
    assert.match(hidden.text, 'Nour Rachidi');
    await malik.post('/settings/hidden', { host: 'Bruyant.example' });
    assert.match((await malik.get('/settings/hidden')).text, /<b>bruyant\.example<\/b>/);
    assert.is((await malik.post('/settings/hidden', { host: '??' })).status, 422);
    await malik.post('/settings/hidden/delete', { host: 'bruyant.example' });
    assert.not.match((await malik.get('/settings/hidden')).text, 'bruyant');
  }));

test.run();
