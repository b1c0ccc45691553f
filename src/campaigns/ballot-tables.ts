import { boolean, index, integer, json, primaryKey, table, text, timestamp } from '../platform/columns.ts';
import type { Vote } from './steps/ballot/settings.ts';
import type { Tally } from './steps/ballot/tally.ts';

/** The box of a ballot: its list of electors is closed from the moment that the row is there. */
export const ballotBoxes = table('campaign_ballot_boxes', {
  stepId: text('step_id').primaryKey(),
  listedAt: timestamp('listed_at').notNull(),
  electors: integer('electors').notNull(),
  /** What was decided, in the words of who signs it. */
  outcome: text('outcome').notNull().default(''),
  outcomeById: text('outcome_by_id'),
  outcomeAt: timestamp('outcome_at'),
});

/**
 * Who may vote, written all at once when the list is closed. Of a vote it says that there was one: no time, no number, so
 * that nothing here leads to a ballot.
 */
export const electors = table(
  'campaign_electors',
  {
    stepId: text('step_id').notNull(),
    accountId: text('account_id').notNull(),
    voted: boolean('voted').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.stepId, t.accountId] }), index('campaign_electors_account').on(t.accountId)],
);

/** What was voted. A secret ballot has no account, no time, and a random id; its receipt opens it. */
export const ballots = table(
  'campaign_ballots',
  {
    id: text('id').primaryKey(),
    stepId: text('step_id').notNull(),
    /** Of an open ballot alone. */
    accountId: text('account_id'),
    /** Hash of the code that its voter was shown once. */
    receipt: text('receipt').notNull(),
    votes: json('votes').$type<Record<string, Vote>>().notNull(),
  },
  (t) => [
    index('campaign_ballots_step').on(t.stepId),
    index('campaign_ballots_receipt').on(t.receipt),
    index('campaign_ballots_account').on(t.accountId),
  ],
);

/** What the other organisations that carry the campaign counted among their own people; one each, never replaced. */
export const tallies = table(
  'campaign_tallies',
  {
    stepId: text('step_id').notNull(),
    host: text('host').notNull(),
    tally: json('tally').$type<Tally>().notNull(),
    receivedAt: timestamp('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stepId, t.host] })],
);
