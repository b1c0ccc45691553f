import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';

export interface ProgramLimits {
  /** Milliseconds on the clock; of processor time, as much. */
  ms: number;
  /** Bytes of address space. */
  memory: number;
  /** Bytes of the largest file it may write. */
  fileBytes: number;
  /** Ends it early. */
  signal?: AbortSignal | undefined;
}

/** It ended by itself, and not well: what it was given is to blame. */
export class ProgramFailed extends Error {}

const mostOutput = 256 * 1024;
/** `exec` keeps the process id, so that killing it kills the program; a limit that a system does not know is passed over. */
const limiting = 'ulimit -c 0; ulimit -t $1; ulimit -v $2; ulimit -f $3; shift 3; exec "$@"';

/**
 * Runs a program that reads what a stranger sent, and gives what it prints. It sees nothing of our environment, has no
 * input, waits behind pages, and is ended at its limits (S96). Throws {@link ProgramFailed} when it fails or is ended.
 */
export function runLimited(program: string, args: string[], limits: ProgramLimits): Promise<string> {
  const { ms, memory, fileBytes, signal } = limits;
  signal?.throwIfAborted();
  const numbers = [Math.ceil(ms / 1000), Math.ceil(memory / 1024), Math.ceil(fileBytes / 512)].map(String);
  const child = spawn('/bin/sh', ['-c', `exec 2>/dev/null; ${limiting}`, 'sh', ...numbers, program, ...args], {
    env: {},
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    if (child.pid) setPriority(child.pid, 10);
  } catch {
    // Not everywhere allowed, nowhere needed.
  }
  const end = () => child.kill('SIGKILL');
  const late = setTimeout(end, ms);
  signal?.addEventListener('abort', end, { once: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostOutput) end();
    else chunks.push(chunk);
  });
  return new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killedBy) => {
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0 && bytes <= mostOutput) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(new ProgramFailed(`ended with ${killedBy ?? code}`));
    });
  }).finally(() => {
    clearTimeout(late);
    signal?.removeEventListener('abort', end);
  });
}
