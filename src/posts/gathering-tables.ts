import { boolean, index, integer, serial, table, text, timestamp, uniqueIndex } from '../platform/columns.ts';
import type { Attendance, JoinMode } from './view.ts';

/** What makes a post an event (FEP-8a8e): ours, or another server's as it tells it. */
export const gatherings = table(
  'gatherings',
  {
    postId: text('post_id').primaryKey(),
    startsAt: timestamp('starts_at').notNull(),
    endsAt: timestamp('ends_at'),
    zone: text('zone').notNull(),
    place: text('place').notNull().default(''),
    address: text('address').notNull().default(''),
    link: text('link').notNull().default(''),
    access: text('access').notNull().default(''),
    capacity: integer('capacity'),
    waitingList: boolean('waiting_list').notNull().default(false),
    answersUntil: timestamp('answers_until'),
    joinMode: text('join_mode').$type<JoinMode>().notNull().default('free'),
    joinUrl: text('join_url'),
    /** Places taken, and people who wait: counted here so that a place is taken by one statement. */
    going: integer('going').notNull().default(0),
    waiting: integer('waiting').notNull().default(0),
    cancelledAt: timestamp('cancelled_at'),
    remindedAt: timestamp('reminded_at'),
  },
  (t) => [index('gatherings_starts').on(t.startsAt)],
);

/** Who comes. The ids are the order of the waiting list: who asks again stands at its end. */
export const attendances = table(
  'attendances',
  {
    id: serial('id'),
    postId: text('post_id').notNull(),
    accountId: text('account_id').notNull(),
    state: text('state').$type<Attendance>().notNull(),
    /** Id of the Join. */
    uri: text('uri').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('attendances_pair').on(t.postId, t.accountId),
    index('attendances_state').on(t.postId, t.state, t.id),
    index('attendances_account').on(t.accountId),
    index('attendances_uri').on(t.uri),
  ],
);
