import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isSafeFedify, refuseOldFedify } from '../../src/federation/fedify-version.ts';

const root = join(import.meta.dirname, '../..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>;
};

test('S121 everything in the lock file comes from a registry, with its digest', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  assert.ok(packages.length > 100);
  for (const [path, { resolved, integrity, link }] of packages) {
    assert.ok(integrity?.startsWith('sha512-'), `${path} has no digest`);
    assert.not.ok(link, path);
    assert.ok(!resolved || resolved.startsWith('https://registry.npmjs.org/'), `${path} comes from ${resolved}`);
  }
  for (const own of Object.values(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies))
    assert.match(String(own), /^[\^~]?\d+\.\d+\.\d+$/, 'a version, not an address');
});

test('S121 every dependency has its reason in CONTRIBUTING', () => {
  const [, table] = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('## Dependencies');
  const named = [...table!.matchAll(/^\| (.+?) \|/gm)].slice(2).flatMap(([, names]) => names!.split(', '));
  const own = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies);
  assert.equal(named.sort(), own.sort());
});

test('S121 no script of a package runs at its installation', () => {
  assert.match(readFileSync(join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
});

test('S121 an old Fedify is refused at the start', () => {
  for (const version of ['2.3.7', '2.3.6', '2.2.9', '1.10.12', '0.9.0', '2.3.8-dev.1'])
    assert.not.ok(isSafeFedify(version));
  for (const version of ['2.3.8', '2.3.15', '2.4.0', '3.0.0', '2.10.0']) assert.ok(isSafeFedify(version));
  refuseOldFedify();
});

test('S121 what the lock file holds is what reliability asks for', () => {
  const versionOf = (name: string) => lock.packages[`node_modules/${name}`]?.version ?? '';
  const least: [string, number[]][] = [
    ['@fedify/fedify', [2, 3, 8]],
    ['nodemailer', [10, 4, 1]],
    ['sharp', [0, 35, 0]],
    ['undici', [8, 10, 2]],
    ['sanitize-html', [2, 18, 1]],
  ];
  for (const [name, parts] of least) {
    const found = versionOf(name).split('.').map(Number);
    const place = parts.findIndex((part, at) => found[at] !== part);
    assert.ok(place < 0 || found[place]! > parts[place]!, `${name} ${versionOf(name)}`);
  }
});

test.run();
