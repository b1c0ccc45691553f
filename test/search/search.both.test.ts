import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { mute } from '../../src/accounts/mute.ts';
import { updateProfile } from '../../src/accounts/profile.ts';
import { suspend } from '../../src/accounts/suspend.ts';
import { openCommunity } from '../../src/communities/community.ts';
import { dropWords } from '../../src/platform/full-text.ts';
import { enqueue } from '../../src/platform/jobs.ts';
import { write } from '../../src/platform/write.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { posts } from '../../src/posts/tables.ts';
import { type Draft, writePost } from '../../src/posts/write-post.ts';
import { searchPosts } from '../../src/search/posts.ts';
import { parseQuery } from '../../src/search/query.ts';
import { eraseNow } from '../support/erase.ts';
import { type Fediverse, type Home, startFediverse } from '../support/fediverse.ts';
import { refusalOf } from '../support/refusal.ts';
import { member } from '../support/visitor.ts';

interface Library extends Home {
  fediverse: Fediverse;
  /** Ids of what somebody finds, newest first. */
  finds: (name: string, query: string) => Promise<string[]>;
  says: (name: string, text: string, more?: Partial<Draft>) => Promise<string>;
}

async function withLibrary(work: (library: Library) => Promise<void>) {
  const fediverse = await startFediverse(['valombre']);
  const home = fediverse.homes.valombre;
  const { instance } = home;
  for (const name of ['ines', 'solene', 'theo'])
    await updateProfile(instance, (await home.account(name)).id, { indexable: true });
  await work({
    ...home,
    fediverse,
    says: async (name, text, more) => {
      const id = await home.write(name, text, more);
      await fediverse.settled();
      return id;
    },
    finds: async (name, query) => {
      const viewer = { accountId: (await home.account(name)).id, local: true };
      const { posts } = await searchPosts(instance, viewer, parseQuery(query));
      return posts.map((post) => post.id);
    },
  });
  await fediverse.stop();
}

test('words are found without accents, whatever their case, and when they go on; a phrase as it stands', () =>
  withLibrary(async ({ says, finds }) => {
    const older = await says('solene', 'L’été, les CŒURS de laitue viennent de la ferme des Haies.');
    const newer = await says('solene', 'La ferme ouvre cet ete.');
    assert.equal(await finds('malik', 'été'), [newer, older]);
    assert.equal(await finds('malik', 'ETE ferme'), [newer, older]);
    assert.equal(await finds('malik', 'coeur'), [older]);
    assert.equal(await finds('malik', '"ferme des haies"'), [older]);
    assert.equal(await finds('malik', '"haies ferme"'), []);
    assert.equal(await finds('malik', 'lai'), [older]);
    assert.equal(await finds('malik', '"lai"'), []);
    assert.equal(await finds('malik', 'ferme tracteur'), []);
  }));

test('an edit changes what is found, a removed post is found no more', () =>
  withLibrary(async ({ instance, account, fediverse, says, finds }) => {
    const id = await says('solene', 'Le hibou de la bibliothèque');
    assert.equal(await finds('malik', 'hibou'), [id]);
    await editPost(instance, (await account('solene')).id, id, {
      text: 'La chouette',
      notice: 'Oiseau',
      language: 'fr',
    });
    await fediverse.settled();
    assert.equal(await finds('malik', 'hibou'), []);
    assert.equal(await finds('malik', 'oiseau'), [id]);
    await eraseNow(instance, id);
    assert.equal(await finds('malik', 'chouette'), []);
    await fediverse.settled();
    assert.equal(await finds('malik', 'chouette'), []);
  }));

test('S62 only what one may read is found; of others only what they let be searched, one’s own always', () =>
  withLibrary(async ({ says, finds, instance, account }) => {
    const open = await says('solene', 'renard public');
    const inside = await says('solene', 'renard entre nous', { audience: 'organisation' });
    const followers = await says('solene', 'renard pour mes abonnés', { audience: 'followers' });
    const direct = await says('solene', '@theo renard', { audience: 'direct' });
    const shy = await says('malik', 'renard discret');
    assert.equal(await finds('nour', 'renard'), [inside, open]);
    assert.equal(await finds('theo', 'renard'), [direct, inside, open]);
    assert.equal(await finds('malik', 'renard'), [shy, inside, open]);
    await follow(instance, (await account('nour')).id, (await account('solene')).id);
    assert.equal(await finds('nour', 'renard'), [followers, inside, open]);
    assert.equal(await finds('solene', 'renard'), [direct, followers, inside, open]);
    await updateProfile(instance, (await account('solene')).id, { indexable: false });
    assert.equal(await finds('nour', 'renard'), []);
  }));

test('S58 nothing of a suspended author is found, and what one mutes only when one asks for its author', () =>
  withLibrary(async ({ says, finds, instance, account }) => {
    const [nour, solene] = [await account('nour'), await account('solene')];
    const id = await says('solene', 'le blaireau');
    await mute(instance, nour.id, solene.id);
    assert.equal(await finds('nour', 'blaireau'), []);
    assert.equal(await finds('nour', 'blaireau from:solene'), [id]);
    await suspend(instance, solene.id);
    assert.equal(await finds('nour', 'blaireau from:solene'), []);
    assert.equal(await finds('theo', 'blaireau'), []);
  }));

test('operators narrow: from, in, has, lang, before and after', () =>
  withLibrary(async ({ says, finds, instance, account }) => {
    const poll = { options: ['oui', 'peut-être'], multiple: false, hours: 24 };
    const asked = await says('solene', 'Un café ?', { poll });
    const linked = await says('theo', 'Coffee https://example.org/coffee', { language: 'en-GB' });
    const named = await says('solene', '@theo café');
    const mine = await says('malik', 'Mon café #pause');
    assert.equal(await finds('malik', 'cafe from:@solene'), [named, asked]);
    assert.equal(await finds('malik', 'from:theo'), [linked]);
    assert.equal(await finds('malik', 'from:personne'), []);
    assert.equal(await finds('malik', 'cafe from:me'), [mine]);
    assert.equal(await finds('malik', 'in:mine'), [mine]);
    assert.equal(await finds('malik', 'has:poll'), [asked]);
    assert.equal(await finds('malik', 'peut-être'), [asked]);
    assert.equal(await finds('malik', 'has:link'), [linked]);
    assert.equal(await finds('malik', 'has:media'), []);
    assert.equal(await finds('malik', 'lang:en'), [linked]);
    assert.equal(await finds('malik', 'in:followed'), []);
    await follow(instance, (await account('malik')).id, (await account('theo')).id);
    assert.equal(await finds('malik', 'in:followed'), [linked]);
    const after = await says('theo', 'Second coffee', { language: 'en' });
    assert.equal(await finds('malik', 'in:home lang:en second'), [after]);
    const day = (offset: number) => new Date(instance.clock() + offset * 86_400_000).toISOString().slice(0, 10);
    assert.equal(await finds('malik', `coffee after:${day(-1)} before:${day(1)}`), [after, linked]);
    assert.equal(await finds('malik', `coffee after:${day(0)}`), []);
    assert.equal(await finds('malik', `coffee before:${day(0)}`), []);
  }));

test('the words of `from:` and `lang:` stand in the index: what the organisation says has its writer too', () =>
  withLibrary(async ({ instance, account, fediverse, finds }) => {
    const ines = await account('ines');
    const voice = await account('valombre');
    const draft: Draft = {
      text: 'Good morning',
      notice: '',
      language: 'en-GB',
      audience: 'public',
      inReplyToId: null,
      mediaIds: [],
      poll: null,
    };
    const id = await writePost(instance, voice, draft, ines.id);
    await fediverse.settled();
    for (const query of ['from:ines', 'from:valombre', 'lang:en', 'lang:en-gb', 'lang:en from:ines morning'])
      assert.equal(await finds('malik', query), [id], query);
    assert.equal(await finds('malik', 'lang:fr'), []);
    assert.equal(await finds('malik', 'from:solene morning'), []);
  }));

test('all words are kept anew when what is kept has changed', () =>
  withLibrary(async ({ instance, fediverse, says, write: publish, finds }) => {
    for (let n = 0; n < 120; n++) await publish('solene', `note ${n}`);
    const last = await says('solene', 'la dernière note');
    const rows = await instance.db.select({ id: posts.id }).from(posts);
    await write(instance, async (tx) => {
      for (const { id } of rows) await dropWords(tx, [id]);
    });
    assert.equal(await finds('malik', 'note'), []);
    await write(instance, (tx) =>
      enqueue(tx, { kind: 'search.rebuild', lane: 'backfill', key: 'search', payload: { after: '' } }),
    );
    await fediverse.settled();
    assert.is((await finds('malik', 'note from:solene'))[0], last);
    assert.equal(await finds('malik', '"note 3"'), [rows.map(({ id }) => id).toSorted()[3]]);
  }));

test('the page pages, marks what was found, and gives a fragment while one types', () =>
  withLibrary(async ({ fediverse, says, write }) => {
    for (let n = 0; n < 24; n++) await write('solene', `note ${n} sur l’ortie`);
    await says('solene', 'Le **purin d’Orties** & le reste <https://example.org/orties?a=1&b=2> #ortie');
    const visitor = await member(fediverse.homes.valombre, 'malik');
    const first = await visitor.get('/search?q=ortie');
    assert.is(first.status, 200);
    assert.match(first.text, /<mark>Orties<\/mark><\/strong> &amp; le reste/);
    assert.match(first.text, /href="https:\/\/example.org\/orties\?a=1&amp;b=2"/);
    assert.match(first.text, /href="\/tags\/ortie"/);
    assert.is(first.text.match(/<article /g)?.length, 20);
    const next = /rel="next" href="([^"]+)"/.exec(first.text)![1]!.replaceAll('&amp;', '&');
    const second = await visitor.get(next);
    assert.is(second.text.match(/<article /g)?.length, 5);
    assert.not.match(second.text, /rel="next"/);
    const part = await visitor.get('/search?q=ortie', { 'hx-request': 'true', 'hx-request-type': 'partial' });
    assert.not.match(part.text, /<html/);
    assert.match(part.text, /<mark>ortie<\/mark>/);
  }));

test('S44 no text breaks the search: 200, or a refusal that says what is not understood', () =>
  withLibrary(async ({ fediverse, says, finds }) => {
    const id = await says('solene', 'near the end: AND, or NOT; a "quote", 100 % of it \\ done');
    const visitor = await member(fediverse.homes.valombre, 'malik');
    const hostile = [
      '"',
      '""',
      '"""',
      "'",
      '*',
      '**',
      'NEAR(',
      'NEAR(a b, 3)',
      'a AND',
      'OR',
      'NOT NOT',
      '-',
      '^a',
      'a:b',
      '{a b} : c',
      'words:end',
      '(',
      ')',
      '\\',
      '%',
      '_',
      ':*',
      '& | !',
      'a<->b',
      "end'); drop table posts; --",
      '\u0000end',
      '\ue000poll',
      '\ud800',
      '😀',
      'ﷺ',
      'İ',
      '\u0301',
      'a\u0301'.repeat(100),
      'x '.repeat(16),
      'in:',
      'has:"media"',
      '#',
      '@',
      '@@a',
      'from:@',
    ];
    for (const query of hostile) {
      const { status, text } = await visitor.get(`/search?q=${encodeURIComponent(query.toWellFormed())}`);
      assert.ok(status === 200 || status === 422, `${JSON.stringify(query)}: ${status}`);
      if (status === 422) assert.match(text, /class="note" role="status"/, query);
    }
    assert.equal(await finds('malik', 'NOT'), [id]);
    assert.equal(await finds('malik', 'NEAR('), [id]);
    assert.equal(await finds('malik', '*'), []);
    for (const query of ['a'.repeat(10_000), Array.from({ length: 60 }, (_, n) => `w${n}`).join(' ')]) {
      const { status, text } = await visitor.get(`/search?q=${query.replaceAll(' ', '+')}`);
      assert.is(status, 422);
      assert.match(text, /au plus/);
    }
    for (const query of ['before:hier', 'after:2026-02-31', 'in:nowhere', 'has:wings', 'lang:?', 'from:'])
      assert.is((await visitor.get(`/search?q=${encodeURIComponent(query)}`)).status, 422, query);
  }));

test('S53 in: a community finds what stands in it, for who may read it; of one that is hidden it tells nothing', () =>
  withLibrary(async ({ says, finds, instance, account }) => {
    const ines = (await account('ines')).id;
    const settings = { ...{ purpose: 'x', rules: '', posting: 'members' as const, language: 'fr', topics: [] } };
    const open = { ...settings, displayName: 'Jardin', reach: 'public' as const, admission: 'open' as const };
    const garden = await openCommunity(instance, ines, 'jardin', open);
    const hidden = { ...open, displayName: 'Cercle', reach: 'members' as const, admission: 'invitation' as const };
    const circle = await openCommunity(instance, ines, 'cercle', hidden);
    const inside = await says('ines', 'La haie du jardin', { communityId: garden });
    await says('ines', 'La haie de chez moi');
    const secret = await says('ines', 'La haie du cercle', { communityId: circle });
    assert.equal(await finds('malik', 'haie in:jardin'), [inside]);
    assert.equal(await finds('malik', 'in:@Jardin'), [inside]);
    assert.equal(await finds('ines', 'haie in:cercle'), [secret]);
    for (const query of ['haie in:cercle', 'haie in:nulle-part'])
      assert.is(await refusalOf(finds('malik', query)), 'operator.in', query);
  }));

test.run();
