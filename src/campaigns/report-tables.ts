import { boolean, index, integer, json, primaryKey, table, text, timestamp } from '../platform/columns.ts';
import type { ReportRows, Sentences } from './report-rows.ts';

/** The report of a campaign: sentences of its organisers, and, once published, the rows that its figures come from. */
export const campaignReports = table('campaign_reports', {
  campaignId: text('campaign_id').primaryKey(),
  sentences: json('sentences').$type<Sentences>().notNull(),
  byId: text('by_id'),
  publishedAt: timestamp('published_at'),
  rows: json('rows').$type<ReportRows>(),
});

/** What a campaign weighed, counted by the server, day by day (UTC): nobody stands in it. */
export const campaignTraffic = table(
  'campaign_traffic',
  {
    campaignId: text('campaign_id').notNull(),
    day: text('day').notNull(),
    visits: integer('visits').notNull().default(0),
    bytes: integer('bytes').notNull().default(0),
    messages: integer('messages').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.day] })],
);

/** Whether it lives on, asked of its organisers 30 and 180 days after its end. */
export const campaignRecalls = table(
  'campaign_recalls',
  {
    campaignId: text('campaign_id').notNull(),
    days: integer('days').notNull(),
    dueAt: timestamp('due_at').notNull(),
    answeredAt: timestamp('answered_at'),
    byId: text('by_id'),
    alive: boolean('alive'),
    words: text('words').notNull().default(''),
    /** How many did the same elsewhere, as far as they know. */
    copies: integer('copies').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.days] }), index('campaign_recalls_due').on(t.dueAt)],
);
