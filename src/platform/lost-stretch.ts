import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from '../instance.ts';
import { idTime, isId } from './ids.ts';
import { readSetting, writeSetting } from './settings.ts';
import { write } from './write.ts';

/** From a backup to the start that followed its restore: what was made meanwhile is lost here, and known elsewhere (Unix ms). */
interface Stretch {
  from: number;
  until: number;
}

const name = 'lost-stretches';
const place = (dataDir: string) => join(dataDir, 'restored.json');

/** Left by a restore: when its backup was made. */
export const leaveRestored = (dataDir: string, backedUpAt: number): Promise<void> =>
  writeFile(place(dataDir), JSON.stringify({ from: backedUpAt }), { mode: 0o600 });

/** At the first start after a restore, before any new id is made. */
export async function noteRestored(instance: Instance): Promise<void> {
  const file = place(instance.config.dataDir);
  const left = await readFile(file, 'utf8').catch(() => null);
  if (left === null) return;
  const { from } = JSON.parse(left) as Pick<Stretch, 'from'>;
  const known = (await readSetting<Stretch[]>(instance.db, name)) ?? [];
  const stretch = { from, until: instance.clock() };
  await write(instance, (tx) => writeSetting(tx, name, [...known, stretch].slice(-20)));
  await rm(file, { force: true });
}

/**
 * Whether an id that nothing here has was made in a lost stretch: its address is answered as gone, so that other servers
 * let go of copies that nobody here can change or erase any more (F25). It is the same for ids that never were.
 */
export async function isLost(instance: Instance, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const stretches = await readSetting<Stretch[]>(instance.db, name);
  const at = idTime(id);
  return stretches?.some(({ from, until }) => at >= from && at < until) ?? false;
}
