import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { createArchive } from '../../src/platform/archive.ts';
import type { Home } from '../support/fediverse.ts';
import { member, multipart } from '../support/visitor.ts';

/** What one wrote elsewhere, as an archive tells it. */
export const note = (content: string, more: object = {}) => ({
  type: 'Create',
  object: { id: `https://old.example/${content.slice(0, 20)}`, type: 'Note', content, visibility: 'public', ...more },
});
export const outbox = (...items: unknown[]) =>
  `{"orderedItems":[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]}\n`;

/** An archive of these files, made in `folder`. */
export async function tar(folder: string, files: Record<string, string | Buffer>): Promise<Buffer> {
  const path = join(folder, `${Object.keys(files).length}-${Math.random()}.tar`);
  const archive = await createArchive(path);
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'string') await archive.addText(name, content);
    else {
      await writeFile(join(folder, 'part'), content);
      await archive.addFile(name, join(folder, 'part'));
    }
  }
  await archive.close();
  return readFile(path);
}

/** Malik brings it; gives the page that says what was taken. */
export async function bring(home: Home, settled: () => Promise<void>, bytes: Buffer): Promise<string> {
  const visitor = await member(home, 'malik');
  const form = await multipart({ kind: 'archive', mode: 'merge', _csrf: await visitor.token() }, [
    { field: 'file', name: '../../etc/passwd', bytes },
  ]);
  assert.is((await visitor.send('POST', '/settings/data/import', form)).status, 303);
  await settled();
  return (await visitor.get('/settings/data/import')).text;
}
