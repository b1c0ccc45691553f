import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { follow } from '../../src/accounts/follow.ts';
import { outgoing } from '../../src/federation/tables.ts';
import { boost } from '../../src/posts/boost.ts';
import { postByUri } from '../../src/posts/post.ts';
import { eraseNow } from '../support/erase.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { hostileScene } from '../support/hostile-scene.ts';
import { member, type Visitor } from '../support/visitor.ts';
import { members } from './readers.ts';
import { startScene } from './scene.ts';

async function withHome(work: (home: Home, settled: () => Promise<void>) => Promise<void>) {
  const fediverse = await startFediverse(['valombre']);
  try {
    await work(fediverse.homes.valombre, fediverse.settled);
  } finally {
    await fediverse.stop();
  }
}

test('S49 an answer for few leaves no number under the post that all read', () =>
  withHome(async (home) => {
    const id = await home.write('ines', 'Racine');
    const direct = await home.write('malik', '@ines pour vous seule', { audience: 'direct', inReplyToId: id });
    await home.write('malik', 'pour ceux qui me suivent', { audience: 'followers', inReplyToId: id });
    const solene = await member(home, 'solene');
    const repliesIn = async (text: string) =>
      /data-act="reply"[^>]*>.*?<b>(\d+)<\/b>/s.exec(text.split('data-act="like"')[0]!);
    assert.is(await repliesIn((await solene.get(`/@ines/${id}`)).text), null);
    await home.write('malik', 'pour tous', { inReplyToId: id });
    assert.is((await repliesIn((await solene.get(`/@ines/${id}`)).text))?.[1], '1');
    await eraseNow(home.instance, direct);
    assert.is(
      (await repliesIn((await solene.get(`/@ines/${id}`)).text))?.[1],
      '1',
      'what did not count is not taken off',
    );
  }));

test('S49 S53 an answer does not say whom it answers to who may not read that', () =>
  withHome(async (home, settled) => {
    const { instance } = home;
    const [ines, malik] = [await home.account('ines'), await home.account('malik')];
    await follow(instance, malik.id, ines.id);
    const parent = await home.write('ines', 'Entre nous', { audience: 'followers' });
    const answer = await home.write('malik', 'Bien dit', { audience: 'followers', inReplyToId: parent });
    await follow(instance, (await home.account('solene')).id, malik.id);
    await settled();
    const solene = await member(home, 'solene');
    for (const path of [`/@malik/${answer}`, '/@malik/replies']) {
      const { text } = await solene.get(path);
      assert.match(text, 'Bien dit', path);
      assert.not.match(text, parent, path);
    }
    assert.match((await (await member(home, 'malik')).get(`/@malik/${answer}`)).text, parent);
  }));

test('S62 the badge counts what the page of notifications shows', () =>
  withHome(async (home, settled) => {
    const badge = (text: string) => Number(/<\/span> (\d+)<\/b>/.exec(text)?.[1] ?? 0);
    const solene = await member(home, 'solene');
    const id = await home.write('ines', '@solene bonjour', { audience: 'direct' });
    await settled();
    assert.is(badge((await solene.get('/settings')).text), 1);
    const ines = await member(home, 'ines');
    await ines.post(`/accounts/${(await home.account('solene')).id}/block`);
    await settled();
    const page = await solene.get('/notifications');
    assert.not.match(page.text, id);
    assert.is(badge(page.text), 0);
  }));

test('S62 the live counter tells of as many posts as the timeline shows', async () => {
  const scene = await startScene();
  let sum = 0;
  try {
    const articles = (text: string) => [
      ...text.matchAll(/<article class="post[^>]*id="post-(\d+)"[\s\S]*?<\/article>/g),
    ];
    for (const reader of members)
      for (const feed of ['home', 'organisation', 'public']) {
        const visitor = scene.visitor(reader);
        const { text } = await visitor.get(feed === 'home' ? '/' : `/${feed}`);
        const own = (await scene.home.account((await nameOf(visitor))!)).name;
        const others = articles(text).filter(([article]) => !article.includes(`data-post="/@${own}/`)).length;
        sum += others;
        assert.is(await firstCount(scene.home, visitor, feed, scene.start), others, `${reader} ${feed}`);
      }
    assert.ok(sum > 20);
  } finally {
    await scene.stop();
  }
});

/** What the stream says at once to who comes back to it: how many posts since `start`. */
async function firstCount(home: Home, visitor: Visitor, feed: string, start: string): Promise<number> {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const gone = new AbortController();
  const { port } = new URL(home.origin);
  const answer = await fetch(`http://127.0.0.1:${port}/live?for=${feed}`, {
    headers: { cookie, 'last-event-id': start },
    signal: gone.signal,
  });
  let text = '';
  const read = (async () => {
    for await (const chunk of answer.body!) {
      text += new TextDecoder().decode(chunk);
      if (text.includes('<hx-partial')) return;
    }
  })().catch(() => {});
  await Promise.race([read, new Promise((done) => setTimeout(done, 400))]);
  gone.abort();
  await read;
  return Number(/(\d+)[^<]*<\/a>/.exec(text)?.[1] ?? (text.includes('une') ? 1 : 0));
}

const nameOf = async (visitor: Visitor) => /href="\/@([a-z]+)"/.exec((await visitor.get('/settings')).text)?.[1];

test('S59 blind copies stand in nothing that is shown or sent', () =>
  hostileScene(async ({ fediverse, home, alice }) => {
    const malik = (await home.account('malik')).uri;
    const blind = { bto: [malik, 'https://secret.example/bto'], bcc: ['https://secret.example/bcc'] };
    const note = alice.note('à tous', blind);
    assert.is(
      await alice.post(home.origin, alice.activity('Create', note, { to: note.to, cc: note.cc, ...blind })),
      202,
    );
    await fediverse.settled();
    const post = (await postByUri(home.instance, String(note.id)))!;
    await boost(home.instance, { accountId: (await home.account('malik')).id, local: true }, post.id);
    await home.write('ines', '@malik bonjour', { inReplyToId: post.id });
    await fediverse.settled();
    const visitor = await member(home, 'malik');
    const shown = [
      JSON.stringify(post),
      ...(await home.instance.db.select().from(outgoing)).map((row) => row.activity),
      (await visitor.get(`/posts/${post.id}`)).text,
      (await visitor.get('/')).text,
      (await visitor.get(`/ap/posts/${post.id}/context`, { accept: 'application/activity+json' })).text,
    ];
    assert.ok(shown.length > 6);
    for (const text of shown) assert.not.match(text, /secret\.example|"bto"|"bcc"/);
  }));

test.run();
