// deadline: 120 s
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCsv } from '../../src/data/csv.ts';
import { caps, entriesOf } from '../../src/data/import-archive.ts';
import { posts } from '../../src/posts/tables.ts';
import { startFediverse } from '../support/fediverse.ts';
import { withFolder } from '../support/folder.ts';
import { bring, note, outbox, tar } from './archives.ts';

/** Changes the first header: its sum is made right again. */
function rewritten(bytes: Buffer, change: (header: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  const header = copy.subarray(0, 512);
  change(header);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return copy;
}

test('S95 an archive that is none, is cut short, links elsewhere or lies about its sizes is refused, and leaves no file', () =>
  withFolder(async (folder) => {
    const fediverse = await startFediverse(['valombre']);
    const home = fediverse.homes.valombre;
    const good = await tar(folder, { 'actor.json': '{"name":"Malik"}', 'outbox.json': outbox(note('Bonjour')) });
    const hostile: Record<string, Buffer> = {
      nothing: Buffer.from('x'),
      packed: gzipSync(Buffer.alloc(8 * 1024 * 1024)),
      zip: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2000)]),
      cut: good.subarray(0, 1500),
      'a symbolic link': rewritten(good, (header) => header.write('2', 156)),
      'a hard link': rewritten(good, (header) => header.write('1', 156)),
      'a folder': rewritten(good, (header) => header.write('5', 156)),
      'eight GiB it has not': rewritten(good, (header) => header.write('77777777777\0', 124)),
      'a size below zero': rewritten(good, (header) => header.write('-0000000001\0', 124)),
      'size 0': rewritten(good, (header) => header.write('00000000000\0', 124)),
      'a wrong sum': Buffer.from(good).fill(0x37, 20, 21),
      'no account': await tar(folder, { 'outbox.json': outbox(note('Bonjour')) }),
      'too many files': await tar(folder, Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.json`, '']))),
    };
    const { dataDir } = home.instance.config;
    for (const [name, bytes] of Object.entries(hostile)) {
      const text = await bring(home, fediverse.settled, bytes);
      assert.match(text, 'Ce fichier n’est pas celui qui est attendu', name);
      assert.equal(await readdir(join(dataDir, 'transfers')), [], name);
      assert.equal(await readdir(join(dataDir, 'temporary')), [], name);
    }
    assert.is((await home.instance.db.select().from(posts)).length, 0);
    await fediverse.stop();
  }));

test('S95 names are looked up, never used; what is too long or no JSON is left out and the rest is taken', () =>
  withFolder(async (folder) => {
    const fediverse = await startFediverse(['valombre']);
    const home = fediverse.homes.valombre;
    const long = 'x'.repeat(caps.line + 10);
    const name = '0'.repeat(32);
    const bytes = await tar(folder, {
      'actor.json': '{"name":"Malik","summary":"<script>alert(1)</script>Bonjour"}',
      '../../../evil.webp': 'x',
      '/etc/evil': 'x',
      [`media_attachments/files/${name}.webp`]: 'no picture',
      'outbox.json': `{"orderedItems":[\n${JSON.stringify(note('Un'))},\n{"a":"${long}"},\nno json,\n${'['.repeat(100_000)},\n${JSON.stringify(
        note('Deux<img src=x onerror=alert(1)>', {
          attachment: [{ url: `/media_attachments/files/${name}.webp` }, { url: '../../../secret.key' }],
          published: '2999-01-01T00:00:00Z',
          inReplyTo: { toString: 1 },
        }),
      )}\n]}\n`,
      'filters.json': '[{"phrase":7},null,{"phrase":"x","expiresAt":1}]',
      'lists.csv': '\0"unfinished,\n',
    });
    const text = await bring(home, fediverse.settled, bytes);
    assert.match(text, '2 publications');
    const own = await home.instance.db.select().from(posts);
    assert.equal(own.map((post) => post.source!.trim()).sort(), ['Deux', 'Un']);
    assert.not.match(own.map((post) => post.html).join(), /onerror|script/);
    assert.ok(own.every((post) => post.createdAt <= Date.now()));
    assert.not.match((await home.account('malik')).bio, '<script');
    const { dataDir } = home.instance.config;
    for (const part of ['transfers', 'temporary']) assert.equal(await readdir(join(dataDir, part)), []);
    await fediverse.stop();
  }));

test('S95 more names than the cap stop the reading', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'many.tar');
    await writeFile(path, await tar(folder, Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}`, '']))));
    try {
      await entriesOf(path, 10);
      assert.unreachable();
    } catch (error) {
      assert.match((error as Error).message, 'too many');
    }
  }));

test('a CSV is read as it was written, in any of the forms that are met', () => {
  assert.equal(readCsv('\ufeffa,"b ""c"", d"\r\n\r\n "e\nf" , g \rh,', 10), [['a', 'b "c", d'], ['e\nf', 'g'], ['h']]);
  assert.is(readCsv('a\n'.repeat(100), 10).length, 10);
});

test.run();
