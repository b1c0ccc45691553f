// deadline: 300 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { media } from '../../src/media/tables.ts';
import { count, eq } from '../../src/platform/columns.ts';
import { wakeLines } from '../../src/platform/jobs.ts';
import { write } from '../../src/platform/write.ts';
import { cardsOf, domainOf, linkOf, purgeCards } from '../../src/posts/card.ts';
import { readPage } from '../../src/posts/card-page.ts';
import { editPost } from '../../src/posts/edit-post.ts';
import { postById, postByUri } from '../../src/posts/post.ts';
import { cards } from '../../src/posts/tables.ts';
import type { CardView } from '../../src/posts/view.ts';
import { eraseNow } from '../support/erase.ts';
import { growth } from '../support/growth.ts';
import { type HostileOrigin, hostileOrigin } from '../support/hostile-peer.ts';
import { hostileScene, type Scene } from '../support/hostile-scene.ts';
import { picture } from '../support/pictures.ts';
import { member, stranger } from '../support/visitor.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };

interface Linking extends Scene {
  site: HostileOrigin;
  cardOf: (id: string) => Promise<CardView | null>;
}

/** Of this machine only 127.0.0.1 may be reached. */
const withSite = (work: (linking: Linking) => Promise<void>, clock = Date.now) =>
  hostileScene(
    async (scene) => {
      const site = await hostileOrigin('verger');
      const { instance } = scene.home;
      try {
        await work({
          ...scene,
          site,
          cardOf: async (id) => {
            await scene.fediverse.settled();
            return (await cardsOf(instance, [(await postById(instance, id))!])).get(id) ?? null;
          },
        });
      } finally {
        await site.close();
      }
    },
    { ALLOW_PRIVATE_ADDRESSES: '127.0.0.1/32' },
    { clock },
  );

const page = (more = '') => `<!doctype html><html><head><title>Titre &amp; page</title>
  <meta property="og:title" content="Les pommes de l&rsquo;ann&eacute;e"><meta content='D’où elles "viennent"' property="og:description">
  <meta property="og:image" content="/pomme.png">${more}</head><body></body></html>`;

test('the page that a post links to is shown below it: read by us once, its picture through us', () =>
  withSite(async ({ home, site, cardOf, fediverse }) => {
    site.answer('/pommes', { headers: html, body: page() });
    site.answer('/pomme.png', { headers: { 'content-type': 'image/png' }, body: await picture('png', 300, 200) });
    const id = await home.write('malik', `À lire : ${site.origin}/pommes#bas, #verger @ines`);
    const card = await cardOf(id);
    assert.equal(card && { ...card, picture: card.picture !== null }, {
      url: `${site.origin}/pommes`,
      title: 'Les pommes de l’année',
      description: 'D’où elles "viennent"',
      domain: 'verger.localhost',
      picture: true,
    });
    const again = await home.write('ines', `Aussi : ${site.origin}/pommes`);
    assert.equal(await cardOf(again), card);
    assert.is(site.heard('/pommes').length, 1);
    assert.is(site.heard('/pomme.png').length, 1);
    assert.is(site.heard('/pommes')[0]!.headers.cookie, undefined);
    const { text } = await (await member(home, 'nour')).get('/public');
    assert.match(text, /<a class="inset" href="[^"]+\/pommes"\s+rel="nofollow noopener noreferrer"/);
    assert.not.match(text, new RegExp(`src="${site.origin}`));
    const file = await stranger(home).get(card!.picture!);
    assert.equal([file.status, file.headers['content-type']], [200, 'image/webp']);

    site.answer('/poires', { headers: html, body: page().replace('pommes', 'poires') });
    const ines = await home.account('ines');
    await editPost(home.instance, ines.id, again, { text: `${site.origin}/poires`, notice: '', language: 'fr' });
    assert.is((await cardOf(again))?.title, 'Les poires de l’année');
    await editPost(home.instance, ines.id, again, { text: 'plus rien', notice: '', language: 'fr' });
    assert.is(await cardOf(again), null);
    await eraseNow(home.instance, id);
    await fediverse.settled();
    await purgeCards(home.instance);
    assert.is((await home.instance.db.select().from(cards)).length, 2, 'what was read a moment ago is kept');
  }));

test('a page is asked again after two weeks, and forgotten with its picture when nothing links to it', () => {
  let passed = 0;
  return withSite(
    async ({ home, site, cardOf }) => {
      site.answer('/pommes', { headers: html, body: page() });
      site.answer('/pomme.png', { headers: { 'content-type': 'image/png' }, body: await picture('png', 300, 200) });
      const id = await home.write('malik', `${site.origin}/pommes`);
      await cardOf(id);
      passed = 15 * 86_400_000;
      await cardOf(await home.write('malik', `encore ${site.origin}/pommes`));
      assert.is(site.heard('/pommes').length, 2);
      for (const post of await home.instance.db.select().from(cards)) assert.is(post.title, 'Les pommes de l’année');
      passed += 15 * 86_400_000;
      await purgeCards(home.instance);
      assert.is((await home.instance.db.select().from(cards)).length, 1, 'posts still link to it');
    },
    () => Date.now() + passed,
  );
});

test('S21 S78 what is no public page of HTML gives no card; nothing of a page is HTML here', () =>
  withSite(async ({ home, site, cardOf }) => {
    const inside = await hostileOrigin('intranet', '127.0.0.2');
    const script = `<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;<b>">`;
    site.answer('/script', { headers: html, body: `<html><head>${script}</head>` });
    site.answer('/json', { headers: { 'content-type': 'application/json' }, body: page() });
    site.answer('/none', { headers: html, body: '<p>rien</p>' });
    site.answer('/large', { headers: html, body: page() + ' '.repeat(1_100_000) });
    site.answer('/gone', { status: 404, headers: html, body: page() });
    site.answer('/away', { status: 302, headers: { location: `${inside.origin}/secret` } });
    site.answer('/picture', {
      headers: html,
      body: page(`<meta property="og:image:secure_url" content="${inside.origin}/x.png">`),
    });
    site.answer('/pomme.png', { headers: { 'content-type': 'image/png' }, body: '<svg onload="alert(1)"/>' });
    site.answer('/svg', { headers: html, body: page() });
    try {
      for (const path of ['json', 'none', 'large', 'gone', 'away'])
        assert.is(await cardOf(await home.write('malik', `${site.origin}/${path}`)), null, path);
      assert.is(await cardOf(await home.write('malik', `${inside.origin}/secret`)), null);
      for (const path of ['picture', 'svg'])
        assert.is((await cardOf(await home.write('malik', `${site.origin}/${path}`)))?.picture, null, path);
      assert.is(
        (await cardOf(await home.write('malik', `${site.origin}/script`)))?.title,
        '<script>alert(1)</script><b>',
      );
      assert.not.match((await (await member(home, 'nour')).get('/public')).text, '<script>alert');
      assert.is(inside.connections, 0);
      const [left] = await home.instance.db.select({ n: count() }).from(media).where(eq(media.state, 'ready'));
      assert.is(left!.n, 0);
    } finally {
      await inside.close();
    }
  }));

test('links between named people are told to nobody; with pictures, and to ourselves, there is no card', () =>
  withSite(async ({ home, site, cardOf }) => {
    site.answer('*', { headers: html, body: page() });
    await cardOf(await home.write('malik', `@ines ${site.origin}/secret`, { audience: 'direct' }));
    await cardOf(await home.write('malik', `${home.origin}/@ines et ${home.origin}/about`));
    assert.is(site.requests.length, 0);
    const at = (text: string, more = {}) =>
      linkOf(home.instance, {
        html: text,
        audience: 'public',
        deletedAt: null,
        title: null,
        communityId: null,
        hasGathering: false,
        local: true,
        ...more,
      });
    assert.is(at('<a href="https://a.example/x?a=1&amp;b=2">a</a>'), 'https://a.example/x?a=1&b=2');
    assert.is(at('<a href="https://a.example/@bob" class="u-url mention">@bob</a>'), null);
    assert.is(at('<a href="https://a.example/tags/x" rel="tag nofollow">#x</a>'), null);
    assert.is(at('<a href="mailto:a@b.example">a</a><a href="/@bob">bob</a>'), null);
    assert.is(at('<a href="https://a.example/x">a</a>', { deletedAt: 1 }), null);
  }));

test('a post of another server has its card from us too, a little later', () =>
  withSite(async ({ home, site, alice, fediverse }) => {
    site.answer('/pommes', { headers: html, body: page() });
    const note = alice.note(`<p>@malik <a href="${site.origin}/pommes">lire</a></p>`, {
      tag: [{ type: 'Mention', href: (await home.account('malik')).uri }],
    });
    assert.is(await alice.post(home.origin, alice.activity('Create', note)), 202);
    await fediverse.settled();
    await write(home.instance, (tx) => wakeLines(tx, `card ${site.host}`));
    await fediverse.settled();
    const post = (await postByUri(home.instance, String(note.id)))!;
    assert.is((await cardsOf(home.instance, [post])).get(post.id)?.title, 'Les pommes de l’année');
  }));

test('S85 the domain is the registrable one, in letters that cannot be mistaken; titles turn nothing around', () => {
  assert.is(domainOf('https://login.bank.example.evil.co.uk/bank.example'), 'evil.co.uk');
  assert.is(domainOf('https://www.café.fr/x'), 'café.fr');
  assert.is(domainOf('https://аррӏе.com/'), new URL('https://аррӏе.com/').hostname);
  assert.is(domainOf('https://pаypal.com/'), new URL('https://pаypal.com/').hostname);
  assert.is(domainOf('https://[::1]/'), '[::1]');
  const told = readPage(Buffer.from('<title>a\u202Egro.knab\u2066 b</title>'), 'text/html', 'https://a.example/');
  assert.is(told.title, 'agro.knab b');
});

test('a page is read in its own letters, cut to its length, once through whatever stands there', () => {
  const at = (text: string | Buffer, type = 'text/html') => readPage(Buffer.from(text), type, 'https://a.example/d/');
  assert.is(at(Buffer.from('<title>Été</title>', 'latin1'), 'text/html; charset=iso-8859-1').title, 'Été');
  assert.is(at(Buffer.from('<meta charset="windows-1252"><title>Été</title>', 'latin1')).title, 'Été');
  assert.is(at('<title>a</title>', 'text/html; charset=nothing').title, 'a');
  assert.is(at('<title data-x=1>\n  a \n b</title>').title, 'a b');
  assert.is(at(`<meta name=description content=${'x'.repeat(900)}>`).description.length, 300);
  assert.is(at('<meta property="og:image" content="p.png?a=1&amp;b=2">').picture, 'https://a.example/d/p.png?a=1&b=2');
  assert.is(at('<meta property="og:image" content="data:image/png;base64,xx">').picture, null);
  assert.is(at('<meta property="og:title" content="a > b"><title>c</title>').title, 'a > b');
  for (const piece of ['<meta ', '<meta "', "<meta content='", '<title', '<meta a=b c=d ', '<'])
    assert.ok(growth((length) => at(piece.repeat(length / 16))) < 8, `S33 ${piece}`);
});

test.run();
