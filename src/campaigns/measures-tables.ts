import type { Affiliation } from '../accounts/view.ts';
import { index, integer, serial, table, text, timestamp, uniqueIndex } from '../platform/columns.ts';

/** What a figure says: something was given, is promised, or became of a promise. */
export type MeasureNature = 'given' | 'promised' | 'kept';
/** How sure it is: said by one; with proof; confirmed by somebody of another organisation; confirmed by both sides. */
export type MeasureLevel = 'declared' | 'evidenced' | 'verified' | 'confirmed';

/** Figures in native units that the report adds up; each says from which post it comes. */
export const measures = table(
  'campaign_measures',
  {
    id: serial('id'),
    campaignId: text('campaign_id').notNull(),
    stepId: text('step_id').notNull(),
    postId: text('post_id').notNull(),
    /** The agreement or the pledge that it measures. */
    sourceId: text('source_id').notNull(),
    nature: text('nature').$type<MeasureNature>().notNull(),
    /** Kind of thing: hours, objects… */
    what: text('what').notNull(),
    /** Name of a unit of OM 2. */
    unit: text('unit').notNull(),
    /** Hundredths of the unit: whole numbers add up exactly in both databases. */
    amount: integer('amount').notNull(),
    level: text('level').$type<MeasureLevel>().notNull(),
    /** null once the account is gone. */
    statedById: text('stated_by_id'),
    /** Servers of who gave and who received; '' is ours. What they were to their organisation that day. */
    giverHost: text('giver_host').notNull(),
    giverAffiliation: text('giver_affiliation').$type<Affiliation>(),
    receiverHost: text('receiver_host'),
    receiverAffiliation: text('receiver_affiliation').$type<Affiliation>(),
    at: timestamp('at').notNull(),
  },
  (t) => [
    uniqueIndex('campaign_measures_source').on(t.sourceId, t.nature),
    index('campaign_measures_campaign').on(t.campaignId, t.nature, t.level),
    index('campaign_measures_step').on(t.stepId, t.nature),
    index('campaign_measures_stated').on(t.statedById),
  ],
);
