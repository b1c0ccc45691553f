import type { Instance } from '../instance.ts';
import { asc, gt, max } from './columns.ts';
import type { RecordedEvent } from './events-log.ts';
import { events } from './tables.ts';

export type LiveEvent = RecordedEvent & { seq: number } & Record<string, unknown>;
type Listener = (event: LiveEvent) => void;

/** What has just happened, told after the commit to who has a page open; may be lost, the page reads again. */
export interface Live {
  listen(listener: Listener): () => void;
  /** Events after `seq`, for a stream that reconnects (`Last-Event-ID`); at most 200. */
  since(seq: number): Promise<LiveEvent[]>;
  latest(): Promise<number>;
  stop(): void;
}

/** Follows the events of this instance, whichever process made them. */
export function followLive(instance: Instance): Live {
  const listeners = new Set<Listener>();
  let seen: number | null = null;
  let running = false;
  let again = false;

  const latest = async () => {
    const [row] = await instance.db.select({ seq: max(events.seq) }).from(events);
    return row?.seq ?? 0;
  };
  const since = async (seq: number): Promise<LiveEvent[]> => {
    const rows = await instance.db.select().from(events).where(gt(events.seq, seq)).orderBy(asc(events.seq)).limit(200);
    return rows.map((row) => ({ ...row.payload, type: row.type, seq: row.seq }));
  };
  async function look() {
    again = true;
    if (running || !listeners.size) return;
    running = true;
    try {
      while (again) {
        again = false;
        seen ??= await latest();
        for (const event of await since(seen)) {
          seen = event.seq;
          for (const listener of listeners) listener(event);
        }
      }
    } catch (error) {
      instance.log.warn({ err: error }, 'live updates cannot be read');
    } finally {
      running = false;
    }
  }
  const unhear = instance.database.onCommit(look);
  const timer = instance.database.shared ? setInterval(look, 1000) : undefined;
  return {
    listen: (listener) => {
      // Nobody listened: what happened meanwhile is not news to this page.
      if (!listeners.size) seen = null;
      listeners.add(listener);
      void look();
      return () => listeners.delete(listener);
    },
    since,
    latest,
    stop: () => {
      unhear();
      clearInterval(timer);
      listeners.clear();
    },
  };
}
