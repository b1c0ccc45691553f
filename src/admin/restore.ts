import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.ts';
import { type ArchiveEntry, readArchive } from '../platform/archive.ts';
import { isDatabaseEmpty, restoreDatabase } from '../platform/database-copy.ts';
import { filePlace } from '../platform/files.ts';
import { heartbeatFile } from '../platform/heartbeat.ts';
import { leaveRestored } from '../platform/lost-stretch.ts';
import { type Manifest, manifestShape, mismatches } from './backup-manifest.ts';

/**
 * Puts a backup into an empty DATA_DIR (and an empty PostgreSQL database). All of it is read and checked before anything
 * is put in its place. Throws, in words an operator can act on, when the target is not empty, the backup is of another
 * version, database or address, or is damaged.
 */
export async function restore(config: Config, from: string): Promise<Manifest> {
  await refuseUsedTarget(config);
  const folder = await mkdtemp(join(config.dataDir, 'restore-'));
  try {
    const manifest = await unpack(from, folder, config);
    const key = await readFile(join(folder, 'secret.key'), 'utf8');
    const own = keyFile(config);
    const keyIsGiven = !existsSync(own) || readFileSync(own, 'utf8').trim() !== config.secretKey;
    if (keyIsGiven && config.secretKey !== key)
      throw new Error('SECRET_KEY is another than the one of the backup: leave it out, or give that one.');
    await writeFile(own, key, { mode: 0o600 });
    if (existsSync(join(folder, 'files'))) {
      await rm(join(config.dataDir, 'files'), { recursive: true, force: true });
      await rename(join(folder, 'files'), join(config.dataDir, 'files'));
    }
    // What the database before it had counted is of no account (F06).
    await rm(join(config.dataDir, heartbeatFile), { force: true });
    await leaveRestored(config.dataDir, Date.parse(manifest.createdAt));
    // Last: what is broken off before leaves no instance that could start.
    await restoreDatabase(config, join(folder, 'database'), rename);
    return manifest;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const keyFile = ({ dataDir }: Config) => join(dataDir, 'secret.key');

async function refuseUsedTarget(config: Config): Promise<void> {
  const files = join(config.dataDir, 'files');
  if (existsSync(files) && readdirSync(files).length)
    throw new Error(`${config.dataDir} holds files already: restore into an empty folder.`);
  if (!(await isDatabaseEmpty(config))) throw new Error('There is a database already: restore into an empty one.');
}

/** Unpacks to `folder` only what a backup of ours holds, and compares every sum. */
async function unpack(from: string, folder: string, config: Config): Promise<Manifest> {
  const sums: Record<string, string> = {};
  let manifest: Manifest | null = null;
  for await (const entry of readArchive(from)) {
    if (entry.name === 'sums.json') {
      const told = JSON.parse(await textOf(entry)) as Record<string, string>;
      const names = new Set([...Object.keys(told), ...Object.keys(sums)]);
      const wrong = [...names].filter((name) => told[name] !== sums[name]);
      if (wrong.length) throw new Error(`The backup is damaged: ${wrong.slice(0, 3).join(', ')}.`);
      if (!manifest || !sums.database || !sums['secret.key']) break;
      return manifest;
    }
    const path = join(folder, placeOf(entry.name));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    await pipeline(
      Readable.from(entry.content),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }),
    );
    sums[entry.name] = hash.digest('hex');
    if (entry.name !== 'manifest.json') continue;
    manifest = manifestShape.parse(JSON.parse(await readFile(path, 'utf8')));
    const faults = mismatches(manifest, config);
    if (faults.length) throw new Error(faults.join('\n'));
  }
  throw new Error('The backup is not whole.');
}

/** Where an entry goes; any other name is none of ours (S95). */
function placeOf(name: string): string {
  if (['manifest.json', 'secret.key', 'database'].includes(name)) return name;
  if (name.startsWith('files/')) return join('files', filePlace(name.slice('files/'.length)));
  throw new Error(`The backup holds ${JSON.stringify(name)}, which is none of ours.`);
}

const mostText = 512 * 1024 * 1024;
async function textOf(entry: ArchiveEntry): Promise<string> {
  if (entry.size > mostText) throw new Error('The backup is damaged.');
  const chunks: Buffer[] = [];
  for await (const chunk of entry.content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
