import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Account, accountByHandle } from '../../src/accounts/account.ts';
import type { Instance } from '../../src/instance.ts';
import { fileOf } from '../../src/media/variants.ts';
import { filePlace, newFileName } from '../../src/platform/files.ts';
import { seedOrganisation } from '../faults/organisation.ts';
import { freePort } from '../faults/server-process.ts';
import { withInstance } from './world.ts';

export interface OwnWorld {
  folder: string;
  settings: { PORT: string; ORIGIN: string; DATA_DIR: string };
}

/** A university with nothing written yet, for a benchmark that changes what it measures; gone afterwards. */
export async function withOwnWorld(
  prepare: (instance: Instance, malik: Account) => Promise<void>,
  work: (world: OwnWorld) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-bench-'));
  const port = String(await freePort());
  const settings = { PORT: port, ORIGIN: `http://localhost:${port}`, DATA_DIR: join(folder, 'data') };
  try {
    await withInstance({ settings }, async (instance) => {
      await seedOrganisation(instance);
      await prepare(instance, (await accountByHandle(instance, 'malik'))!);
    });
    await work({ folder, settings });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const block = randomBytes(1024 * 1024);

/** Keeps `mebibytes` as one picture's full file, as it would stand on the disk; gives its name. */
export function keepPicture(instance: Instance, mebibytes: number): string {
  const file = newFileName();
  const path = join(instance.files.root, filePlace(fileOf(file, 'full')));
  mkdirSync(dirname(path), { recursive: true });
  for (let n = 0; n < mebibytes; n++) writeFileSync(path, block, { flag: 'a' });
  return file;
}
