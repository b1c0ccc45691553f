// deadline: 120 s
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../support/folder.ts';
import { freePort } from './server-process.ts';

const root = join(import.meta.dirname, '../..');

interface Bare {
  child: ChildProcess;
  port: number;
  origin: string;
}

/** The server without the care of `startServer`: what it says goes where the test wants it. */
async function bare(
  folder: string,
  own: { command?: string[]; preload?: string; stdout?: 'pipe' | number },
  work: (server: Bare) => Promise<void>,
) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const script = [...(own.preload ? ['--import', `data:text/javascript,${encodeURIComponent(own.preload)}`] : [])];
  const [program, ...args] = [...(own.command ?? []), process.execPath, ...script, 'src/server.ts'];
  const child = spawn(program!, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), ORIGIN: `http://localhost:${port}`, DATA_DIR: folder, DATABASE_URL: '' },
    stdio: ['ignore', own.stdout ?? 'pipe', 'pipe'],
  });
  try {
    await untilServing(origin);
    await work({ child, port, origin });
  } finally {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

const health = (origin: string) =>
  fetch(`${origin}/health`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.status,
    () => null,
  );

async function untilServing(origin: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await health(origin)) === 200) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the server does not answer');
}

test('F34 nobody reads the log any more: the server goes on', () =>
  withFolder((folder) =>
    bare(folder, {}, async ({ child, origin }) => {
      child.stdout!.destroy();
      child.stderr!.destroy();
      for (let n = 0; n < 20; n++) assert.is((await fetch(`${origin}/none-${n}`)).status, 404);
      assert.is(await health(origin), 200);
      assert.is(child.exitCode, null);
    }),
  ));

test('F34 the disk of the log is full: the server goes on', () =>
  withFolder(async (folder) => {
    const full = openSync('/dev/full', 'w');
    try {
      await bare(folder, { stdout: full }, async ({ child, origin }) => {
        for (let n = 0; n < 20; n++) assert.is((await fetch(`${origin}/none-${n}`)).status, 404);
        assert.is(await health(origin), 200);
        assert.is(child.exitCode, null);
      });
    } finally {
      closeSync(full);
    }
  }));

test('F35 what nobody caught is logged, ends the process, and the next one serves', () =>
  withFolder(async (folder) => {
    const preload = 'process.on("SIGUSR2", () => { Promise.reject(new Error("nobody catches this")); })';
    await bare(folder, { preload }, async ({ child }) => {
      let said = '';
      child.stdout!.on('data', (text) => (said += text));
      child.kill('SIGUSR2');
      const [code] = await once(child, 'exit');
      assert.is(code, 1);
      assert.match(said, /"level":"fatal".*nobody catches this/);
    });
    await bare(folder, {}, async ({ origin }) => assert.is(await health(origin), 200));
  }));

test('F31 no file descriptor is left: the server answers again when there are some', () =>
  withFolder((folder) =>
    bare(folder, { command: ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'] }, async ({ child, port, origin }) => {
      const sockets: Socket[] = [];
      for (let n = 0; n < 120; n++) {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => {});
        sockets.push(socket);
      }
      await new Promise((done) => setTimeout(done, 1000));
      assert.is(child.exitCode, null, 'it lives');
      for (const socket of sockets) socket.destroy();
      await untilServing(origin);
    }),
  ));

test.run();
