import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from '../instance.ts';
import { and, desc, eq, gt, inArray, lt } from '../platform/columns.ts';
import { record } from '../platform/events-log.ts';
import { enqueue, type Job } from '../platform/jobs.ts';
import { Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import type { DataEvent } from './events.ts';
import { transfers } from './tables.ts';

export type Transfer = typeof transfers.$inferSelect;

const hourMs = 3_600_000;
/** How long an export may be fetched (S117), and the report of an import be read. */
export const exportLifeMs = 24 * hourMs;
const reportLifeMs = 30 * 24 * hourMs;
const noteMs = 1000;

/** Apart from the files of posts: a backup does not copy it, and it is gone within a day. */
export const transferFile = ({ config }: Pick<Instance, 'config'>, id: string) => join(config.dataDir, 'transfers', id);

export async function makeTransferFolder(instance: Pick<Instance, 'config'>): Promise<void> {
  await mkdir(transferFile(instance, ''), { recursive: true, mode: 0o700 });
}

/** Puts one in the line of its member; 409 while another of theirs is under way. Gives its id. */
export const beginTransfer = (
  instance: Instance,
  wanted: Pick<Transfer, 'accountId' | 'direction' | 'kind'> & Partial<Pick<Transfer, 'mode'>>,
  id = instance.ids(),
): Promise<string> =>
  write(instance, async (tx) => {
    const [busy] = await tx
      .select({ id: transfers.id })
      .from(transfers)
      .where(and(eq(transfers.accountId, wanted.accountId), inArray(transfers.state, ['waiting', 'running'])));
    if (busy) throw new Refusal(409, 'data.busy');
    const now = instance.clock();
    const expiresAt = now + (wanted.direction === 'export' ? exportLifeMs : reportLifeMs);
    await tx.insert(transfers).values({ ...wanted, id, createdAt: now, expiresAt });
    await enqueue(tx, {
      kind: `data.${wanted.direction}`,
      lane: 'backfill',
      key: `data ${wanted.accountId}`,
      payload: { id },
    });
    return id;
  });

/** The member's last one of this direction that still counts, or null. */
export async function latestTransfer(
  instance: Instance,
  accountId: string,
  direction: Transfer['direction'],
): Promise<Transfer | null> {
  const [found] = await instance.db
    .select()
    .from(transfers)
    .where(
      and(
        eq(transfers.accountId, accountId),
        eq(transfers.direction, direction),
        gt(transfers.expiresAt, instance.clock()),
      ),
    )
    .orderBy(desc(transfers.id))
    .limit(1);
  return found ?? null;
}

/** Says now and then how far it is; each step also tells the worker that it goes on. */
export function progressOf(instance: Instance, transfer: Transfer, job: Job) {
  let done = 0;
  let noted = 0;
  return {
    async begin(total: number) {
      await note(instance, transfer.id, { state: 'running', done: 0, total });
    },
    async step(by = 1) {
      job.alive();
      done += by;
      if (Date.now() - noted < noteMs) return;
      noted = Date.now();
      await note(instance, transfer.id, { done });
    },
  };
}

export const note = (instance: Instance, id: string, changes: Partial<Transfer>) =>
  write(instance, (tx) => tx.update(transfers).set(changes).where(eq(transfers.id, id)));

/** It is over: its member is told, in the same commit. */
export const endTransfer = (instance: Instance, transfer: Transfer, changes: Partial<Transfer>) =>
  write(instance, async (tx) => {
    await tx.update(transfers).set(changes).where(eq(transfers.id, transfer.id));
    await record<DataEvent>(tx, {
      type: 'transfer.ended',
      accountId: transfer.accountId,
      outcome: changes.state === 'failed' ? 'failed' : transfer.direction,
    });
  });

export async function transferById(instance: Instance, id: string): Promise<Transfer | null> {
  const [found] = await instance.db.select().from(transfers).where(eq(transfers.id, id));
  return found ?? null;
}

/** Forgets what is over, and files that no row names or that are too old to be anybody's. */
export async function purgeTransfers(instance: Instance): Promise<void> {
  const now = instance.clock();
  await write(instance, (tx) => tx.delete(transfers).where(lt(transfers.expiresAt, now)));
  const rows = await instance.db.select({ id: transfers.id }).from(transfers);
  const known = new Set(rows.map((row) => row.id));
  for (const name of await readdir(transferFile(instance, '')).catch(() => [])) {
    const path = transferFile(instance, name);
    const at = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now,
    );
    const isOld = !known.has(name.split('.')[0]!) && at < Date.now() - hourMs;
    if (isOld || at < Date.now() - exportLifeMs) await rm(path, { force: true });
  }
}

/** All that is kept of an account's comings and goings; for who leaves. Gives the ids whose files are to go. */
export async function transferIdsOf(instance: Instance, accountId: string): Promise<string[]> {
  const rows = await instance.db.select({ id: transfers.id }).from(transfers).where(eq(transfers.accountId, accountId));
  return rows.map((row) => row.id);
}
