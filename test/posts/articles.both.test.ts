// deadline: 300 s
import { writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { picturesInPlace } from '../../src/federation/objects/pictures-in-place.ts';
import { receiveImage } from '../../src/media/media.ts';
import { keepDraft, ownDraft } from '../../src/posts/draft.ts';
import { imagePlaces } from '../../src/posts/image-places.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import type { Draft } from '../../src/posts/view.ts';
import { writePost } from '../../src/posts/write-post.ts';
import { searchPosts } from '../../src/search/posts.ts';
import { parseQuery } from '../../src/search/query.ts';
import { type Fediverse, type Home, type Key, startFediverse } from '../support/fediverse.ts';
import { growth } from '../support/growth.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { elementsOf } from '../support/html-tree.ts';
import { picture } from '../support/pictures.ts';
import { member, multipart } from '../support/visitor.ts';

async function withHomes(work: (home: Home, fediverse: Fediverse) => Promise<void>, keys: Key[] = ['valombre']) {
  const fediverse = await startFediverse(keys);
  await work(fediverse.homes.valombre, fediverse);
  await fediverse.stop();
}

const article: Partial<Draft> = { title: ' Le "verger" & nous ', summary: 'Ce qu’il donne & comment' };
const text = '# Un début\n\nDes pommes.\n\n[image 1]\n\n---\n\n## La suite\n\n[image 7]';

async function hang(home: Home, name: string): Promise<string> {
  const path = home.instance.files.temporary();
  writeFileSync(path, await picture('png', 320, 200));
  const { id } = await receiveImage(home.instance, (await home.account(name)).id, {
    path,
    description: 'Des "pommes"',
  });
  await home.instance.files.discard([path]);
  return id;
}

test('an article has its title, headings and pictures in place on its page, and a few words in lists', () =>
  withHomes(async (home, fediverse) => {
    const long = `${text}\n\n${'Une phrase de plus. '.repeat(60)}`;
    const id = await home.write('solene', long, { ...article, mediaIds: [await hang(home, 'solene')] });
    await fediverse.settled();
    const malik = await member(home, 'malik');
    const page = (await malik.get(`/@solene/${id}`)).text;
    assert.match(
      page,
      /<h1 id="title-\d+" lang="fr">Le &quot;verger&quot; &amp; nous<\/h1><p class="lead" lang="fr">Ce qu’il donne &amp; comment/,
    );
    assert.match(page, /<h2>Un début<\/h2>\s*<p>Des pommes\.<\/p>\s*<\/div><div class="media"><figure>/);
    assert.match(page, 'alt="Des &quot;pommes&quot;"');
    assert.match(page, '<p>[image 7]</p>', 'a place without a picture stays text');
    assert.is(page.match(/<h1/g)?.length, 1);
    assert.match(page, /reading-[\w-]+\.css/);
    const feed = (await malik.get('/public')).text;
    assert.match(feed, 'Ce qu’il donne &amp; comment');
    assert.match(feed, 'Lire l’article');
    assert.not.match(feed, 'Des pommes.');
    const viewer = { accountId: (await home.account('solene')).id, local: true };
    for (const word of ['donne', 'verger', 'suite'])
      assert.is((await searchPosts(home.instance, viewer, parseQuery(word))).posts[0]?.id, id, word);
    const ines = await member(home, 'ines');
    const liked = await ines.post(`/posts/${id}/like`);
    assert.is(liked.status, 303);
  }));

test('title, text and their lengths are asked for, what was written is kept', () =>
  withHomes(async (home) => {
    const solene = await home.account('solene');
    const draft = (more: Partial<Draft>): Draft => ({
      text: 'Texte',
      title: 'Titre',
      notice: '',
      language: 'fr',
      audience: 'public',
      inReplyToId: null,
      mediaIds: [],
      poll: null,
      ...more,
    });
    const fault = (more: Partial<Draft>) =>
      writePost(home.instance, solene, draft(more)).then(
        () => null,
        (error) => Object.keys(error.fields),
      );
    assert.equal(await fault({ title: ' ' }), ['title']);
    assert.equal(await fault({ title: 'x'.repeat(201) }), ['title']);
    assert.equal(await fault({ summary: 'x'.repeat(501) }), ['summary']);
    assert.equal(await fault({ text: ' ' }), ['text']);
    assert.equal(await fault({ text: 'x'.repeat(40_001) }), ['text']);
    assert.is(await fault({ text: 'x'.repeat(40_000) }), null);
    const visitor = await member(home, 'solene');
    const refused = await visitor.post('/posts', {
      kind: 'article',
      title: '',
      summary: 'Le propos',
      text: 'Mon texte',
    });
    assert.is(refused.status, 422);
    for (const kept of ['Le propos', 'Mon texte', 'name="kind" value="article"']) assert.match(refused.text, kept);
  }));

test('an article waits as a draft, is published at its hour, and is changed with its title', () =>
  withHomes(async (home, fediverse) => {
    const visitor = await member(home, 'solene');
    const fields = { kind: 'article', title: 'Le verger', summary: 'Court', text, audience: 'public', language: 'fr' };
    assert.is((await visitor.post('/posts', { ...fields, action: 'draft' })).location, '/drafts');
    const id = /\/drafts\/(\d+)/.exec((await visitor.get('/drafts')).text)![1]!;
    assert.match((await visitor.get('/drafts')).text, 'Le verger');
    const opened = (await visitor.get(`/drafts/${id}`)).text;
    for (const kept of ['value="Le verger"', 'Court', '[image 1]']) assert.match(opened, kept);
    const { accountId, content, voice } = await ownDraft(home.instance, (await home.account('solene')).id, id);
    await keepDraft(home.instance, accountId, { id, content, voice, at: home.instance.clock() + 400 });
    await new Promise((done) => setTimeout(done, 450));
    await fediverse.settled();
    const page = (await visitor.get('/@solene')).text;
    const postId = /id="post-(\d+)"/.exec(page)![1]!;
    assert.is((await postById(home.instance, postId))!.title, 'Le verger');
    const edit = (await visitor.get(`/posts/${postId}/edit`)).text;
    assert.match(edit, 'value="Le verger"');
    assert.is((await visitor.post(`/posts/${postId}`, { ...fields, title: '' })).status, 422);
    assert.is((await visitor.post(`/posts/${postId}`, { ...fields, title: 'Le grand verger' })).status, 303);
    const changed = (await postById(home.instance, postId))!;
    assert.equal([changed.title, changed.summary], ['Le grand verger', 'Court']);
    assert.match(changed.html, '<h2>La suite</h2>');
  }));

test('pictures are joined on the way, sixteen at most', () =>
  withHomes(async (home) => {
    const visitor = await member(home, 'solene');
    const files = await Promise.all(
      Array.from({ length: 5 }, async (_, n) => ({
        field: 'files',
        name: `${n}.png`,
        bytes: await picture('png', 40 + n, 40),
      })),
    );
    const fields = { kind: 'article', title: 'T', text: 'x', action: 'attach', _csrf: await visitor.token() };
    const { status, text: form } = await visitor.send('POST', '/posts', await multipart(fields, files));
    assert.is(status, 200);
    assert.is(form.match(/name="media"/g)?.length, 5);
    assert.match(form, /Dans le texte\u00a0: \[image 5\]/);
  }));

test('it travels as an Article that Mastodon can show, and is read elsewhere as it was written', () =>
  withHomes(
    async (home, fediverse) => {
      const other = fediverse.homes.terrefranche;
      const solene = await other.find(`@solene@${home.host}`);
      await follow(other.instance, (await other.account('aicha')).id, solene);
      await fediverse.settled();
      const id = await home.write('solene', text, { ...article, mediaIds: [await hang(home, 'solene')] });
      await fediverse.settled();
      const post = (await postById(home.instance, id))!;
      const answer = await (await member(home, 'malik')).send('GET', `/ap/posts/${id}`, {
        headers: { accept: 'application/activity+json' },
      });
      const document = JSON.parse(answer.text);
      assert.equal([document.type, document.name], ['Article', 'Le "verger" & nous']);
      assert.is(document.summary, '<p>Ce qu’il donne &amp; comment</p>');
      assert.equal([document.preview.type, document.preview.content], ['Note', document.summary]);
      const [image] = document.attachment;
      assert.match(document.content, `<p><img src="${image.url}" alt="Des &quot;pommes&quot;"></p>`);
      const there = (await postByUri(other.instance, post.uri))!;
      assert.equal([there.title, there.summary, there.notice], ['Le "verger" & nous', 'Ce qu’il donne & comment', '']);
      assert.match(there.html, '<p>[image 1]</p>');
      const page = (await (await member(other, 'aicha')).get(`/@solene@${home.host}/${there.id}`)).text;
      assert.match(page, /<h2>Un début<\/h2>/);
      assert.match(page, /class="media"><figure><a href="\/media\//);
      assert.is(page.match(/<figure>/g)?.length, 1, 'joined and in place is one');
    },
    ['valombre', 'terrefranche'],
  ));

test('S75 the pictures of an article from elsewhere come through us, and nothing else of their tags', () =>
  hostileScene(async ({ home, alice, fediverse }) => {
    const hostile = `<h1>Un titre</h1><p>avant <img src="https://cdn.example/a.png?x=1&amp;y=2" alt="une <b>haie" onerror="alert(1)"> après</p>
<img src="javascript:alert(1)"><img src=x onerror=alert(1)><img><IMG SRC='https://cdn.example/b.jpg'><img src="https://cdn.example/a.png?x=1&amp;y=2">
<figure><img src="https://cdn.example/c.webp" style="position:fixed"></figure><p>[image 9]</p>`;
    const note = alice.note(hostile, { type: 'Article', name: 'Haies', summary: '<p>De quoi &amp; comment</p>' });
    assert.is(await alice.post(home.origin, alice.activity('Create', note)), 202);
    await fediverse.settled();
    const post = (await postByUri(home.instance, String(note.id)))!;
    assert.equal([post.title, post.summary], ['Haies', 'De quoi & comment']);
    const page = (await (await member(home, 'malik')).get(`/posts/${post.id}`)).location;
    const { text: shown } = await (await member(home, 'malik')).get(page);
    const images = elementsOf(shown).filter(
      ({ tag, attributes }) => tag === 'img' && /^\/media\//.test(attributes.src ?? ''),
    );
    assert.is(images.length, 4, 'a, b, a again, c');
    assert.not.match(shown, /onerror|javascript:|cdn\.example|position:fixed/);
    assert.match(shown, '[image 9]');
  }));

test('places are found once through whatever stands there', () => {
  assert.equal(imagePlaces('<p>[image 2]</p>a<p>[image 1]</p>', 2), [1, 'a', 0]);
  assert.equal(imagePlaces('<p>[image 0]</p><p>[image 3]</p>', 2), ['<p>[image 0]</p><p>[image 3]</p>']);
  const many = Array.from({ length: 30 }, (_, n) => `<img src="https://a.example/${n}.png">`).join('');
  assert.is(picturesInPlace({ content: many, media: [] }).media.length, 16);
  for (const piece of ['<img ', '<img "', '<img \'"', '<img src="a" ', '<p>[image 1]'])
    for (const work of [
      (text: string) => picturesInPlace({ content: text, media: [] }),
      (text: string) => imagePlaces(text, 9),
    ])
      assert.ok(growth((length) => void work(piece.repeat(length / 16))) < 8, `S33 ${piece}`);
});

test.run();
