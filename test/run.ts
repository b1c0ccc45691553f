import { accessSync, constants, globSync, readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startChromium } from './support/browser.ts';
import { type Cluster, createDatabase, startCluster } from './support/postgres.ts';
import { deadlineOf, type Outcome, runTestFile } from './support/test-file.ts';

/**
 * Runs every test file (or those named) in a process of its own, four at a time (much of it is waiting), and ends with
 * `N passed, N failed` (and `, N skipped`). `*.both.test.ts` run on SQLite, then on PostgreSQL. The longest
 * deadlines go first, so that no long file is left alone at the end; tests of pages share one Chromium.
 */
interface Run {
  file: string;
  dialect: 'sqlite' | 'postgres';
}

const atOnce = 4;
process.env.TMPDIR ??= inMemory() ?? tmpdir();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const named = process.argv.slice(2);
const files = (named.length ? named : globSync('test/**/*.test.ts')).map((file) => relative('.', file)).sort();
if (!files.length) fail('there is no test file');
const runs = files.flatMap((file): Run[] =>
  file.endsWith('.both.test.ts')
    ? [
        { file, dialect: 'sqlite' },
        { file, dialect: 'postgres' },
      ]
    : [{ file, dialect: 'sqlite' }],
);
const source = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const uses = (what: RegExp) => files.some((file) => what.test(source.get(file)!));
const needsPostgres =
  files.some((file) => file.endsWith('.both.test.ts')) || uses(/support\/postgres\.ts|TEST_POSTGRES_URL/);
let cluster: Cluster | null = null;
try {
  cluster = needsPostgres ? await startCluster() : null;
} catch (error) {
  fail(`PostgreSQL: ${(error as Error).message}`);
}
if (needsPostgres && !cluster) console.log('PostgreSQL is not installed: its tests are skipped.');

const chromium = uses(/support\/browser\.ts/) ? await startChromium() : null;

const sum = { passed: 0, failed: 0, skipped: 0 };
const queue = [...runs].sort((one, other) => deadlineOf(source.get(other.file)!) - deadlineOf(source.get(one.file)!));
await Promise.all(Array.from({ length: atOnce }, work));
cluster?.stop();
await chromium?.stop();
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`);
process.exit(sum.failed ? 1 : 0);

async function work() {
  for (let run = queue.shift(); run; run = queue.shift()) {
    if (run.dialect === 'postgres' && !cluster) {
      sum.skipped += 1;
      continue;
    }
    const outcome = await runTestFile(run.file, await environmentOf(run));
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    sum.skipped += outcome.skipped;
    report(run, outcome);
  }
}

async function environmentOf({ dialect }: Run): Promise<NodeJS.ProcessEnv> {
  const { FORCE_COLOR: _, DATABASE_URL: __, ...environment } = process.env;
  environment.NO_COLOR = '1';
  // Each file is a process that reads most of src/: its types are stripped once for all of them.
  environment.NODE_COMPILE_CACHE ??= join(tmpdir(), 'maillon-tests-compiled');
  if (chromium) environment.TEST_BROWSER = chromium.address;
  if (cluster) environment.TEST_POSTGRES_URL = cluster.url;
  if (dialect === 'postgres') environment.DATABASE_URL = (await createDatabase(undefined, cluster!.url))!;
  return environment;
}

/** Thousands of databases live for seconds: where there is room in memory, none of them waits for a disk. */
function inMemory(): string | null {
  const folder = '/dev/shm';
  const enough = 4 * 2 ** 30;
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > enough ? folder : null;
  } catch {
    return null;
  }
}

function report({ file, dialect }: Run, { passed, skipped, fault, output, seconds }: Outcome) {
  const name = dialect === 'postgres' ? `${file} (PostgreSQL)` : file;
  const counts = `${passed} passed${skipped ? `, ${skipped} skipped` : ''}, ${seconds.toFixed(1)} s`;
  console.log(fault ? `\n✘ ${name} ${fault} (${counts})\n${output}` : `✓ ${name} ${counts}`);
}

function fail(reason: string): never {
  console.log(`${reason}\n0 passed, 1 failed`);
  process.exit(1);
}
