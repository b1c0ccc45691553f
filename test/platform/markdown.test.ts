import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { namesIn, renderMarkdown } from '../../src/platform/markdown.ts';
import { sanitise } from '../../src/platform/sanitise.ts';
import { growth } from '../support/growth.ts';
import { elementsOf, textOf } from '../support/html-tree.ts';
import { hostileHtml } from './hostile-html.ts';

const options = {
  mentions: (handle: string) =>
    handle === 'nobody' ? null : { href: `https://a.example/@${handle}`, label: handle.split('@')[0]! },
  hashtag: (name: string) => `https://a.example/tags/${name.toLowerCase()}`,
};
const render = (source: string) => renderMarkdown(source, options);
const tagsOf = (html: string) => elementsOf(html).map(({ tag }) => tag);

test('paragraphs, breaks, emphasis, code, lists, quotes', () => {
  assert.is(render('a\nb\n\nc').html, '<p>a<br />\nb</p>\n<p>c</p>');
  assert.is(render('**a** *b* ~~c~~ `d`').html, '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>');
  assert.is(render('- a\n- b').html, '<ul>\n<li>a</li>\n<li>b</li>\n</ul>');
  assert.is(render('3. a').html, '<ol start="3">\n<li>a</li>\n</ol>');
  assert.is(render('> a').html, '<blockquote>\n<p>a</p>\n</blockquote>');
  assert.is(render('```\na < b\n```').html, '<pre><code>a &lt; b\n</code></pre>');
});

test('headings, rules, tables, pictures and HTML are text in a post', () => {
  assert.is(render('# a').html, '<p># a</p>');
  assert.is(render('---').html, '<p>---</p>');
  assert.equal(tagsOf(render('| a |\n|---|\n| b |').html), ['p', 'br', 'br']);
  assert.not.ok(tagsOf(render('![a](https://x.example/y.png)').html).includes('img'));
  assert.is(render('<b>a</b> &copy;').html, '<p>&lt;b&gt;a&lt;/b&gt; ©</p>');
});

test('headings stand in an article', () => {
  assert.is(renderMarkdown('# a\n\n---', { headings: true }).html, '<h2>a</h2>\n<hr />');
});

test('a mention has the markup that other servers read, and is told once', () => {
  const { html, mentions } = render('@ines et @malik@b.example, @INES');
  assert.match(
    html,
    '<span class="h-card" translate="no"><a href="https://a.example/@ines" class="u-url mention" rel="nofollow noopener noreferrer" target="_blank">@<span>ines</span></a></span> et',
  );
  assert.match(html, '@<span>malik</span>');
  assert.equal(mentions, ['ines', 'malik@b.example']);
});

test('an unknown handle stays text and is not told', () => {
  assert.equal(render('@nobody'), { html: '<p>@nobody</p>', mentions: [], hashtags: [] });
});

test('handles may hold underscores, dots and hyphens, and end before punctuation', () => {
  assert.equal(render('(@jean_paul_b) @a.b-c, cc:@d.').mentions, ['jean_paul_b', 'a.b-c', 'd']);
  assert.equal(render('@e@host.example.').mentions, ['e@host.example']);
});

test('hashtags take letters of any script, one at least', () => {
  const { html, hashtags } = render('#Blé #été_2026 #1 #農業 #a-b #BLÉ');
  assert.equal(hashtags, ['Blé', 'été_2026', '農業', 'a']);
  assert.match(
    html,
    '<a href="https://a.example/tags/blé" class="mention hashtag" rel="tag nofollow noopener noreferrer">#<span>Blé</span></a>',
  );
});

test('no mention or hashtag in words, addresses, links and code', () => {
  const source = 'a@b.example x#y https://c.example/@d#e [@f #g](https://h.example) `@i #j`\n\n```\n@k #l\n```';
  const { mentions, hashtags } = render(source);
  assert.equal({ mentions, hashtags }, { mentions: [], hashtags: [] });
});

test('names are found before anybody is looked up', () => {
  assert.equal(namesIn('@a `@b` #c @d@e.example'), { handles: ['a', 'd@e.example'], hashtags: ['c'] });
});

test('only addresses with their scheme become links, shortened for the eye, whole for the clipboard', () => {
  const address = 'https://www.example.org/a/very/long/path/that/goes/on/and/on';
  const { html } = render(`voir ${address}, fin.de x@y.example`);
  assert.equal(tagsOf(html), ['p', 'a', 'span', 'span', 'span']);
  assert.match(html, `href="${address}"`);
  assert.is(textOf(html), `voir ${address}, fin.de x@y.example`);
  assert.match(html, '<span class="ellipsis">example.org/a/very/long/path/t</span>');
});

test('S75 no payload in Markdown, in HTML or as an address comes through', () => {
  for (const payload of hostileHtml)
    for (const source of [payload, `[x](${payload})`, `<${payload}>`, `> - ${payload}`, `@a@${payload} #${payload}`]) {
      const { html } = render(source);
      assert.is(sanitise(html), html);
      for (const { attributes } of elementsOf(html))
        if (attributes.href) assert.match(attributes.href, /^(https?:|mailto:)/);
    }
  for (const address of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    '&#106;avascript:x',
    '/settings',
  ])
    assert.not.ok(
      tagsOf(render(`[x](${address}) <${address}>`).html).includes('a') && /href/.test(render(`[x](${address})`).html),
    );
});

test('property: any text renders, stays what the sanitiser makes of it, and loses no word', () => {
  const words = fc.array(
    fc.constantFrom(
      'mot',
      '*',
      '_',
      '`',
      '[',
      '](',
      ')',
      '@a',
      '#b',
      '> ',
      '- ',
      '\n',
      '\n\n',
      '<',
      '&',
      ' ',
      '~~',
      '```',
      'https://x.example/',
    ),
  );
  fc.assert(
    fc.property(words, (pieces) => {
      const { html } = render(pieces.join(''));
      assert.is(sanitise(html), html);
    }),
    { numRuns: 2000 },
  );
});

for (const unit of [
  '[',
  '@',
  '@a',
  '@a@',
  '@a.',
  '#a',
  '*a_',
  '`a',
  '> ',
  '![',
  '[a](',
  '**a*',
  'https://',
  'https://a.b/(',
  '<',
  '~',
  '- ',
])
  test(`S33 rendering grows with the length only: ${unit}`, () => {
    const factor = growth((length) => void render(unit.repeat(length / unit.length)), 8192);
    assert.ok(factor < 5, `16 times the text costs ${factor.toFixed(1)} times as much per character`);
  });

test.run();
