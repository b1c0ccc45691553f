import { rm } from 'node:fs/promises';
import type { Instance } from '../instance.ts';
import { Dead, type Job, type JobHandler, type JobHandlers } from '../platform/jobs.ts';
import { compact, eraseData } from './erase.ts';
import { exportData } from './export.ts';
import { importData } from './import.ts';
import { endTransfer, transferById, transferFile } from './transfer.ts';

/** Tries of a transfer before it says that it has failed. */
const mostTries = 3;

/** Says at the last try that it has failed, and leaves no file. */
const told =
  (work: JobHandler): JobHandler =>
  async (instance: Instance, payload: { id: string }, job: Job) => {
    try {
      await work(instance, payload, job);
    } catch (error) {
      const isHopeless = !(error instanceof Error && 'code' in error) || job.attempts + 1 >= mostTries;
      if (job.signal.aborted || !isHopeless || error instanceof Dead) throw error;
      instance.log.warn({ err: error, transfer: payload.id }, 'transfer given up');
      await rm(transferFile(instance, payload.id), { force: true });
      const transfer = await transferById(instance, payload.id);
      if (transfer) await endTransfer(instance, transfer, { state: 'failed' });
      throw new Dead((error as Error).message);
    }
  };

/** The queue's work of this room. */
export const dataJobs: JobHandlers = {
  'data.export': told(exportData),
  'data.import': told(importData),
  'data.erase': eraseData,
  'data.compact': compact,
};
