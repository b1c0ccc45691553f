import { index, integer, json, primaryKey, serial, table, text, timestamp } from './columns.ts';

/** What happened, in order; ids only. Subscribers follow it behind a cursor each. */
export const events = table(
  'events',
  {
    seq: serial('seq'),
    type: text('type').notNull(),
    payload: json('payload').$type<Record<string, unknown>>().notNull(),
    /** Id of the request that it came of (`trace.ts`). */
    trace: text('trace'),
    at: timestamp('at').notNull(),
  },
  (t) => [index('events_at').on(t.at)],
);

export const cursors = table('cursors', {
  subscriber: text('subscriber').primaryKey(),
  seq: integer('seq').notNull(),
});

/** One row per (lane, key) that has jobs: its order, its back-off, its lease. */
export const lines = table(
  'lines',
  {
    lane: integer('lane').notNull(),
    key: text('key').notNull(),
    due: timestamp('due').notNull(),
    leasedUntil: timestamp('leased_until').notNull().default(0),
    /** Failures of its first job in a row. */
    attempts: integer('attempts').notNull().default(0),
    /** Times the process ended while holding the lease: a job that exhausts memory must not do it for ever. */
    crashes: integer('crashes').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.lane, t.key] }), index('lines_lane_due').on(t.lane, t.due)],
);

export const jobs = table(
  'jobs',
  {
    id: serial('id'),
    lane: integer('lane').notNull(),
    key: text('key').notNull(),
    kind: text('kind').notNull(),
    payload: json('payload').$type<any>().notNull(),
    trace: text('trace'),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [index('jobs_line').on(t.lane, t.key, t.id)],
);

/** Jobs that were given up, with the reason, until an administrator plays them again or they are 90 days old. */
export const deadJobs = table('dead_jobs', {
  id: serial('id'),
  lane: integer('lane').notNull(),
  key: text('key').notNull(),
  kind: text('kind').notNull(),
  payload: json('payload').$type<any>().notNull(),
  trace: text('trace'),
  reason: text('reason').notNull(),
  createdAt: timestamp('created_at').notNull(),
  diedAt: timestamp('died_at').notNull(),
});

/** What is set in pages and has a default in the program: a row only for what was changed. */
export const settings = table('settings', {
  name: text('name').primaryKey(),
  value: json('value').$type<unknown>().notNull(),
});
