import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { backUp } from '../../src/admin/backup.ts';
import { beginTransfer, latestTransfer } from '../../src/data/transfer.ts';
import { localReaders, members, type Reader, type Row, rows } from './readers.ts';
import { names, type Scene } from './scene.ts';
import type { Surface } from './surface.ts';

/** All at once asks for the archive of each reader, and waits for it once. */
const exports = new WeakMap<Scene, Promise<void>>();

async function makeExports({ home, fediverse }: Scene): Promise<void> {
  for (const name of Object.values(names)) {
    const { id: accountId } = await home.account(name);
    await beginTransfer(home.instance, { accountId, direction: 'export', kind: 'archive' });
  }
  await fediverse.settled();
}

function once<T>(made: WeakMap<Scene, Promise<T>>, scene: Scene, make: (scene: Scene) => Promise<T>): Promise<T> {
  const known = made.get(scene) ?? make(scene);
  made.set(scene, known);
  return known;
}

/** The whole instance in one file, where a careless operator puts it: beside the data. */
const backups = new WeakMap<Scene, Promise<string>>();

async function makeBackup({ home: { instance } }: Scene): Promise<string> {
  const path = join(instance.config.dataDir, 'instance.tar');
  if (!existsSync(path)) await backUp(instance.config, path);
  return path;
}

const held = (scene: Scene, text: string): Row[] => rows.filter((row) => text.includes(scene.posts[row].word));

/** Whole archives: one's own, and the one that holds everybody's. */
export const dataSurfaces: Surface[] = [
  {
    name: 'S117 the archive of one’s own data',
    readers: members,
    // What others wrote is theirs to take away: of it there are addresses alone.
    shows: (_: Row, reader: Reader) => reader === 'author',
    seen: async (scene, reader) => {
      await once(exports, scene, makeExports);
      const { status, text } = await scene.get(reader, '/settings/data/archive');
      if (status !== 200 || !text.includes('outbox.json')) throw new Error(`no archive: ${status}`);
      return held(scene, text);
    },
  },
  {
    name: 'S117 the archive of another, by any address',
    readers: localReaders,
    allows: () => false,
    seen: async (scene, reader) => {
      if (reader === 'author') return [];
      await once(exports, scene, makeExports);
      const { id } = await scene.home.account('nour');
      const transfer = (await latestTransfer(scene.home.instance, id, 'export'))!;
      const found = new Set<Row>();
      for (const path of [
        `/settings/data/archive?id=${transfer.id}`,
        `/settings/data/archive?accountId=${id}`,
        `/settings/data/archive/${transfer.id}`,
        `/transfers/${transfer.id}`,
        `/media/${transfer.id}/full`,
      ])
        for (const row of held(scene, (await scene.get(reader, path)).text)) found.add(row);
      return [...found];
    },
  },
  {
    name: 'a backup, by any address',
    readers: localReaders,
    allows: () => false,
    seen: async (scene, reader) => {
      const name = basename(await once(backups, scene, makeBackup));
      const found = new Set<Row>();
      for (const path of [
        `/${name}`,
        `/backup/${name}`,
        `/admin/backup`,
        `/assets/../${name}`,
        `/assets/..%2f${name}`,
        `/media/..%2f..%2f${name}/full`,
        `/settings/data/archive?id=..%2f${name}`,
      ]) {
        const { status, text } = await scene.get(reader, path);
        if (status >= 500 || text.includes('secret.key')) throw new Error(`${path}: ${status}`);
        // The last one gives the reader's own archive, whatever it is asked for.
        if (!path.startsWith('/settings')) for (const row of held(scene, text)) found.add(row);
      }
      return [...found];
    },
  },
];
