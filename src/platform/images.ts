import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { ImageAnswer, ImageFault, MadeVariant, Variant } from './image-job.ts';
import { createLimiter } from './limiter.ts';
import type { Log } from './log.ts';
import { Refusal, unavailable } from './refusal.ts';

/** Makes pictures in a process of their own, which starts with the first and ends when nothing comes. */
export interface Images {
  /**
   * Reads the picture at `source` and writes each variant, in order. Throws 422 (`media.type`, `media.pixels`,
   * `media.frames`, `media.unreadable`) and 503 when too many wait. Who calls removes the files it had made.
   */
  make(source: string, variants: Variant[]): Promise<MadeVariant[]>;
  /** Process id while it runs, else null. */
  pid(): number | null;
  stop(): void;
}

export interface ImageLimits {
  /** Milliseconds for one picture. */
  jobMs?: number;
  /** Bytes of memory that the process may hold. */
  memory?: number;
  idleMs?: number;
}

const worker = join(import.meta.dirname, 'image-worker.ts');

export function createImages(log: Log, { jobMs = 20_000, memory = 600e6, idleMs = 60_000 }: ImageLimits = {}): Images {
  const inTurn = createLimiter({ atOnce: 1, waiting: 50, refuse: () => unavailable('too many pictures wait') });
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  const stop = () => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = null;
  };

  function running(): ChildProcess {
    if (child?.connected) return child;
    // Nothing of our environment: no key, no database address for a decoder that was taken over.
    const started = fork(worker, {
      execArgv: ['--max-old-space-size=64'],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.on('error', (error) => log.error({ err: error }, 'image process failed'));
    started.once('exit', () => {
      if (child === started) child = null;
    });
    // Pictures wait for pages, not the other way round.
    if (started.pid) lowerPriority(started.pid);
    child = started;
    return started;
  }

  function ask(source: string, variants: Variant[]): Promise<MadeVariant[]> {
    clearTimeout(idle);
    const process = running();
    process.ref();
    process.channel?.ref();
    const id = ++lastId;
    return new Promise<MadeVariant[]>((resolve, reject) => {
      const end = (reason: string) => {
        log.warn({ reason }, 'image process ended');
        process.kill('SIGKILL');
      };
      const late = setTimeout(() => end('time'), jobMs);
      const watch = setInterval(() => {
        if (residentBytes(process.pid) > memory) end('memory');
      }, 50);
      const finish = (settle: () => void) => {
        clearTimeout(late);
        clearInterval(watch);
        process.off('message', hear);
        process.off('exit', gone);
        settle();
      };
      const hear = (answer: ImageAnswer) => {
        if (answer.id !== id) return;
        finish(() => ('made' in answer ? resolve(answer.made) : reject(refusalOf(answer.fault))));
      };
      const gone = () => finish(() => reject(refusalOf('unreadable')));
      process.on('message', hear);
      process.once('exit', gone);
      process.send({ id, source, variants }, (error) => error && gone());
    }).finally(() => {
      process.unref();
      process.channel?.unref();
      idle = setTimeout(stop, idleMs).unref();
    });
  }

  return {
    make: (source, variants) => inTurn(() => ask(source, variants)),
    pid: () => child?.pid ?? null,
    stop,
  };
}

const keys: Record<Exclude<ImageFault, 'disk'>, string> = {
  type: 'media.type',
  pixels: 'media.pixels',
  frames: 'media.frames',
  unreadable: 'media.unreadable',
};
const refusalOf = (fault: ImageFault) => (fault === 'disk' ? unavailable() : new Refusal(422, keys[fault]));

function lowerPriority(pid: number) {
  try {
    setPriority(pid, 10);
  } catch {
    // Not everywhere allowed, nowhere needed.
  }
}

/** Bytes in memory of a process; 0 where /proc does not tell. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
  } catch {
    return 0;
  }
}
