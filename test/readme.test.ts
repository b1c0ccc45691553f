import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseConfig, settings } from '../src/config.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the README has every setting of the configuration, and no other', () => {
  const table = readme.split('## Settings')[1]!.split('\n## ')[0]!;
  const named = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]!);
  assert.equal(named.sort(), [...settings].sort());
});

test('every setting of the README is read by config.ts', () => {
  const source = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8');
  for (const name of settings) assert.ok(source.includes(`env.${name}`), name);
});

test('a bad configuration is told at once, a sentence for each fault, and nothing is made', () => {
  try {
    parseConfig({
      PORT: 'x',
      ORIGIN: 'ftp://a',
      ROLES: 'cook',
      SECRET_KEY: 'short',
      TRUST_PROXY: 'everywhere',
      SMTP_URL: 'mail',
      DATA_DIR: '/nonexistent/never',
    });
    assert.unreachable();
  } catch (fault) {
    const { faults } = fault as { faults: string[] };
    assert.is(faults.length, 6);
    for (const name of ['PORT', 'ORIGIN', 'ROLES', 'SECRET_KEY', 'TRUST_PROXY', 'SMTP_URL'])
      assert.ok(
        faults.some((one) => one.startsWith(name)),
        name,
      );
  }
});

test.run();
