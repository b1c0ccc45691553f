import {
  boolean,
  index,
  integer,
  primaryKey,
  serial,
  table,
  text,
  timestamp,
  uniqueIndex,
} from '../platform/columns.ts';

/** Key pairs of our actors; the private half is sealed with SECRET_KEY (S122) and never leaves this table otherwise. */
export const actorKeys = table(
  'actor_keys',
  {
    /** Account id, or `instance` for the instance actor. */
    owner: text('owner').notNull(),
    kind: text('kind').$type<'rsa' | 'ed25519'>().notNull(),
    publicPem: text('public_pem').notNull(),
    sealedPrivate: text('sealed_private').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.owner, t.kind] })],
);

/** Public keys of others, by the URL that signatures name. */
export const remoteKeys = table(
  'remote_keys',
  {
    keyId: text('key_id').primaryKey(),
    /** Actor whose own document lists the key. */
    owner: text('owner').notNull(),
    pem: text('pem').notNull(),
    fetchedAt: timestamp('fetched_at').notNull(),
  },
  (t) => [index('remote_keys_fetched').on(t.fetchedAt)],
);

/** Activities that were let in: whole until they are handled, then the id alone for 90 days (S12). */
export const received = table(
  'received',
  {
    id: serial('id'),
    uri: text('uri').notNull(),
    actor: text('actor').notNull(),
    /** Who signed the request is not who acts: it is fetched from its origin before anything is believed (S73). */
    forwarded: boolean('forwarded').notNull().default(false),
    /** JSON text; '' once handled. */
    activity: text('activity').notNull(),
    receivedAt: timestamp('received_at').notNull(),
  },
  (t) => [uniqueIndex('received_uri').on(t.uri), index('received_at').on(t.receivedAt)],
);

/** Activities of ours as they were sent; deliveries name them by id. */
export const outgoing = table(
  'outgoing',
  {
    /** Last part of `/ap/activities/<id>`. */
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    /** JSON text. */
    activity: text('activity').notNull(),
    /** Anybody may read it at its address. */
    open: boolean('open').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [index('outgoing_created').on(t.createdAt)],
);

/** Posts of others in communities of ours, as their servers sent them: passed on to the members word for word (FEP-1b12). */
export const passedOn = table('passed_on', {
  postId: text('post_id').primaryKey(),
  /** The last Create or Update, JSON text. */
  activity: text('activity').notNull(),
  receivedAt: timestamp('received_at').notNull(),
});

/** What we know of other servers: whether they can be reached, and what they run. */
export const hosts = table('hosts', {
  host: text('host').primaryKey(),
  software: text('software'),
  softwareVersion: text('software_version'),
  /** When NodeInfo was last asked. */
  describedAt: timestamp('described_at'),
  /** Last exchange that worked, to the hour. */
  seenAt: timestamp('seen_at'),
  /** Days on which deliveries failed since the last success; seven make it unavailable. */
  failingDays: integer('failing_days').notNull().default(0),
  lastFailure: timestamp('last_failure'),
  lastReason: text('last_reason'),
  unavailableSince: timestamp('unavailable_since'),
  probedAt: timestamp('probed_at'),
  /** How far its clock is ahead of ours, in milliseconds, by the Date of its last answer (F10). */
  skewMs: integer('skew_ms'),
});
