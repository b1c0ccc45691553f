// deadline: 60 s
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deadlineOf } from './support/test-file.ts';

const head = `import { suite, test } from '${import.meta.resolve('uvu')}';\n`;

/** Runs the runner on one file of this text; gives its closing line, its exit code and all it printed. */
async function runner(text: string, environment: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'maillon-runner-'));
  const file = join(folder, 'a.test.ts');
  writeFileSync(file, text);
  try {
    return await new Promise<{ last: string; code: number; output: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [join(import.meta.dirname, 'run.ts'), file],
        { env: { ...process.env, ...environment } },
        (_, output) => resolve({ last: output.trimEnd().split('\n').at(-1)!, code: child.exitCode!, output }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('counts what passed and what was skipped, and exits 0', async () => {
  const { last, code } = await runner(
    `${head}test('a', () => {}); test('b', () => {}); test.skip('c', () => {}); test.run();`,
  );
  assert.equal({ last, code }, { last: '2 passed, 0 failed, 1 skipped', code: 0 });
});

test('says nothing of skipped tests when there are none', async () => {
  assert.is((await runner(`${head}test('a', () => {}); test.run();`)).last, '1 passed, 0 failed');
});

test('a failing test is counted and its output shown', async () => {
  const { last, code, output } = await runner(
    `${head}test('a', () => {}); test('sees red', () => { throw new Error('reason 41'); }); test.run();`,
  );
  assert.equal({ last, code }, { last: '1 passed, 1 failed', code: 1 });
  assert.match(output, 'reason 41');
});

const faults = {
  'a forgotten run()': `${head}test('a', () => {});`,
  'one suite of two that is never run': `${head}const s = suite('s'); s('a', () => {}); test('b', () => {}); test.run(); suite('t');`,
  'no test at all': `${head}test.run();`,
  'a hook that throws': `${head}test.before(() => { throw new Error('x'); }); test('a', () => {}); test.run();`,
  'a throw while loading': `${head}test('a', () => {}); test.run(); throw new Error('x');`,
  'an exit in the middle': `${head}test('a', () => process.exit(0)); test.run();`,
  'a server left open': `// deadline: 2 s\n${head}import { createServer } from 'node:http'; createServer().listen(0); test('a', () => {}); test.run();`,
  'a promise that never settles': `${head}test('a', () => new Promise(() => {})); test.run();`,
  'an only': `${head}test.only('a', () => {}); test('b', () => {}); test.run();`,
};
for (const [name, text] of Object.entries(faults))
  test(`a file with ${name} fails`, async () => {
    const { last, code } = await runner(text);
    assert.match(last, /^\d+ passed, [1-9]\d* failed/);
    assert.is(code, 1);
  });

test('what a test started does not outlive its file', async () => {
  const { output } = await runner(
    `${head}import { spawn } from 'node:child_process';
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    child.unref();
    test('a', () => { throw new Error('child ' + child.pid); });
    test.run();`,
  );
  const pid = Number(output.match(/child (\d+)/)![1]);
  assert.not(isRunning(pid));
});

/** Nobody may have reaped a child whose parent is gone: a zombie counts as ended. */
function isRunning(pid: number) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test('a file says its own deadline in its first lines', () => {
  assert.is(deadlineOf('// deadline: 300 s\nimport x'), 300);
  assert.is(deadlineOf('import x'), 120);
});

test.run();
