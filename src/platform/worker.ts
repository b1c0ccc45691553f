import type { Instance } from '../instance.ts';
import { and, asc, eq, lte, notExists } from './columns.ts';
import { compiled, compiledWrite } from './compiled.ts';
import type { Tx } from './database.ts';
import {
  anyDue,
  Dead,
  isSuspect,
  type Job,
  type JobHandlers,
  lanes,
  lease,
  Retry,
  releaseLeases,
  renewLeases,
} from './jobs.ts';
import { deadJobs, jobs, lines } from './tables.ts';
import { newTrace, traced } from './trace.ts';
import { write } from './write.ts';

type Line = typeof lines.$inferSelect;

/** Short, and renewed while the work goes on: what a killed process held is taken up soon (F03). */
const leaseMs = 30_000;
const renewMs = 10_000;
const jobMs = 60_000;
/** A batch stops here, so that a slow line gives its place to another. */
const batchMs = 25_000;
const batchSize = 50;
/** Most of a delivery is waiting: a hundred hosts that hang must leave room for the others (F12). */
const mostLines = 192;
/** Places kept for the lanes `direct` and `follow`: slow hosts never hold a message between people. */
const urgentLines = 64;
const mostCrashes = 10;
const mostAttempts = 8;

/** Milliseconds before try `attempts` + 1: n⁴ + 15 s, at most 12 h, with up to a third of jitter (Mastodon's curve). */
export const backoff = (attempts: number) =>
  Math.round(Math.min(attempts ** 4 * 1000 + 15_000, 12 * 3_600_000) * (1 + Math.random() / 3));

/** Works through the queue until `stop`; jobs of one (lane, key) one after another, lines beside each other. */
export function startWorker(instance: Instance, handlers: JobHandlers) {
  const running = new Map<string, { line: Line; work: Promise<void> }>();
  let latest = 0;
  /** Never goes back: a clock set back by hours must not hold what is due (F10). */
  const now = () => {
    latest = Math.max(latest, Date.now(), instance.clock());
    return latest;
  };
  const controllers = new Set<AbortController>();
  let stopped = false;
  let looking: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const poke = () => {
    again = true;
    looking ??= look().finally(() => {
      looking = null;
      if (again && !stopped) poke();
    });
  };
  const unhear = instance.database.onCommit(poke);
  const ready = instance.database.shared ? Promise.resolve() : releaseLeases(instance).catch(() => {});
  ready.then(poke);
  const renewing = setInterval(() => {
    const held = [...running.values()].map(({ line }) => line);
    if (held.length)
      write(instance, (tx) => renewLeases(tx, held, now() + leaseMs)).catch((error) =>
        instance.log.warn({ err: error }, 'leases could not be renewed'),
      );
  }, renewMs);

  async function look() {
    again = false;
    clearTimeout(timer);
    if (stopped) return;
    try {
      const free = mostLines + urgentLines - running.size;
      if (free > 0) await start(free);
    } catch (error) {
      instance.log.error({ err: error }, 'queue cannot be read');
    }
    if (!stopped) timer = setTimeout(poke, 1000);
  }

  async function start(free: number) {
    const at = now();
    const lowestLane = running.size < mostLines ? lanes.backfill : lanes.follow;
    const suspects = ![...running.values()].some(({ line }) => isSuspect(line));
    const wanted = { now: at, lowestLane, suspects };
    // Looks through the reading door first: most pokes find nothing, and a write would cost a commit.
    if (!(await anyDue(instance.db, wanted))) return;
    const most = lowestLane === lanes.backfill ? mostLines - running.size : free;
    const leased = await write(instance, (tx) => lease(tx, wanted, at + leaseMs, most));
    for (const line of leased) {
      const name = `${line.lane} ${line.key}`;
      const work = workLine(line)
        .catch((error) => instance.log.error({ err: error, lane: line.lane }, 'line failed'))
        .finally(() => {
          running.delete(name);
          poke();
        });
      running.set(name, { line, work });
    }
  }

  async function workLine(line: Line) {
    const started = Date.now();
    const next = await jobsOf(instance.db, { ...line, most: isSuspect(line) ? 1 : batchSize });
    let attempts = line.attempts;
    let crashes = line.crashes;
    for (const row of next) {
      if (stopped || Date.now() - started > batchMs) break;
      const outcome =
        crashes >= mostCrashes
          ? new Dead('the worker ended ten times while doing it')
          : await traced(row.trace ?? newTrace(), () => attempt(row, attempts));
      crashes = 0;
      if (outcome === 'stopped') break;
      if (outcome instanceof Dead) await traced(row.trace ?? newTrace(), () => bury(row, outcome.message));
      else if (outcome instanceof Retry) {
        const due = outcome.at ?? now() + backoff(attempts + 1);
        await write(instance, (tx) => rest(tx, line, due, attempts + 1));
        return;
      }
      attempts = 0;
    }
    await write(instance, (tx) => leave(tx, line));
  }

  /** Runs one job: null when done, else what is to become of it. */
  async function attempt(row: typeof jobs.$inferSelect, attempts: number): Promise<null | Dead | Retry | 'stopped'> {
    const handler = handlers[row.kind];
    if (!handler) return new Dead(`nothing handles ${row.kind}`);
    const controller = new AbortController();
    controllers.add(controller);
    const deadline = setTimeout(() => controller.abort(), jobMs);
    let finished = false;
    const begun = Date.now();
    const job: Job = {
      ...row,
      attempts,
      signal: controller.signal,
      alive: () => {
        controller.signal.throwIfAborted();
        deadline.refresh();
      },
      finish: async (tx) => {
        const [gone] = await takeJob(tx, { id: row.id });
        // A try that was thought hung comes back after another one has done the work: its effect is undone.
        if (!gone) throw new Dead('the job was already done');
        finished = true;
      },
    };
    try {
      await Promise.race([handler(instance, row.payload, job), abortedError(controller.signal)]);
      if (!finished) await write(instance, (tx) => job.finish(tx));
      instance.log.debug({ kind: row.kind, job: row.id, ms: Date.now() - begun }, 'job');
      return null;
    } catch (error) {
      if (stopped && controller.signal.aborted) return 'stopped';
      if (error instanceof Dead || error instanceof Retry) return error;
      instance.log.warn({ err: error, kind: row.kind, job: row.id }, 'job failed');
      const reason = String((error as Error)?.message ?? error).slice(0, 500);
      return attempts + 1 >= mostAttempts ? new Dead(reason) : new Retry(reason);
    } finally {
      clearTimeout(deadline);
      controllers.delete(controller);
    }
  }

  async function bury(row: typeof jobs.$inferSelect, reason: string) {
    instance.log.warn({ kind: row.kind, job: row.id, reason }, 'job given up');
    const { id, ...rest } = row;
    await write(instance, async (tx) => {
      const [gone] = await tx.delete(jobs).where(eq(jobs.id, id)).returning({ id: jobs.id });
      if (gone) await tx.insert(deadJobs).values({ ...rest, reason, diedAt: instance.clock() });
    });
  }

  return {
    poke,
    /** Jobs that are being done now. */
    active: () => running.size,
    /** When no line is due any more (tests and the demo wait for it). */
    settled: async () => {
      for (;;) {
        await Promise.all([...running.values()].map(({ work }) => work));
        const [due] = await instance.db.select({ key: lines.key }).from(lines).where(lte(lines.due, now())).limit(1);
        if (!due && !running.size) return;
        poke();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    /** Takes no new job, waits for those running (10 s at most), leaves the rest for the next start. */
    stop: async () => {
      stopped = true;
      unhear();
      clearTimeout(timer);
      clearInterval(renewing);
      const patience = setTimeout(() => {
        for (const controller of controllers) controller.abort();
      }, 10_000);
      await looking;
      await Promise.all([...running.values()].map(({ work }) => work));
      clearTimeout(patience);
    },
  };
}

const jobsOf = compiled((db, value) =>
  db
    .select()
    .from(jobs)
    .where(and(eq(jobs.lane, value('lane')), eq(jobs.key, value('key'))))
    .orderBy(asc(jobs.id))
    .limit(value('most')),
);

/** The line keeps its first job and waits until `due`. */
const rest = (tx: Tx, line: Line, due: number, attempts: number) =>
  tx
    .update(lines)
    .set({ due, attempts, leasedUntil: 0, crashes: 0 })
    .where(and(eq(lines.lane, line.lane), eq(lines.key, line.key)));

const takeJob = compiledWrite((tx, value) =>
  tx
    .delete(jobs)
    .where(eq(jobs.id, value('id')))
    .returning({ id: jobs.id }),
);
const endLine = compiledWrite((tx, value) => {
  const left = tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.lane, value('lane')), eq(jobs.key, value('key'))));
  return tx
    .delete(lines)
    .where(and(eq(lines.lane, value('lane')), eq(lines.key, value('key')), notExists(left)))
    .returning({ key: lines.key });
});
const freeLine = compiledWrite((tx, value) =>
  tx
    .update(lines)
    .set({ leasedUntil: 0, attempts: 0, crashes: 0, due: 0 })
    .where(and(eq(lines.lane, value('lane')), eq(lines.key, value('key')))),
);

/** The line goes when it is empty, else it is due again. */
async function leave(tx: Tx, { lane, key }: Line) {
  const [gone] = await endLine(tx, { lane, key });
  if (!gone) await freeLine(tx, { lane, key });
}

const abortedError = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it took more than 60 s')), { once: true });
  });
