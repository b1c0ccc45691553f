import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { suspend } from '../../src/accounts/suspend.ts';
import { boost } from '../../src/posts/boost.ts';
import { type Home, startFediverse } from '../support/fediverse.ts';
import { member, stranger } from '../support/visitor.ts';

async function withHome(work: (home: Home) => Promise<void>) {
  const fediverse = await startFediverse(['valombre']);
  await work(fediverse.homes.valombre);
  await fediverse.stop();
}

test('S48 a feed has what is public and nothing else, also for somebody who may read more', () =>
  withHome(async (home) => {
    for (const audience of ['public', 'unlisted', 'followers', 'organisation'] as const)
      await home.write('nour', `mot-${audience} #campus`, { audience });
    const direct = await home.write('nour', '@malik mot-direct #campus', { audience: 'direct' });
    const ofTheo = await home.write('theo', 'mot-relayé');
    await home.write('nour', 'mot-réponse', { inReplyToId: ofTheo });
    await boost(home.instance, { accountId: (await home.account('nour')).id, local: true }, ofTheo);
    for (const visitor of [stranger(home), await member(home, 'malik'), await member(home, 'nour')]) {
      for (const path of ['/@nour.atom', '/tags/campus.atom', '/public.atom']) {
        const { status, text, headers } = await visitor.get(path);
        assert.is(status, 200);
        assert.match(String(headers['content-type']), /^application\/atom\+xml/);
        assert.match(text, 'mot-public');
        for (const hidden of ['unlisted', 'followers', 'organisation', 'direct', 'réponse'])
          assert.not.match(text, `mot-${hidden}`, `${path} ${hidden}`);
        assert.is(text.includes('mot-relayé'), path === '/public.atom', path);
      }
    }
    assert.not.match((await stranger(home).get('/@nour.atom')).text, direct);
    await suspend(home.instance, (await home.account('nour')).id);
    assert.is((await stranger(home).get('/@nour.atom')).status, 404);
    assert.not.match((await stranger(home).get('/public.atom')).text, 'mot-public');
    assert.is((await stranger(home).get('/@personne.atom')).status, 404);
  }));

test('S79 S89 a feed stays well-formed whatever stands in a post, and unchanged it is not sent twice', () =>
  withHome(async (home) => {
    const text = 'a <b> & ]]> "q" \u0001\u000b\ufffe ‘x’ \ud83d *fort* https://example.org/?a=1&b=2';
    await home.write('nour', text, { notice: '' });
    await home.write('nour', 'couvert', { notice: 'Attention <img src=x onerror=1>' });
    const { text: feed, headers } = await stranger(home).get('/@nour.atom');
    assert.not.match(feed, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    assert.ok(feed.isWellFormed());
    assert.not.match(feed, 'couvert');
    assert.not.match(feed, '<img');
    assert.match(feed, '&lt;em&gt;fort&lt;/em&gt;');
    const open = [...feed.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)].filter(([, , , single]) => !single);
    const stack: string[] = [];
    for (const [, close, name] of open) {
      if (!close) stack.push(name!);
      else assert.is(stack.pop(), name);
    }
    assert.equal(stack, []);
    const again = await stranger(home).get('/@nour.atom', { 'if-none-match': String(headers.etag) });
    assert.is(again.status, 304);
  }));

test('pages lead to their feed; a public post has a card for strangers, and its oEmbed says the same', () =>
  withHome(async (home) => {
    const id = await home.write('nour', 'Une **question** simple #campus');
    const visitor = stranger(home);
    const feedOf = async (path: string) =>
      /type="application\/atom\+xml" href="([^"]+)"/.exec((await visitor.get(path)).text)?.[1];
    assert.is(await feedOf('/'), '/public.atom');
    assert.is(await feedOf('/@nour'), '/@nour.atom');
    assert.is(await feedOf('/tags/campus'), '/tags/campus.atom');
    const page = (await visitor.get(`/@nour/${id}`)).text;
    assert.match(page, '<meta property="og:description" content="Une question simple #campus">');
    const embed = /application\/json\+oembed" href="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
    const { text, status } = await visitor.get(embed.replace(home.origin, ''));
    assert.is(status, 200);
    const said = JSON.parse(text);
    assert.is(said.title, 'Une question simple #campus');
    assert.is(said.type, 'link');
    assert.is(said.author_url, `${home.origin}/@nour`);
    assert.is((await visitor.get(`${embed.replace(home.origin, '')}&format=xml`)).status, 501);
    assert.not.match((await (await member(home, 'malik')).get(`/@nour/${id}`)).text, 'og:title');
  }));

test('S53 oEmbed answers what is private as what does not exist, and reads no other address', () =>
  withHome(async (home) => {
    const secret = await home.write('nour', '@malik secret', { audience: 'direct' });
    const open = await home.write('nour', 'ouvert');
    const asks = [
      `${home.origin}/@nour/${secret}`,
      `${home.origin}/@nour/117600000000000001`,
      `${home.origin}/@malik/${open}`,
      `https://other.example/@nour/${open}`,
      `${home.origin}/posts/${open}`,
      'nothing',
      '',
    ];
    const visitor = await member(home, 'malik');
    const answers = await Promise.all(asks.map((url) => visitor.get(`/oembed?url=${encodeURIComponent(url)}`)));
    assert.equal(
      [...new Set(answers.map(({ status, text }) => `${status} ${text}`))],
      ['404 {"error":"error.notFound"}'],
    );
  }));

test.run();
