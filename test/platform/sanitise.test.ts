import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plainText, sanitise, sanitisedText } from '../../src/platform/sanitise.ts';
import { growth } from '../support/growth.ts';
import { elementsOf, textOf } from '../support/html-tree.ts';
import { hostileHtml } from './hostile-html.ts';

const tags = new Set(
  'p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp h2 h3 h4 hr'.split(' '),
);
const attributes: Record<string, RegExp> = {
  href: /^(https?:\/\/|mailto:)/i,
  rel: /^(tag )?nofollow noopener noreferrer$/,
  target: /^_blank$/,
  class: /^(mention|hashtag|u-url|h-card|invisible|ellipsis)( (mention|hashtag|u-url|h-card|invisible|ellipsis))*$/,
  translate: /^[^<>]*$/,
  start: /^[^<>]*$/,
  reversed: /^[^<>]*$/,
  value: /^[^<>]*$/,
};

/** Fails unless a browser's parser sees allowed tags with allowed attributes only. */
function assertHarmless(html: string, from: string) {
  for (const { tag, attributes: given, foreign } of elementsOf(html)) {
    assert.ok(tags.has(tag) && !foreign, `${tag} came through: ${from}`);
    for (const [name, value] of Object.entries(given))
      assert.ok(attributes[name]?.test(value), `${tag} ${name}="${value}" came through: ${from}`);
  }
}

test('S75 S76 S77 no payload of the corpus leaves more than allowed tags and attributes', () => {
  for (const payload of hostileHtml)
    for (const article of [false, true]) {
      const clean = sanitise(payload, { article });
      assertHarmless(clean, payload);
      assert.not.match(clean, /<[^>]*\b(on\w+|hx-|data-|style|id|name|sse-)/i);
    }
});

test('S76 the corpus inside each allowed tag, and inside an attribute, stays harmless', () => {
  for (const payload of hostileHtml) {
    for (const tag of tags) assertHarmless(sanitise(`<${tag}>${payload}`), `${tag}: ${payload}`);
    assertHarmless(sanitise(`<a href="https://a.example/${payload}">x</a>`), payload);
    assertHarmless(sanitise(`<a title='${payload}' href="https://a.example">x</a>`), payload);
  }
});

const names = [
  ...tags,
  'svg',
  'math',
  'style',
  'script',
  'template',
  'noscript',
  'table',
  'td',
  'form',
  'mtext',
  'title',
];
const piece = fc.oneof(
  fc.constantFrom(...names).map((name) => `<${name}>`),
  fc.constantFrom(...names).map((name) => `</${name}>`),
  fc.constantFrom(
    '<a href="https://a.example">',
    '<a href="javascript:1" onclick=1>',
    '<p class="mention x" hx-get="/">',
  ),
  fc.constantFrom(
    '<!--',
    '-->',
    '<',
    '>',
    '"',
    "'",
    '&lt;',
    '&amp;',
    '&',
    '&#60;',
    '<![CDATA[',
    ']]>',
    '/',
    '=',
    'é',
    ' ',
  ),
  fc.string({ maxLength: 6 }),
);
const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

test('S76 property: any tag soup becomes harmless, and sanitising again changes nothing', () => {
  fc.assert(
    fc.property(soup, fc.boolean(), (html, article) => {
      const once = sanitise(html, { article });
      assertHarmless(once, html);
      assert.is(sanitise(once, { article }), once);
    }),
    { numRuns: 5000 },
  );
});

test('keeps what other servers write for mentions, hashtags and addresses', () => {
  const mention =
    '<p><span class="h-card" translate="no"><a href="https://b.example/@ines" class="u-url mention">@<span>ines</span></a></span></p>';
  assert.is(
    sanitise(mention),
    '<p><span class="h-card" translate="no"><a href="https://b.example/@ines" class="u-url mention" rel="nofollow noopener noreferrer" target="_blank">@<span>ines</span></a></span></p>',
  );
  assert.is(
    sanitise('<a href="https://b.example/tags/blé" class="mention hashtag" rel="tag">#<span>blé</span></a>'),
    '<a href="https://b.example/tags/blé" class="mention hashtag" rel="tag nofollow noopener noreferrer">#<span>blé</span></a>',
  );
});

test('a link that has a page here leads there, without a new window', () => {
  const localLinks = new Map([['https://b.example/@ines', '/@ines@b.example']]);
  assert.is(
    sanitise('<a href="https://b.example/@ines" class="mention" target="_blank">x</a>', { localLinks }),
    '<a href="/@ines@b.example" class="mention">x</a>',
  );
});

test('headings are paragraphs in a post and headings in an article', () => {
  assert.is(sanitise('<h1>a</h1><h2>b</h2>'), '<p>a</p><p>b</p>');
  assert.is(sanitise('<h1>a</h1><h3>b</h3><h6>c</h6>', { article: true }), '<h2>a</h2><h3>b</h3><h4>c</h4>');
});

test('text inside unknown tags stays, text of scripts and styles goes', () => {
  assert.is(sanitise('<article>a<figure>b</figure></article><style>c</style><script>d</script>e'), 'abe');
});

test('nesting ends at 32, and the text below it stays', () => {
  const clean = sanitise(`${'<blockquote>'.repeat(500)}deep`);
  assert.is(elementsOf(clean).length, 32);
  assert.is(textOf(clean), 'deep');
});

test('S33 a source of more than 10 000 tags is taken as text', () => {
  const clean = sanitise(`<b>Bonjour</b> &amp; <scr${'<b>'.repeat(20_000)}ipt>alert(1)<img src=x onerror=alert(1)`);
  assert.equal(elementsOf(clean), []);
  assert.match(textOf(clean), /^Bonjour & /);
  assert.is(sanitise(clean), clean);
});

test('the text of what was sanitised is the same without parsing it again', () => {
  fc.assert(
    fc.property(soup, fc.boolean(), (html, article) => {
      const clean = sanitise(html, { article });
      assert.is(sanitisedText(clean), plainText(clean));
    }),
    { numRuns: 500 },
  );
});

test('U+0000 goes: PostgreSQL refuses it', () => {
  assert.is(sanitise('<p>a\0b</p>'), '<p>ab</p>');
  assert.is(plainText('a\0b &amp; c'), 'ab & c');
});

test('plain text has line ends for blocks and decoded signs', () => {
  assert.is(plainText('<p>a &lt;b&gt;<br>c &amp; « d »</p><p>e</p><script>f</script>'), 'a <b>\nc & « d »\ne');
});

for (const unit of [
  '<a',
  '<a<a<a ',
  '<div>',
  '</p>',
  '<b>',
  '<p>',
  '&lt',
  '<!--',
  '<a href="',
  '<a href=x ',
  '<noscript>',
  '<ul><li>',
])
  test(`S33 sanitising grows with the length only: ${unit}`, () => {
    const factor = growth((length) => void sanitise(unit.repeat(length / unit.length)));
    assert.ok(factor < 5, `16 times the text costs ${factor.toFixed(1)} times as much per character`);
  });

test.run();
