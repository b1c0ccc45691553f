// deadline: 400 s
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accountByHandle } from '../../src/accounts/account.ts';
import { dialect, parseConfig } from '../../src/config.ts';
import { closeInstance, createInstance, type Instance } from '../../src/instance.ts';
import { mediaRows } from '../../src/media/media.ts';
import { fileOf } from '../../src/media/variants.ts';
import { count, sql } from '../../src/platform/columns.ts';
import { posts } from '../../src/posts/tables.ts';
import { withServedMedia } from '../media/served.ts';
import { withFolder } from '../support/folder.ts';
import { createDatabase } from '../support/postgres.ts';

const cli = join(import.meta.dirname, '../../src/cli.ts');

interface Place {
  ORIGIN: string;
  DATA_DIR: string;
  DATABASE_URL?: string;
}
const placeOf = ({ config }: Instance): Place => ({
  ORIGIN: config.origin,
  DATA_DIR: config.dataDir,
  ...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }),
});
async function newPlace(folder: string, origin: string): Promise<Place> {
  const databaseUrl = dialect === 'postgres' ? await createDatabase() : null;
  return { ORIGIN: origin, DATA_DIR: join(folder, 'restored'), ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
}

/** Runs `maillon backup|restore` as an operator does. */
const maillon = (command: string, file: string, place: Place & { SECRET_KEY?: string }) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(process.execPath, [cli, command, file], { env: { ...place }, cwd: '/' }, (_, out, fault) =>
      resolve({ code: child.exitCode!, said: out + fault }),
    );
  });

test('F27 a backup taken while 100 people write is restored whole, with its pictures and its key', () =>
  withFolder((folder) =>
    withServedMedia(async ({ instance, account, upload, publish }) => {
      const ines = await account('ines');
      const picture = await upload(ines);
      const shown = await publish(ines, 'public', [picture.id], 'Le verger en novembre');
      const before: string[] = [shown];
      let writing = true;
      let written = 0;
      const writers = Array.from({ length: 4 }, async () => {
        while (writing) {
          const id = await publish(ines, 'public', [], `Billet ${written++}`);
          if (!begun) before.push(id);
          await new Promise((done) => setTimeout(done, 10));
        }
      });
      let begun = false;
      // By what was written, not by the clock: a busy machine writes a tenth as fast.
      while (written < 20) await new Promise((done) => setTimeout(done, 20));
      begun = true;
      const atStart = written;
      const file = join(folder, 'instance.tar');
      const made = await maillon('backup', file, placeOf(instance));
      const during = written - atStart;
      writing = false;
      await Promise.all(writers);
      assert.equal(made.code, 0, made.said);
      assert.ok(during >= 4, `only ${during} posts were written meanwhile`);
      assert.is(statSync(file).mode & 0o777, 0o600);
      assert.not.ok(existsSync(`${file}.partial`));
      assert.equal(readdirSync(join(instance.config.dataDir, 'temporary')), []);
      const listed = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).split('\n');
      assert.equal(listed.slice(0, 3), ['manifest.json', 'secret.key', 'database']);

      const place = await newPlace(folder, instance.config.origin);
      const restored = await maillon('restore', file, place);
      assert.equal(restored.code, 0, restored.said);
      const again = await createInstance(parseConfig({ ...place, LOG_LEVEL: 'silent' }));
      try {
        assert.is(again.config.secretKey, instance.config.secretKey);
        const ids = new Set((await again.db.select({ id: posts.id }).from(posts)).map((row) => row.id));
        assert.equal(
          before.filter((id) => !ids.has(id)),
          [],
        );
        const [total] = await again.db.select({ n: count() }).from(posts).where(sql`${posts.accountId} = ${ines.id}`);
        const owner = (await accountByHandle(again, 'ines'))!;
        assert.is(owner.posts, total!.n, 'a post and its count are one moment');
        const [row] = await mediaRows(again, shown);
        const found = (await again.files.find(fileOf(row!.file, 'full')))!;
        const original = (await instance.files.find(fileOf(picture.file, 'full')))!;
        assert.equal(readFileSync(found.path), readFileSync(original.path));
        await again.database.write((tx) => tx.update(posts).set({ likes: 1 }));
      } finally {
        await closeInstance(again);
      }
      const twice = await maillon('restore', file, place);
      assert.is(twice.code, 1);
      assert.match(twice.said, /restore into an empty/);
    }),
  ));

test('F25 F27 a damaged, cut, foreign or strange backup changes nothing and says why', () =>
  withFolder((folder) =>
    withServedMedia(async ({ instance, account, upload }) => {
      await upload(await account('ines'));
      const file = join(folder, 'instance.tar');
      assert.is((await maillon('backup', file, placeOf(instance))).code, 0);
      assert.match((await maillon('backup', file, placeOf(instance))).said, /exists already/);
      const bytes = readFileSync(file);
      let changes = 0;
      const changed = (change: (copy: Buffer) => Buffer | undefined) => {
        const copy = Buffer.from(bytes);
        const path = join(folder, `changed${++changes}.tar`);
        writeFileSync(path, change(copy) ?? copy);
        return path;
      };
      const place = await newPlace(folder, instance.config.origin);
      const entry = (name: string) => bytes.indexOf(`${name}\0`);
      const cases: [string, string, Partial<Place & { SECRET_KEY: string }>, RegExp][] = [
        [
          'a changed byte',
          changed((copy) => void copy.writeUInt8(copy[entry('database') + 5000]! ^ 1, entry('database') + 5000)),
          {},
          /damaged/,
        ],
        [
          'a changed key',
          changed((copy) => void copy.writeUInt8(copy[entry('secret.key') + 512]! ^ 1, entry('secret.key') + 512)),
          {},
          /damaged/,
        ],
        ['a cut end', changed((copy) => copy.subarray(0, copy.length - 3000)), {}, /damaged|not whole/],
        [
          'a cut half',
          changed((copy) => copy.subarray(0, Math.floor(copy.length / 2 / 512) * 512)),
          {},
          /damaged|not whole/,
        ],
        [
          'another version',
          changed((copy) => void copy.write('9.9.9', copy.indexOf('"version": "') + 12)),
          {},
          /version 9\.9\.9/,
        ],
        ['another address', file, { ORIGIN: 'https://other.example' }, /set ORIGIN/],
        ['another key', file, { SECRET_KEY: 'x'.repeat(44) }, /SECRET_KEY/],
        ['no archive', cli, {}, /damaged/],
      ];
      for (const [name, path, more, sentence] of cases) {
        const { code, said } = await maillon('restore', path, { ...place, ...more });
        assert.is(code, 1, name);
        assert.match(said, sentence, name);
        assert.not.match(said, /\n {4}at /, name);
        const left = readdirSync(place.DATA_DIR).filter((one) => one !== 'secret.key');
        assert.equal(left, [], name);
      }
      assert.is((await maillon('restore', file, place)).code, 0);
    }),
  ));

test('S95 an entry that leads elsewhere, a link, or a strange name is refused', () =>
  withFolder(async (folder) => {
    const inside = join(folder, 'inside');
    mkdirSync(join(inside, 'files'), { recursive: true });
    for (const name of ['evil', 'files/evil.webp']) writeFileSync(join(inside, name), 'x');
    execFileSync('ln', ['-s', '/etc/passwd', join(inside, 'database')]);
    const place = await newPlace(folder, 'http://valombre.localhost:3001');
    for (const options of [
      ['evil'],
      ['files/evil.webp'],
      ['database'],
      ['--transform', 's,evil,../../evil,', 'evil'],
      ['files'],
    ]) {
      const file = join(folder, 'strange.tar');
      execFileSync('tar', ['--format=ustar', '-cf', file, '-C', inside, ...options], { stdio: 'ignore' });
      const { code, said } = await maillon('restore', file, place);
      assert.is(code, 1, options.join(' '));
      assert.match(said, /none of ours|damaged|not the name/, options.join(' '));
    }
    assert.not.ok(existsSync(join(folder, 'evil')));
    assert.equal(readdirSync(place.DATA_DIR), ['secret.key']);
  }));

test.run();
