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
  const [, section] = read('DATA_PROTECTION.md').split('## 3. ');
  const named = [...section!.split('## 4. ')[0]!.matchAll(/^\| ([a-z_, ]+) \|/gm)].flatMap(([, cell]) =>
    cell!.split(', '),
  );
  const [inPage, inSchema] = [new Set(named), new Set(['table', ...tables])];
  assert.equal(
    [...inSchema].filter((name) => !inPage.has(name)),
    [],
    'to be added to section 3 of DATA_PROTECTION.md',
  );
  assert.equal(
    [...inPage].filter((name) => !inSchema.has(name)),
    [],
    'no longer in the schema',
  );
});

test('L06 L07 the template has what an assessment and a register of breaches have to hold', () => {
  const text = read('DATA_PROTECTION.md');
  for (const words of ['Data protection officer', 'Legal basis', 'Recipients', 'Transfers', 'Processors', '≤ 72 h'])
    assert.match(text, words);
  for (const article of [15, 16, 17, 18, 20, 21, 22])
    assert.match(text, new RegExp(`\\|[^|]*\\b${article}\\b[^|]*\\|`));
  assert.match(read('README.md'), 'DATA_PROTECTION.md');
});

test.run();
