import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../src/config.ts';
import { closeInstance, createInstance, type Instance } from '../../src/instance.ts';
import { postUri } from '../../src/posts/post.ts';
import { seedOrganisation } from '../faults/organisation.ts';
import { freePort } from '../faults/server-process.ts';
import type { BenchWorld } from './bench.ts';
import { seed } from './seed.ts';

/** Makes the folder that the benchmarks share; the caller removes it. */
export async function makeWorld(): Promise<BenchWorld> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'maillon-bench-'));
  const settings = {
    PORT: String(port),
    ORIGIN: origin,
    DATA_DIR: dataDir,
    ALLOW_PRIVATE_ADDRESSES: '127.0.0.0/8,::1',
  };
  const world = { dataDir, origin, settings };
  return withInstance(world, async (instance) => {
    await seedOrganisation(instance);
    const { cookie, id, notes } = await seed(instance);
    const member = { id, uri: `${origin}/ap/accounts/${id}`, name: 'membre0' };
    return { ...world, cookie, member, notes: notes.map((note) => postUri(instance, note)) };
  });
}

/** Opens the world's database in this process, beside a server or without one. */
export async function withInstance<T>(
  { settings }: Pick<BenchWorld, 'settings'>,
  work: (instance: Instance) => Promise<T>,
): Promise<T> {
  const instance = await createInstance(parseConfig({ ...settings, LOG_LEVEL: 'silent' }));
  try {
    return await work(instance);
  } finally {
    await closeInstance(instance);
  }
}
