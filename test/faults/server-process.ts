import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** What `npm start` runs: the words after `node`. */
const command = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start as string)
  .split(' ')
  .slice(1);
const startMs = 30_000;

/** The real server as a process of its own, so that it can really be killed. */
export interface ServerProcess {
  pid: number;
  /** Milliseconds from the spawn to the first request it could have answered. */
  startedInMs: number;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
  /** True until the process has ended. */
  alive(): boolean;
}

/** With PROFILE=folder each server that is stopped leaves a CPU profile there. */
const profiling = process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : [];

/** Starts `src/server.ts` with these settings and waits until it listens. Throws with its output when it does not. */
export async function startServer(settings: Record<string, string>): Promise<ServerProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [...profiling, ...command], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', ...settings, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  await untilStarted(child);
  const ended = async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return {
    pid: child.pid!,
    startedInMs: performance.now() - began,
    kill: async () => {
      child.kill('SIGKILL');
      await ended();
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended();
    },
    alive: () => child.exitCode === null && child.signalCode === null,
  };
}

function untilStarted(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`the server did not start in time:\n${output}`)), startMs);
    const hear = (chunk: string) => {
      if (process.env.TEST_LOG) process.stderr.write(chunk);
      if (output.length < 20_000) output += chunk;
      if (!output.includes('"msg":"started"')) return;
      clearTimeout(timer);
      done();
    };
    child.stdout!.setEncoding('utf8').on('data', hear);
    child.stderr!.setEncoding('utf8').on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`the server ended with ${code}:\n${output}`));
    });
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
