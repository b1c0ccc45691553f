import type { Instance } from '../instance.ts';
import { and, asc, dialectSql, eq, gt, inArray, lt, max, sql } from './columns.ts';
import { compiled, compiledWrite, insertRow } from './compiled.ts';
import type { Tx } from './database.ts';
import { cursors, events } from './tables.ts';
import { newTrace, traced, traceId } from './trace.ts';
import { within, write } from './write.ts';

/** A change that has happened: its type and the ids that tell the rest. */
export interface RecordedEvent {
  type: string;
}

/** Records `event` in the transaction that makes the change: nothing between the two can be lost. */
export async function record<E extends RecordedEvent>(tx: Tx, event: E): Promise<void> {
  const { type, ...payload } = event;
  // PostgreSQL gives numbers before the commit: in turn, so that a reader never passes one that is yet to come.
  await dialectSql.inTurn(tx, 'events');
  await insertRow(tx, events, { type, payload, at: Date.now(), trace: traceId() });
}

/**
 * Hears events in order. Each handler runs inside the transaction that moves the cursor on, so its effect happens
 * exactly once: it writes rows and enqueues jobs, and never fetches or mails.
 */
export interface Subscriber {
  name: string;
  on: Record<string, (instance: Instance, event: any) => Promise<void>>;
}

const batch = 100;

/** Follows the log for all `subscribers` until `stop`; `poke` after each commit makes it look at once. */
export function followEvents(instance: Instance, subscribers: Subscriber[]) {
  let stopped = false;
  const read = readOnce(instance);
  const followers = subscribers.map((subscriber) => {
    const reader = { subscriber, at: null, read };
    let running: Promise<void> | null = null;
    let again = false;
    const run = async () => {
      do {
        again = false;
        while (!stopped && (await advance(instance, reader)));
      } while (again && !stopped);
    };
    return () => {
      again = true;
      running ??= run()
        .catch((error) => instance.log.error({ err: error, subscriber: subscriber.name }, 'subscriber failed'))
        .finally(() => {
          running = null;
        });
      return running;
    };
  });
  const poke = () => {
    if (!stopped) for (const follow of followers) follow();
  };
  const unhear = instance.database.onCommit(poke);
  // Other processes commit too (PostgreSQL), and a subscriber that failed must be tried again.
  const timer = setInterval(poke, instance.database.shared ? 500 : 5000);
  poke();
  return {
    poke,
    /** When every subscriber has heard what there was to hear. */
    settled: async () => void (await Promise.all(followers.map((follow) => follow()))),
    stop: async () => {
      stopped = true;
      unhear();
      clearInterval(timer);
      await Promise.all(followers.map((follow) => follow()));
    },
  };
}

/** A subscriber, and up to where nothing is left for it to hear; null: not yet looked at. */
interface Following {
  subscriber: Subscriber;
  at: number | null;
  read: ReturnType<typeof readOnce>;
}

type Row = typeof events.$inferSelect;

/** Those who hear stand at the same place most of the time: what one of them has read is not read for each. */
function readOnce(instance: Instance) {
  let last: { after: number; latest: number; rows: Promise<Row[]> } | null = null;
  return (after: number, latest: number): Promise<Row[]> => {
    if (last?.after !== after || last.latest !== latest) {
      const rows = eventsAfter(instance.db, { after, most: batch });
      // A read that failed is tried again by who comes next.
      rows.catch(() => {
        last = null;
      });
      last = { after, latest, rows };
    }
    return last.rows;
  };
}

const latestEvent = compiled((db) => db.select({ seq: max(events.seq) }).from(events));
const cursorOf = compiled((db, value) =>
  db
    .select()
    .from(cursors)
    .where(eq(cursors.subscriber, value('name'))),
);
const eventsAfter = compiled((db, value) =>
  db
    .select()
    .from(events)
    .where(gt(events.seq, value('after')))
    .orderBy(asc(events.seq))
    .limit(value('most')),
);

const moveCursor = compiledWrite((tx, value) =>
  tx
    .insert(cursors)
    .values({ subscriber: value('subscriber'), seq: value('seq') })
    .onConflictDoUpdate({ target: cursors.subscriber, set: { seq: sql`excluded.seq` } }),
);

/** Handles the next batch in one transaction; falls back to one event at a time when one of them throws. */
async function advance(instance: Instance, following: Following): Promise<boolean> {
  try {
    return await take(instance, following, batch);
  } catch (error) {
    instance.log.warn({ err: error, subscriber: following.subscriber.name }, 'event batch failed, one by one');
    return take(instance, following, 1);
  }
}

async function take(instance: Instance, following: Following, most: number): Promise<boolean> {
  const { name, on } = following.subscriber;
  // Looks through the reading door first: most pokes find nothing, and a write would cost a commit.
  const [latest] = await latestEvent(instance.db);
  following.at ??= (await cursorOf(instance.db, { name }))[0]?.seq ?? 0;
  if (!latest?.seq || latest.seq <= following.at) return false;
  const waiting = (await following.read(following.at, latest.seq)).slice(0, most);
  if (!waiting.some(({ type }) => on[type])) {
    // Nothing here is for this subscriber: its cursor may stay behind.
    following.at = waiting.at(-1)?.seq ?? following.at;
    return waiting.length === most;
  }
  const { at: passed } = following;

  const last = await write(instance, async (tx) => {
    if (!(await dialectSql.alone(tx, `subscriber:${name}`))) return null;
    const [at] = await cursorOf(tx, { name });
    const after = Math.max(at?.seq ?? 0, passed);
    // What was read is still all that follows, unless another process has gone on meanwhile.
    const next = after === passed ? waiting : await eventsAfter(tx, { after, most });
    const inside = within(instance, tx);
    for (const { seq, type, payload, trace } of next) {
      const hear = on[type];
      if (!hear) continue;
      await traced(trace ?? newTrace(), async () => {
        instance.log.debug({ event: type, seq, subscriber: name }, 'event');
        await hear(inside, { ...payload, type, seq });
      });
    }
    const seq = next.at(-1)?.seq;
    if (seq === undefined) return { seq: Math.max(at?.seq ?? 0, passed), more: false };
    await moveCursor(tx, { subscriber: name, seq });
    return { seq, more: true };
  });
  if (last) following.at = last.seq;
  return last?.more ?? false;
}

/** True when every subscriber has heard every event that is for it (tests, and a clean stop of the demo). */
export async function allHeard(instance: Instance, subscribers: Subscriber[]): Promise<boolean> {
  for (const { name, on } of subscribers) {
    const [cursor] = await cursorOf(instance.db, { name });
    const [left] = await instance.db
      .select({ seq: events.seq })
      .from(events)
      .where(and(gt(events.seq, cursor?.seq ?? 0), inArray(events.type, Object.keys(on))))
      .limit(1);
    if (left) return false;
  }
  return true;
}

/** Forgets events older than `before` (Unix ms). */
export const purgeEvents = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(events).where(lt(events.at, before)));
