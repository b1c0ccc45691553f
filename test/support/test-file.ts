import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What became of one file: numbers of tests, and why it failed when it did (null: it passed). */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  fault: string | null;
  output: string;
  seconds: number;
}

const defaultDeadline = 120;
const graceAfterSummary = 10;
const keptOutput = 200_000;

/** Seconds a file may take: 120, or what a comment `deadline: 300 s` in its first lines says. */
export function deadlineOf(source: string): number {
  const head = source.split('\n', 10).join('\n');
  return Number(head.match(/^\/\/ deadline: (\d+) s\b/m)?.[1] ?? defaultDeadline);
}

/** Judges a child by its exit and by the summary that uvu prints; a file without one, or with no test at all, fails. */
export function judge(output: string, source: string, exit: { code: number | null; signal: string | null }) {
  const number = (name: string) => {
    const found = output.match(new RegExp(`^  ${name}:\\s+(\\d+)$`, 'm'));
    return found ? Number(found[1]) : null;
  };
  const total = number('Total');
  const passed = number('Passed') ?? 0;
  const skipped = number('Skipped') ?? 0;
  const suites = source.match(/\bsuite\(/g)?.length ?? 0;
  const runs = source.match(/\.run\(\)/g)?.length ?? 0;

  let fault: string | null = null;
  if (exit.signal) fault = `was ended by ${exit.signal}`;
  else if (exit.code !== 0) fault = `exited with ${exit.code}`;
  else if (total === null) fault = 'printed no summary: is `test.run()` missing?';
  else if (runs < Math.max(suites, 1)) fault = 'has a suite that is never run';
  else if (total + skipped === 0) fault = 'has no test';
  else if (passed < total) fault = 'has failing tests';
  else if (/^\s*(test|it)\.only\(/m.test(source)) fault = 'runs only one of its tests (`.only`)';
  const failed = (total ?? 0) - passed;
  return { passed, skipped, fault, failed: fault && failed === 0 ? 1 : failed };
}

/** Runs a file in a child process of its own group, so that nothing it started outlives it. */
export function runTestFile(file: string, environment: NodeJS.ProcessEnv): Promise<Outcome> {
  const source = readFileSync(file, 'utf8');
  const deadline = deadlineOf(source);
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file], {
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: string[] = [];
    let late: string | null = null;
    let grace: NodeJS.Timeout | undefined;
    const keep = (chunk: string) => {
      chunks.push(chunk);
      if (!/^ {2}Duration:/m.test(chunk)) return;
      clearTimeout(grace);
      grace = setTimeout(() => end('left something open: its tests ended, it did not'), graceAfterSummary * 1000);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);

    const endGroup = () => {
      try {
        process.kill(-child.pid!, 'SIGKILL');
      } catch {
        // The group is already gone.
      }
    };
    const end = (reason: string) => {
      late = reason;
      endGroup();
    };
    process.once('exit', endGroup);
    const timer = setTimeout(() => end(`did not end within ${deadline} s`), deadline * 1000);
    // A grandchild may hold the pipes open: 'exit' comes first, ending the group then lets 'close' come.
    child.once('exit', endGroup);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(grace);
      process.off('exit', endGroup);
      const output = chunks.join('').slice(-keptOutput);
      const verdict = judge(output, source, { code, signal });
      if (late) verdict.fault = late;
      resolve({ ...verdict, output, seconds: (Date.now() - started) / 1000 });
    });
  });
}
