import { resolve } from 'node:path';
import { backUp } from '../admin/backup.ts';
import { restore as putBack } from '../admin/restore.ts';
import type { Config } from '../config.ts';

/** `maillon backup FILE` */
export async function backup(config: Config, file: string | undefined): Promise<void> {
  if (!file) throw new Error('Give the file to write: maillon backup FILE');
  const { files } = await backUp(config, resolve(file));
  console.log(`${resolve(file)} holds the database, ${files} files and the keys. Who has it can act as this instance.`);
}

/** `maillon restore FILE` */
export async function restore(config: Config, file: string | undefined): Promise<void> {
  if (!file) throw new Error('Give the file to read: maillon restore FILE');
  const { createdAt, origin } = await putBack(config, resolve(file));
  console.log(`${origin} is as it was on ${createdAt}. Start it with npm start.`);
}
