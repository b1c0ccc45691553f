import { readFile } from 'node:fs/promises';
import { checkReport } from '../campaigns/report-export.ts';

/** Computes each figure of an exported report (`report.json`) again; throws with those that do not come out. */
export async function reportCheck(file: string | undefined): Promise<void> {
  if (!file) throw new Error('Name the file: maillon report-check report.json');
  const { figures, wrong } = checkReport(JSON.parse(await readFile(file, 'utf8')));
  if (!wrong.length) return console.log(`${figures} figures, all of them come out as they are written.`);
  const lines = wrong.map(
    ({ name, said, found }) => `${name}: written ${said || 'nothing'}, computed ${found || 'nothing'}`,
  );
  throw new Error([`${wrong.length} of ${figures} figures do not come out:`, ...lines].join('\n'));
}
