import { globSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const pages = { en: 'DATA_PROTECTION.md', fr: 'DATA_PROTECTION.fr.md' };

/** Tables that section 3 of a page names, line by line. */
const linesOf = (page: string) =>
  [
    ...read(page)
      .split('## 3. ')[1]!
      .split('## 4. ')[0]!
      .matchAll(/^\| ([a-z_, ]+) \|/gm),
  ].map(([, cell]) => cell!);

for (const page of Object.values(pages))
  test(`L07 ${page} names every table of the schema, and none that is gone`, () => {
    const tables = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/(?<![\w.])table\(\s*'([a-z_]+)'/g)].map(([, name]) => name!),
    );
    assert.ok(tables.length > 50);
    const named = linesOf(page).flatMap((cell) => cell.split(', '));
    const [inPage, inSchema] = [new Set(named), new Set(['table', ...tables])];
    assert.equal(
      [...inSchema].filter((name) => !inPage.has(name)),
      [],
      `to be added to section 3 of ${page}`,
    );
    assert.equal(
      [...inPage].filter((name) => !inSchema.has(name)),
      [],
      'no longer in the schema',
    );
  });

test('L02 L07 the page in French says as much as the one in English: tables, rows, articles, figures', () => {
  assert.equal(linesOf(pages.fr), linesOf(pages.en));
  const shape = (page: string) =>
    read(page)
      .split('\n## ')
      .slice(1)
      .map((part) => part.split('\n').filter((line) => line.startsWith('|')).length);
  assert.equal(shape(pages.fr), shape(pages.en));
  const rows = (page: string) =>
    read(page)
      .split('\n')
      .filter((line) => line.startsWith('|'));
  const figures = (line: string) => (line.match(/\d+/g) ?? []).sort().join(' ');
  const [english, french] = [rows(pages.en), rows(pages.fr)];
  for (const [place, line] of english.entries()) assert.is(figures(french[place]!), figures(line), line);
});

test('L06 L07 the template has what an assessment and a register of breaches have to hold', () => {
  const words = {
    en: ['Data protection officer', 'Legal basis', 'Recipients', 'Transfers', 'Processors', '≤ 72 h'],
    fr: [
      'Délégué à la protection des données',
      'Base légale',
      'Destinataires',
      'Transferts',
      'Sous-traitants',
      '≤ 72 h',
    ],
  };
  for (const language of ['en', 'fr'] as const) {
    const text = read(pages[language]);
    for (const said of words[language]) assert.match(text, said);
    for (const article of [15, 16, 17, 18, 20, 21, 22])
      assert.match(text, new RegExp(`\\|[^|]*\\b${article}\\b[^|]*\\|`));
    assert.match(read('README.md'), pages[language]);
  }
});

test.run();
