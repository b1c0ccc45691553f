import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createFiles, filePlace, newFileName } from '../../src/platform/files.ts';
import { withFolder } from '../support/folder.ts';

const keep = async (files: ReturnType<typeof createFiles>, text: string, name = `${newFileName()}.webp`) => {
  const temporary = files.temporary();
  writeFileSync(temporary, text);
  await files.keep(temporary, name);
  return name;
};

test('a file is kept under a random name, found and removed again', () =>
  withFolder(async (folder) => {
    const files = createFiles(folder);
    const name = await keep(files, 'abc');
    const found = (await files.find(name))!;
    assert.is(readFileSync(found.path, 'utf8'), 'abc');
    assert.is(found.bytes, 3);
    assert.is(found.path, join(folder, 'files', name.slice(0, 2), name.slice(2, 4), name));
    assert.equal(readdirSync(join(folder, 'temporary')), []);
    await files.remove([name, `${newFileName()}.webp`]);
    assert.is(await files.find(name), null);
  }));

test('S61 names hold 128 bits that nobody can guess', () => {
  const names = new Set(Array.from({ length: 1000 }, newFileName));
  assert.is(names.size, 1000);
  for (const name of names) assert.match(name, /^[0-9a-f]{32}$/);
});

const hostile = [
  '../../etc/passwd',
  '..',
  '/etc/passwd',
  'a/b.webp',
  `${'0'.repeat(32)}.webp\0.png`,
  `%2e%2e${'0'.repeat(26)}.webp`,
  `${'0'.repeat(300)}.webp`,
  'CON',
  '',
  `${'0'.repeat(32)}-../x.webp`,
  `${'0'.repeat(32)}.webp\n`,
  `${'A'.repeat(32)}.webp`,
];
test('S90 a name that we did not make is no name', () =>
  withFolder(async (folder) => {
    const files = createFiles(folder);
    for (const name of hostile) {
      assert.throws(() => filePlace(name), /not the name/, name);
      const temporary = files.temporary();
      writeFileSync(temporary, 'x');
      assert.is(
        await files.keep(temporary, name).then(
          () => 'kept',
          () => 'refused',
        ),
        'refused',
      );
      assert.is(
        await files.find(name).then(
          () => 'looked',
          () => 'refused',
        ),
        'refused',
      );
    }
    assert.not.ok(existsSync(join(folder, 'files')));
  }));

test('S90 a link that leads out of the root is not followed', () =>
  withFolder(async (folder) => {
    const files = createFiles(folder);
    await keep(files, 'abc');
    writeFileSync(join(folder, 'secret.key'), 'secret');
    const name = `${newFileName()}.webp`;
    const path = join(files.root, filePlace(name));
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(join(folder, 'secret.key'), path);
    assert.is(await files.find(name), null);
  }));

test('what a crash left in the temporary folder goes after an hour, kept files are listed', () =>
  withFolder(async (folder) => {
    const files = createFiles(folder);
    const name = await keep(files, 'abc');
    const [old, fresh] = [files.temporary(), files.temporary()];
    for (const path of [old, fresh]) writeFileSync(path, 'x');
    utimesSync(old, Date.now() / 1000 - 7200, Date.now() / 1000 - 7200);
    await files.sweepTemporary(Date.now());
    assert.equal([existsSync(old), existsSync(fresh)], [false, true]);
    const listed = [];
    for await (const file of files.list()) listed.push(file.name);
    assert.equal(listed, [name]);
  }));

test.run();
