import { globSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('L07 the assessment names every table of the schema, and none that is gone', () => {
  const tables = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/(?<![\w.])table\(\s*'([a-z_]+)'/g)].map(([, name]) => name!),
  );
  assert.ok(tables.length > 50);
  const [, section] = read('docs/data-protection.md').split('## 3. ');
  const named = [...section!.split('## 4. ')[0]!.matchAll(/^\| ([a-z_, ]+) \|/gm)].flatMap(([, cell]) =>
    cell!.split(', '),
  );
  assert.equal(
    named.filter((name) => name !== 'table').sort(),
    [...new Set(tables)].sort(),
    'docs/data-protection.md, section 3',
  );
});

test('L06 L07 the template has what an assessment and a register of breaches have to hold', () => {
  const text = read('docs/data-protection.md');
  for (const words of ['Data protection officer', 'Legal basis', 'Recipients', 'Transfers', 'Processors', '≤ 72 h'])
    assert.match(text, words);
  for (const article of [15, 16, 17, 18, 20, 21, 22])
    assert.match(text, new RegExp(`\\|[^|]*\\b${article}\\b[^|]*\\|`));
  assert.match(read('README.md'), 'docs/data-protection.md');
});

test.run();
