import type { Instance } from '../instance.ts';
import { and, asc, count, eq, inArray, lt, lte, min, or, sql } from './columns.ts';
import { compiled, compiledWrite, insertRow } from './compiled.ts';
import type { Reader, Tx } from './database.ts';
import { deadJobs, jobs, lines } from './tables.ts';
import { traced, traceId } from './trace.ts';
import { write } from './write.ts';

/** Who goes first. Within a lane, jobs of one key keep their order. */
export const lanes = { direct: 0, follow: 1, public: 2, backfill: 3 } as const;
export type Lane = keyof typeof lanes;

export interface NewJob {
  kind: string;
  lane: Lane;
  /** Jobs of one lane and key are done one after another; a failing one holds the others back (a host, an account). */
  key: string;
  payload: unknown;
  /** Unix ms before which the line is not looked at; only heeded when the line is empty. */
  due?: number;
}

export interface Job {
  id: number;
  kind: string;
  lane: number;
  key: string;
  payload: any;
  createdAt: number;
  /** Failures in a row before this try. */
  attempts: number;
  /** Says that a long piece of work goes on: the deadline starts anew. Throws when the worker stops. */
  alive(): void;
  /** Aborted when the job has run for too long or the worker stops. */
  signal: AbortSignal;
  /** Acknowledges inside the transaction of the effect; without it the worker acknowledges after the handler. */
  finish(tx: Tx): Promise<void>;
}

export type JobHandler = (instance: Instance, payload: any, job: Job) => Promise<void>;
export type JobHandlers = Record<string, JobHandler>;

/** Thrown by a handler: try the line again at `at` (Unix ms), or by the usual back-off. */
export class Retry extends Error {
  readonly at: number | undefined;
  constructor(reason: string, at?: number) {
    super(reason);
    this.at = at;
  }
}

/** Thrown by a handler: this job can never succeed; it goes to the dead letters, the line goes on. */
export class Dead extends Error {}

/** Puts jobs in their lines, inside the transaction that makes them necessary. */
export async function enqueue(tx: Tx, ...newJobs: NewJob[]): Promise<void> {
  const now = Date.now();
  if (newJobs.length === 1) return enqueueOne(tx, newJobs[0]!, now);
  for (let from = 0; from < newJobs.length; from += 500) {
    const part = newJobs.slice(from, from + 500);
    await tx.insert(jobs).values(
      part.map((job) => ({
        lane: lanes[job.lane],
        key: job.key,
        kind: job.kind,
        payload: job.payload,
        trace: traceId() ?? null,
        createdAt: now,
      })),
    );
    // Reading the lines first makes PostgreSQL see the meeting of this with a worker that finds a line empty and takes
    // it away: a job would be left without a line. (An insert that does nothing on conflict counts as no reading.)
    await tx
      .select({ key: lines.key })
      .from(lines)
      .where(
        inArray(
          lines.key,
          part.map((job) => job.key),
        ),
      );
    await tx
      .insert(lines)
      .values(part.map((job) => ({ lane: lanes[job.lane], key: job.key, due: job.due ?? now })))
      .onConflictDoNothing();
  }
}

const linesOf = compiled((db, value) =>
  db
    .select({ key: lines.key })
    .from(lines)
    .where(eq(lines.key, value('key'))),
);

/** What nearly every change does: one job, with statements that are built once. */
async function enqueueOne(tx: Tx, job: NewJob, now: number): Promise<void> {
  const { key, kind, payload } = job;
  const lane = lanes[job.lane];
  await insertRow(tx, jobs, { lane, key, kind, payload, trace: traceId(), createdAt: now });
  await linesOf(tx, { key });
  await insertRow(tx, lines, { lane, key, due: job.due ?? now }, { unlessThere: true });
}

/** Waiting jobs by lane, oldest waiting job, dead letters: for the administrator and `/health`. */
export async function queueState(db: Reader) {
  const [waiting] = await db.select({ jobs: count(), oldest: min(jobs.createdAt) }).from(jobs);
  const [failing] = await db.select({ lines: count() }).from(lines).where(sql`${lines.attempts} > 0`);
  const [dead] = await db.select({ jobs: count() }).from(deadJobs);
  return { waiting: waiting!.jobs, oldest: waiting!.oldest, failingLines: failing!.lines, dead: dead!.jobs };
}

/** How many jobs wait in all lanes under each of these keys. */
export async function waitingByKey(db: Reader, keys: string[]): Promise<Map<string, number>> {
  if (!keys.length) return new Map();
  const rows = await db
    .select({ key: jobs.key, n: count() })
    .from(jobs)
    .where(inArray(jobs.key, keys))
    .groupBy(jobs.key);
  return new Map(rows.map((row) => [row.key, row.n]));
}

/** Dead letters, newest first. */
export const listDead = (db: Reader, most = 100) =>
  db.select().from(deadJobs).orderBy(sql`${deadJobs.id} desc`).limit(most);

/** Puts a dead letter back in its line. False when it is not there. */
export const replay = (instance: Instance, id: number): Promise<boolean> =>
  write(instance, async (tx) => {
    const [dead] = await tx.delete(deadJobs).where(eq(deadJobs.id, id)).returning();
    if (!dead) return false;
    const lane = (Object.keys(lanes) as Lane[]).find((name) => lanes[name] === dead.lane)!;
    // What it was begun by is what it goes on under.
    const again = () => enqueue(tx, { kind: dead.kind, lane, key: dead.key, payload: dead.payload });
    await (dead.trace ? traced(dead.trace, again) : again());
    return true;
  });

/** Lets a dead letter go for good. False when it is not there. */
export const discard = (instance: Instance, id: number): Promise<boolean> =>
  write(instance, async (tx) => {
    const gone = await tx.delete(deadJobs).where(eq(deadJobs.id, id)).returning({ id: deadJobs.id });
    return gone.length > 0;
  });

/** Makes the lines of `key` due now: a peer that was down has answered. */
export const wakeLines = (tx: Tx, key: string) =>
  tx.update(lines).set({ due: 0, attempts: 0 }).where(eq(lines.key, key));

/** Deletes the waiting jobs of `keys` (a host given up) and says how many there were. */
export async function dropLines(tx: Tx, keys: string[]): Promise<number> {
  const gone = await tx.delete(jobs).where(inArray(jobs.key, keys)).returning({ id: jobs.id });
  await tx.delete(lines).where(inArray(lines.key, keys));
  return gone.length;
}

export const purgeDead = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(deadJobs).where(lt(deadJobs.diedAt, before)));

/** After a start on SQLite no other process holds a lease: what was being done when the last one ended is due again. */
export const releaseLeases = (instance: Instance) => write(instance, (tx) => tx.update(lines).set({ leasedUntil: 0 }));

/** A line that was held when the process ended twice in a row may be why it ended: it is worked on alone. */
export const isSuspect = (line: { crashes: number }) => line.crashes >= 2;

/** What may be leased: due, held by nobody, in these lanes; suspects only when they are asked for. */
export interface Wanted {
  now: number;
  lowestLane: number;
  suspects: boolean;
}

type Value = (name: keyof Wanted) => ReturnType<typeof sql.placeholder>;

const leasable = (value: Value, suspects: boolean) =>
  and(
    lte(lines.due, value('now')),
    lte(lines.leasedUntil, value('now')),
    lte(lines.lane, value('lowestLane')),
    suspects ? undefined : lt(lines.crashes, 2),
  );
const first = (suspects: boolean) =>
  compiled((db, value) => db.select({ key: lines.key }).from(lines).where(leasable(value, suspects)).limit(1));
const [firstDue, firstPlain] = [first(true), first(false)];
const next = (suspects: boolean) =>
  compiled((db, value) =>
    db
      .select()
      .from(lines)
      .where(leasable(value, suspects))
      .orderBy(asc(lines.lane), asc(lines.due))
      .limit(value('most')),
  );
const [nextDue, nextPlain] = [next(true), next(false)];
const hold = compiledWrite((tx, value) =>
  tx
    .update(lines)
    .set({ leasedUntil: sql`${value('leasedUntil')}`, crashes: sql`${lines.crashes} + 1` })
    .where(and(eq(lines.lane, value('lane')), eq(lines.key, value('key')))),
);

export async function anyDue(db: Reader, wanted: Wanted): Promise<boolean> {
  const [any] = await (wanted.suspects ? firstDue : firstPlain)(db, { ...wanted });
  return any !== undefined;
}

/** The next lines that may be worked on, leased until `leasedUntil`, most urgent lane first; one suspect at most. */
export async function lease(tx: Tx, wanted: Wanted, leasedUntil: number, most: number) {
  const due = await (wanted.suspects ? nextDue : nextPlain)(tx, { ...wanted, most });
  const suspect = due.find(isSuspect);
  const leased = due.filter((line) => !isSuspect(line) || line === suspect);
  for (const { lane, key } of leased) await hold(tx, { lane, key, leasedUntil });
  return leased;
}

/** Holds on to lines that are still being worked on. */
export const renewLeases = (tx: Tx, held: { lane: number; key: string }[], leasedUntil: number) =>
  tx
    .update(lines)
    .set({ leasedUntil })
    .where(or(...held.map((line) => and(eq(lines.lane, line.lane), eq(lines.key, line.key)))));
