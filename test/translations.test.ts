import { globSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { languages, rooms } from '../src/platform/i18n.ts';
import { frenchText } from '../views/typography.ts';

const read = (lang: string, room: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../src/platform/texts/${lang}/${room}.json`, import.meta.url), 'utf8'));
const all = (lang: string) => Object.assign({}, ...rooms.map((room) => read(lang, room))) as Record<string, string>;
const source = globSync(['src/**/*.ts', 'views/**/*.ts'])
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test('every key has a text in every language, and in one room only', () => {
  for (const lang of languages) {
    assert.equal(Object.keys(all(lang)).sort(), Object.keys(all('fr')).sort(), lang);
    const keys = rooms.flatMap((room) => Object.keys(read(lang, room)));
    assert.equal(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
    for (const [key, text] of Object.entries(all(lang))) assert.ok(text.trim(), `${lang} ${key} is empty`);
  }
});

test('a text takes the same arguments in every language', () => {
  const french = all('fr');
  for (const lang of languages)
    for (const [key, text] of Object.entries(all(lang)))
      assert.equal(argumentsOf(text), argumentsOf(french[key]!), `${key} in ${lang}`);
});

test('every key that the code names exists', () => {
  const known = all('fr');
  const named = [
    ...source.matchAll(/\bt\(\s*'([\w.]+)'/g),
    ...source.matchAll(/\bnew Refusal\(\s*\d+,\s*'([\w.]+)'/g),
    ...source.matchAll(/\bforbidden\('([\w.]+)'/g),
    ...source.matchAll(/\bkey: '([\w.]+)', args/g),
    ...source.matchAll(/\bnew Invalid\(\{[^}]*?: '([\w.]+\.[\w.]+)'/g),
    ...source.matchAll(/\bfaults(?:\.\w+|\[[^\]]+\]) = '([\w.]+)'/g),
  ].map(([, key]) => key!);
  assert.ok(named.length > 300, 'the patterns still find them');
  assert.equal([...new Set(named.filter((key) => !(key in known)))], []);
});

test('no text is left over', () => {
  // `people.${which}` names all of its family.
  const families = new Set([...source.matchAll(/`(\w+)\.\$\{/g)].map(([, family]) => family!));
  const unused = Object.keys(all('fr')).filter(
    (key) => !source.includes(`'${key}'`) && !families.has(key.split('.')[0]!),
  );
  assert.equal(unused, []);
});

test('French texts have French spacing, apostrophes are curved, nobody shouts', () => {
  for (const [key, text] of Object.entries(all('fr'))) {
    assert.is(frenchText(text), text, `spacing of ${key}`);
    assert.not.match(text, /[^ \u00a0\u202f]( |)[?;]|[^\s] [!?;:»]|« /, `spacing of ${key}`);
  }
  for (const lang of languages)
    for (const [key, text] of Object.entries(all(lang))) {
      assert.not.match(text, /'/, `${key} in ${lang}: ICU takes a straight apostrophe for a quote`);
      assert.not.match(text, /!/, `${key} in ${lang}`);
    }
});

/** Names of the arguments of an ICU message, sorted. */
function argumentsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name!))].sort();
}

test.run();
