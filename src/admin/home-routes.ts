import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Router } from 'express';
import { adminPage } from '../../views/admin/home.ts';
import { listMembers } from '../accounts/members.ts';
import { countFailingHosts } from '../federation/hosts.ts';
import type { Instance } from '../instance.ts';
import { countReports } from '../moderation/read-reports.ts';
import { lastCheck } from '../platform/database-check.ts';
import { queueState } from '../platform/jobs.ts';
import { version } from '../version.ts';
import { pageOf, send } from '../web/page.ts';
import type { Web } from '../web/web.ts';
import { lastBackupFile } from './backup.ts';

/** « À faire » first, then how the machine is. */
export function homeRoutes(web: Web): Router {
  const { instance } = web;
  const router = Router();
  router.get('/admin', async (request, response) => {
    const queue = await queueState(instance.db);
    const disk = await statfs(instance.config.dataDir);
    const view = {
      requests: (await listMembers(instance, 'pending')).length,
      reports: await countReports(instance),
      deadLetters: queue.dead,
      health: {
        queued: queue.waiting,
        oldest: queue.oldest === null ? null : instance.clock() - queue.oldest,
        diskFree: disk.bavail * disk.bsize,
        diskUsed: (disk.blocks - disk.bfree) * disk.bsize,
        lastBackup: await lastBackup(instance),
        check: await lastCheck(instance.config),
        version,
        failingHosts: await countFailingHosts(instance),
      },
    };
    await send(web, request, response, adminPage(await pageOf(web, request, response), view));
  });
  return router;
}

/** `npm run backup` leaves the time of the last good one beside the data. */
async function lastBackup(instance: Instance): Promise<number | null> {
  const text = await readFile(join(instance.config.dataDir, lastBackupFile), 'utf8').catch(() => '');
  return Number(text) || null;
}
