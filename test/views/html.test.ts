import { globSync, readFileSync } from 'node:fs';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAssets } from '../../src/web/assets.ts';
import { html, join, raw, render } from '../../views/html.ts';
import { gallery } from './gallery.ts';
import * as sample from './sample.ts';

const hostile = `"'><i>{{7*7}}\${7*7}\``;

test('S89 text and attributes are escaped, lists are joined, nothing stands for nothing', () => {
  assert.is(
    render(html`<a title="${hostile}">${hostile}</a>`),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it has to stay text
    '<a title="&quot;&#39;&gt;&lt;i&gt;{{7*7}}${7*7}&#96;">&quot;&#39;&gt;&lt;i&gt;{{7*7}}${7*7}&#96;</a>',
  );
  assert.is(render(html`${[1, html`<b>${'<'}</b>`, ['&', null]]}${false}${undefined}${true}`), '1<b>&lt;</b>&amp;');
  assert.is(render(html`${raw('<hr>')}${'a\0b'}`), '<hr>ab');
  assert.is(render(join(['<', '', html`<b>`], ' & ')), '&lt; &amp; <b>');
});

test('S89 an object that only looks like markup is escaped or refused', () => {
  const forged = JSON.parse('{"markup":"<script>"}');
  assert.throws(() => render(html`${forged}`));
});

test('S89 every attribute of every template is quoted', () => {
  const loose = globSync('views/**/*.ts').filter((file) =>
    /<[a-z][^`]*\s[a-z-]+=\$\{/.test(readFileSync(file, 'utf8')),
  );
  assert.equal(loose, []);
});

test('S89 a hostile string in any field appears literally on every page', () => {
  const assets = createAssets();
  const before = structuredClone({ ...sample.malik });
  spoil([sample.timeline, sample.votes, sample.picture, sample.university, sample.nour, sample.gerard, sample.jeanne]);
  assert.is.not(sample.malik.displayName, before.displayName);
  for (const [path, { signedOut, show }] of Object.entries(gallery)) {
    const page = sample.samplePage(assets, 'fr', signedOut ? { viewer: null, path } : { path });
    spoil([page.organisation]);
    page.flash = { text: hostile, undo: { path: hostile } };
    const text = render(show(page));
    const tree = parse(text);
    const found: string[] = [];
    walk(tree, (element) => {
      // The parser gives the two that our charts have their capitals back.
      const names = element.attrs
        .map(({ name }) => name)
        .filter((name) => !/^(viewBox|preserveAspectRatio)$/.test(name));
      if (names.some((name) => /[^a-z0-9:_-]/.test(name))) found.push(element.nodeName);
      // Initials stand in an <i> of ours, with the whole string; one that was let in would hold what follows its tag.
      const text = element.nodeName === 'i' ? textOf(element) : '';
      if (text.includes('7*7') && !text.includes('<i>')) found.push('i');
    });
    assert.equal(found, [], path);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it has to stay text
    assert.ok(text.includes('&lt;i&gt;{{7*7}}${7*7}'), `${path} shows it`);
  }
});

/** Fields that hold sanitised markup, or a word that chooses among ours. */
const kept = new Set([
  'html',
  'bio',
  'value',
  'kind',
  'audience',
  'affiliation',
  'language',
  'languages',
  'signUp',
  'id',
  'entryId',
]);

function spoil(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const fields = value as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields)) {
    if (kept.has(name)) continue;
    if (typeof field === 'string') fields[name] = hostile;
    else spoil(field, seen);
  }
}

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function walk(node: Node, visit: (element: Element) => void): void {
  if ('tagName' in node) visit(node);
  if ('childNodes' in node) for (const child of node.childNodes) walk(child, visit);
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

test.run();
