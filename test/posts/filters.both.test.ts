import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { countUnread, notificationsOf } from '../../src/notifications/notifications.ts';
import { addFilter, filtersOf, purgeFilters, removeFilter } from '../../src/posts/filter.ts';
import { filters } from '../../src/posts/tables.ts';
import { thread } from '../../src/posts/thread.ts';
import { publicTimeline } from '../../src/posts/timelines.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { member } from '../support/visitor.ts';

interface Reading extends Home {
  fediverse: Fediverse;
  malik: string;
  /** Texts of the public timeline as malik reads it; a folded one stands in brackets. */
  reads: () => Promise<string[]>;
  filter: (phrase: string, action: 'fold' | 'hide', days?: number) => Promise<string>;
  later: (days: number) => void;
}

async function withReading(work: (reading: Reading) => Promise<void>) {
  let passed = 0;
  const fediverse = await startFediverse(['valombre'], {}, { clock: () => Date.now() + passed });
  const home = fediverse.homes.valombre;
  const { instance } = home;
  const malik = (await home.account('malik')).id;
  await work({
    ...home,
    fediverse,
    malik,
    reads: async () =>
      (await publicTimeline(instance, { accountId: malik, local: true })).posts.map(({ html, folded }) => {
        const text = html.replace(/<[^>]*>/g, '');
        return folded === null ? text : `[${folded}: ${text}]`;
      }),
    filter: (phrase, action, days) => addFilter(instance, malik, { phrase, action, days: days ?? null }),
    later: (days) => {
      passed += days * 86_400_000;
    },
  });
  await fediverse.stop();
}

test('a filter folds or hides whole words, without regard to accents; a star lets them go on', () =>
  withReading(async ({ write, reads, filter, instance, malik }) => {
    await write('nour', 'Le football');
    await write('nour', 'Le foot, encore');
    await write('nour', 'Été à la mer');
    await write('nour', 'La mer');
    await write('malik', 'Mon foot à moi');
    assert.is((await reads()).length, 5);
    const foot = await filter('FOOT', 'hide');
    assert.equal(await reads(), ['Mon foot à moi', 'La mer', 'Été à la mer', 'Le football']);
    await filter('ete à la', 'fold');
    assert.equal(await reads(), ['Mon foot à moi', 'La mer', '[ete à la: Été à la mer]', 'Le football']);
    await removeFilter(instance, malik, foot);
    await filter('foot*', 'hide');
    await filter('football', 'fold');
    assert.equal(await reads(), ['Mon foot à moi', 'La mer', '[ete à la: Été à la mer]']);
  }));

test('what is hidden makes room for older posts, and every post is met once', () =>
  withReading(async ({ write, filter, instance, malik }) => {
    for (let n = 0; n < 30; n++) await write('nour', n % 3 ? `rumeur ${n}` : `nouvelle ${n}`);
    await filter('rumeur', 'hide');
    const viewer = { accountId: malik, local: true };
    const met: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 9; page++) {
      const { posts, older } = await publicTimeline(instance, viewer, { before, most: 4 });
      met.push(...posts.map((post) => post.html.replace(/<[^>]*>/g, '')));
      if (older === null) break;
      assert.is(posts.length, 4);
      before = older;
    }
    assert.equal(
      met,
      [27, 24, 21, 18, 15, 12, 9, 6, 3, 0].map((n) => `nouvelle ${n}`),
    );
  }));

test('who filters nearly everything still gets a page, and the way to older ones', () =>
  withReading(async ({ write, filter, instance, malik }) => {
    for (let n = 0; n < 12; n++) await write('nour', n === 0 ? 'la seule' : `rumeur ${n}`);
    await filter('rumeur', 'hide');
    const viewer = { accountId: malik, local: true };
    const first = await publicTimeline(instance, viewer, { most: 2 });
    assert.equal(first.posts, []);
    assert.ok(first.older);
    const second = await publicTimeline(instance, viewer, { most: 2, before: first.older! });
    assert.is(second.posts.length, 1);
    assert.is(second.older, null);
  }));

test('filters hold in a conversation and in notifications too; what is hidden is not even told', () =>
  withReading(async (reading) => {
    const { write, filter, instance, malik, fediverse } = reading;
    const root = await write('nour', 'Que faire samedi ?');
    await filter('football', 'hide');
    await filter('cinéma', 'fold');
    const match = await write('theo', '@malik Le football', { inReplyToId: root });
    await write('ines', 'Non, pas ça', { inReplyToId: match });
    await write('solene', '@malik Le cinéma', { inReplyToId: root });
    await fediverse.settled();
    const viewer = { accountId: malik, local: true };
    const { replies } = await thread(instance, viewer, root);
    assert.equal(
      replies.map(({ post }) => [post.author.name, post.folded]),
      [
        ['ines', null],
        ['solene', 'cinéma'],
      ],
    );
    assert.is((await thread(instance, viewer, match)).post.folded, null, 'what one opens is read');
    const told = await notificationsOf(instance, malik);
    assert.equal(
      told.map(({ from, post }) => [from.name, post?.folded]),
      [['solene', 'cinéma']],
    );
    assert.is(await countUnread(instance, malik), 1);
    const { text } = await (await member(reading, 'malik')).get('/notifications');
    assert.match(text, 'Repliée par votre filtre');
    await filter('cinéma', 'hide');
    assert.equal(await notificationsOf(instance, malik), []);
  }));

test('a filter for some days ends by itself', () =>
  withReading(async ({ write, reads, filter, instance, malik, later }) => {
    await write('nour', 'examen demain');
    await filter('examen', 'hide', 7);
    assert.equal(await reads(), []);
    later(7.1);
    assert.equal(await reads(), ['examen demain']);
    assert.equal(await filtersOf(instance, malik), []);
    await purgeFilters(instance);
    assert.equal(await instance.db.select().from(filters), []);
  }));

test('the page adds and removes by forms alone, says what is wrong, and folds with the filter’s own words', () =>
  withReading(async (reading) => {
    await reading.write('nour', 'Le <b>chat</b> dort');
    const visitor = await member(reading, 'malik');
    assert.is((await visitor.post('/settings/filters', { phrase: ' *! ', action: 'fold' })).status, 422);
    assert.is((await visitor.post('/settings/filters', { phrase: 'chat', action: 'fold', days: '7' })).status, 303);
    const list = (await visitor.get('/settings/filters')).text;
    assert.match(list, /<b>chat<\/b>/);
    assert.match(list, /jusqu’au/);
    const home = (await visitor.get('/public')).text;
    assert.match(home, /<summary>[\s\S]*Repliée par votre filtre «\u202fchat\u202f»/);
    assert.match(home, 'dort');
    assert.not.match((await (await member(reading, 'theo')).get('/public')).text, 'Repliée');
    const id = /filters\/(\d+)\/delete/.exec(list)![1];
    assert.is((await (await member(reading, 'theo')).post(`/settings/filters/${id}/delete`)).status, 404);
    await visitor.post(`/settings/filters/${id}/delete`);
    assert.not.match((await visitor.get('/public')).text, 'Repliée');
  }));

test.run();
