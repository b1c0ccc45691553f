import { readFile, rm, stat } from 'node:fs/promises';
import { Dead, type JobHandler } from '../platform/jobs.ts';
import { caps, importArchive } from './import-archive.ts';
import { importList } from './import-lists.ts';
import { reportOn } from './report.ts';
import { endTransfer, progressOf, transferById, transferFile } from './transfer.ts';

/** Takes what a member brought; the report says what was left and why. */
export const importData: JobHandler = async (instance, { id }: { id: string }, job) => {
  const transfer = await transferById(instance, id);
  if (!transfer) throw new Dead('whose import it was is gone');
  const path = transferFile(instance, id);
  const reporter = reportOn(instance);
  const progress = progressOf(instance, transfer, job);
  await progress.begin(0);
  const { accountId, kind, mode } = transfer;
  const bringing = { accountId, replace: mode === 'replace', reporter, step: (by?: number) => progress.step(by) };
  if (kind === 'archive') await importArchive(instance, path, bringing);
  else {
    if ((await stat(path)).size > caps.csv) throw new Error('The list is too long.');
    const text = (await readFile(path, 'utf8')).replaceAll('\0', '');
    if ((await importList(instance, kind, text, bringing)) === 0) throw new Error('The list is empty.');
  }
  await rm(path, { force: true });
  await endTransfer(instance, transfer, { state: 'ready', report: reporter.report });
};
