import { access, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type ArchiveWriter, createArchive } from '../platform/archive.ts';
import { copyDatabase } from '../platform/database-copy.ts';
import { createFiles, filePlace } from '../platform/files.ts';
import { manifestOf } from './backup-manifest.ts';

/** Holds when the last good backup was made (Unix ms), for the administration's first page. */
export const lastBackupFile = 'last-backup';

/**
 * Writes the whole instance to one tar file while it goes on running: a manifest, the key, the database as of one
 * moment, the files, and at the end the sums of all of these. Whoever has it can act as the instance: 0600, keep it safe.
 */
export async function backUp(config: Config, to: string): Promise<{ files: number }> {
  await access(to).then(
    () => Promise.reject(new Error(`${to} exists already.`)),
    () => {},
  );
  const files = createFiles(config.dataDir);
  const database = files.temporary();
  const partial = `${to}.partial`;
  const sums: Record<string, string> = {};
  await rm(partial, { force: true });
  const archive = await createArchive(partial);
  try {
    sums['manifest.json'] = await archive.addText('manifest.json', JSON.stringify(manifestOf(config), null, 2));
    sums['secret.key'] = await archive.addText('secret.key', config.secretKey);
    // The database first: a file that comes later is one too many, never one too few.
    await copyDatabase(config, database);
    sums.database = await archive.addFile('database', database);
    for await (const { name } of files.list()) {
      const sum = await addKept(archive, files.root, name);
      if (sum) sums[`files/${name}`] = sum;
    }
    await archive.addText('sums.json', JSON.stringify(sums));
    await archive.close();
    await rename(partial, to);
    await writeFile(join(config.dataDir, lastBackupFile), String(Date.now()), { mode: 0o600 });
    return { files: Object.keys(sums).length - 3 };
  } catch (error) {
    await archive.close().catch(() => {});
    throw error;
  } finally {
    await files.discard([database, partial]);
  }
}

/** The sum, or null when the file has gone meanwhile: what it belonged to was removed. */
async function addKept(archive: ArchiveWriter, root: string, name: string): Promise<string | null> {
  try {
    return await archive.addFile(`files/${name}`, join(root, filePlace(name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
