import type { Instance } from '../instance.ts';
import { asc, dialectSql, eq, gt, lt, max, sql } from './columns.ts';
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
  const followers = subscribers.map((subscriber) => {
    const reader = { subscriber, at: 0 };
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

/** A subscriber and where its cursor was seen last: never further than it is. */
interface Following {
  subscriber: Subscriber;
  at: number;
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
  if (!latest?.seq || latest.seq <= following.at) return false;

  const last = await write(instance, async (tx) => {
    if (!(await dialectSql.alone(tx, `subscriber:${name}`))) return null;
    const [at] = await cursorOf(tx, { name });
    const next = await eventsAfter(tx, { after: at?.seq ?? 0, most });
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
    if (seq === undefined) return { seq: at?.seq ?? 0, more: false };
    await moveCursor(tx, { subscriber: name, seq });
    return { seq, more: true };
  });
  if (last) following.at = last.seq;
  return last?.more ?? false;
}

/** True when every subscriber has heard every event (tests, and a clean stop of the demo). */
export async function allHeard(instance: Instance, subscribers: Subscriber[]): Promise<boolean> {
  const [latest] = await instance.db.select({ seq: max(events.seq) }).from(events);
  const heard = await instance.db.select().from(cursors);
  const at = new Map(heard.map((cursor) => [cursor.subscriber, cursor.seq]));
  return subscribers.every((subscriber) => (at.get(subscriber.name) ?? 0) >= (latest?.seq ?? 0));
}

/** Forgets events older than `before` (Unix ms). */
export const purgeEvents = (instance: Instance, before: number) =>
  write(instance, (tx) => tx.delete(events).where(lt(events.at, before)));
