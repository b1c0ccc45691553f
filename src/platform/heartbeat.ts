import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from '../instance.ts';
import { eq, sql } from './columns.ts';
import { cursors } from './tables.ts';
import { write } from './write.ts';

const name = 'heartbeat';
export const heartbeatFile = 'heartbeat.json';
const place = (instance: Instance) => join(instance.config.dataDir, heartbeatFile);

/**
 * Counts on in the database and, once that is committed, in a file beside it. SQLite passes over a damaged page of its
 * log without a word and with it over all commits that came later (F06): a database behind its file has lost some.
 */
export async function beat(instance: Instance): Promise<void> {
  if (instance.database.shared) return;
  const [row] = await write(instance, (tx) =>
    tx
      .insert(cursors)
      .values({ subscriber: name, seq: 1 })
      .onConflictDoUpdate({ target: cursors.subscriber, set: { seq: sql`${cursors.seq} + 1` } })
      .returning(),
  );
  const file = place(instance);
  const written = await open(`${file}.new`, 'w', 0o600);
  try {
    await written.writeFile(JSON.stringify({ seq: row!.seq, at: new Date(instance.clock()).toISOString() }));
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(`${file}.new`, file);
}

/** Throws, in words an operator can act on, when the database lacks commits that were on disk. */
export async function checkHeartbeat(instance: Instance): Promise<void> {
  if (instance.database.shared) return;
  const told = await readFile(place(instance), 'utf8').then(
    (text) => JSON.parse(text) as { seq: number; at: string },
    () => null,
  );
  if (!told) return;
  const [row] = await instance.db.select().from(cursors).where(eq(cursors.subscriber, name));
  if ((row?.seq ?? 0) >= told.seq) return;
  throw new Error(
    `The database has lost commits that it held on ${told.at}: its log is damaged, or an older copy was put in its place. ` +
      `Restore the last backup; or, to go on without what is lost, remove ${place(instance)} and start again.`,
  );
}
