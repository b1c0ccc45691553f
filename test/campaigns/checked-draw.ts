import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = new URL('../../static/tools/check-draw.mjs', import.meta.url).pathname;

/** What the script that the page offers says of a record. */
export async function checked(record: unknown): Promise<{ right: boolean; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-draw-'));
  try {
    const path = join(folder, 'record.json');
    writeFileSync(path, JSON.stringify(record));
    const { stdout } = await run(process.execPath, [script, path]);
    return { right: true, said: stdout };
  } catch (fault) {
    return { right: false, said: (fault as { stderr: string }).stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
