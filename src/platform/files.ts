import { randomBytes } from 'node:crypto';
import { constants, mkdirSync } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { type Refusal, unavailable } from './refusal.ts';

/** `<32 hex digits>`, perhaps `-<variant>`, and an extension: nothing that a person or another server wrote (S90). */
const namePattern = /^[0-9a-f]{32}(?:-[a-z0-9]{1,20})?\.[a-z0-9]{2,5}$/;
const temporaryLifeMs = 3_600_000;

/** The files of an instance, under random names in DATA_DIR/files; what is being written stays in DATA_DIR/temporary. */
export interface Files {
  root: string;
  /** A path that does not exist yet, on the same disk; its owner removes it or gives it to `keep`. */
  temporary(): string;
  /** Moves a finished temporary file to its name, safe on disk (fsync) when this returns. */
  keep(temporary: string, name: string): Promise<void>;
  /** Path and bytes of a kept file; null when there is none, or when its real place is outside the root (S90). */
  find(name: string): Promise<{ path: string; bytes: number } | null>;
  /** Removes temporary files; those that were kept are no longer there. */
  discard(temporary: string[]): Promise<void>;
  /** Those that are not there are passed over. */
  remove(names: string[]): Promise<void>;
  /** Every kept file with the time it came (Unix ms). */
  list(): AsyncGenerator<{ name: string; at: number }>;
  /** Removes temporary files that a crash left. */
  sweepTemporary(now: number): Promise<void>;
}

/** 128 random bits in hex: who does not know the name does not find the file (S61). */
export const newFileName = () => randomBytes(16).toString('hex');

/** Where a file stands under the root: `ab/cd/abcd….webp`. Throws on a name we did not make. */
export function filePlace(name: string): string {
  if (!namePattern.test(name)) throw new Error('not the name of a file');
  return join(name.slice(0, 2), name.slice(2, 4), name);
}

/** A disk that is full or failing, as 503; null when the error is something else (F04). */
export const diskFault = (error: unknown): Refusal | null =>
  /^(ENOSPC|EDQUOT|EIO|EROFS|EMFILE|ENFILE)$/.test(String((error as NodeJS.ErrnoException)?.code))
    ? unavailable(error)
    : null;

export function createFiles(dataDir: string): Files {
  const root = join(dataDir, 'files');
  const waiting = join(dataDir, 'temporary');
  mkdirSync(waiting, { recursive: true, mode: 0o700 });
  return {
    root,
    temporary: () => join(waiting, newFileName()),
    async keep(temporary, name) {
      const path = join(root, filePlace(name));
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await sync(temporary);
      await rename(temporary, path);
      await sync(dirname(path));
    },
    async find(name) {
      const path = join(root, filePlace(name));
      try {
        const [real, home, about] = await Promise.all([realpath(path), realpath(root), stat(path)]);
        return real.startsWith(home + sep) && about.isFile() ? { path: real, bytes: about.size } : null;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async discard(temporary) {
      await Promise.all(temporary.map((path) => rm(path, { force: true })));
    },
    async remove(names) {
      await Promise.all(names.map((name) => rm(join(root, filePlace(name)), { force: true })));
    },
    async *list() {
      for await (const path of walk(root)) {
        const name = path.slice(path.lastIndexOf(sep) + 1);
        if (namePattern.test(name)) yield { name, at: (await stat(path)).mtimeMs };
      }
    },
    async sweepTemporary(now) {
      for await (const path of walk(waiting))
        if ((await stat(path)).mtimeMs < now - temporaryLifeMs) await unlink(path).catch(() => {});
    },
  };
}

async function sync(path: string) {
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}
