import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { countFailingHosts, medianSkew } from '../federation/hosts.ts';
import type { Instance } from '../instance.ts';
import { type Check, lastCheck } from '../platform/database-check.ts';
import { queueState } from '../platform/jobs.ts';
import { version } from '../version.ts';
import { lastBackupFile } from './backup.ts';

export interface Health {
  /** Jobs that wait, and since when (Unix ms) the oldest does. */
  queued: number;
  oldestSince: number | null;
  failingLines: number;
  deadLetters: number;
  /** Bytes. */
  diskFree: number;
  diskUsed: number;
  memory: number;
  /** Unix milliseconds. */
  lastBackup: number | null;
  check: Check | null;
  version: string;
  failingHosts: number;
  /** How far other servers' clocks are ahead of ours in the middle (ms); null when none has told (F10). */
  skew: number | null;
}

/** How the machine is: for the administration's first page, and for what watches it from outside. */
export async function healthOf(instance: Instance): Promise<Health> {
  const queue = await queueState(instance.db);
  const disk = await statfs(instance.config.dataDir);
  return {
    queued: queue.waiting,
    oldestSince: queue.oldest,
    failingLines: queue.failingLines,
    deadLetters: queue.dead,
    diskFree: disk.bavail * disk.bsize,
    diskUsed: (disk.blocks - disk.bfree) * disk.bsize,
    memory: process.memoryUsage.rss(),
    lastBackup: await lastBackup(instance),
    check: await lastCheck(instance.config),
    version,
    failingHosts: await countFailingHosts(instance),
    skew: await medianSkew(instance),
  };
}

/** `npm run backup` leaves the time of the last good one beside the data. */
async function lastBackup(instance: Instance): Promise<number | null> {
  const text = await readFile(join(instance.config.dataDir, lastBackupFile), 'utf8').catch(() => '');
  return Number(text) || null;
}
