import { index, integer, primaryKey, table, text, timestamp } from '../platform/columns.ts';

/** Where an agreement stands: asked by one, agreed by both, done when both confirmed that it was received. */
export type AgreementState = 'asked' | 'agreed' | 'done' | 'declined' | 'withdrawn';
export type Side = 'giver' | 'receiver';

/** Somebody answers an offer or a request: known to the two alone. */
export const agreements = table(
  'campaign_agreements',
  {
    id: text('id').primaryKey(),
    /** Its name on the wire (FEP-0837). */
    uri: text('uri').notNull(),
    /** The offer or the request. */
    postId: text('post_id').notNull(),
    campaignId: text('campaign_id').notNull(),
    stepId: text('step_id').notNull(),
    /** Who answered it; null once their account is gone. */
    withId: text('with_id'),
    state: text('state').$type<AgreementState>().notNull(),
    /** Hundredths of the unit. */
    amount: integer('amount').notNull(),
    note: text('note').notNull().default(''),
    /** Of equipment: when it is lent. */
    startsAt: timestamp('starts_at'),
    endsAt: timestamp('ends_at'),
    askedAt: timestamp('asked_at').notNull(),
    agreedAt: timestamp('agreed_at'),
    doneAt: timestamp('done_at'),
  },
  (t) => [
    index('campaign_agreements_post').on(t.postId, t.state),
    index('campaign_agreements_with').on(t.withId, t.state),
    index('campaign_agreements_step').on(t.stepId, t.state),
  ],
);

/** That something was given, said by one of the two. */
export const receipts = table(
  'campaign_receipts',
  {
    agreementId: text('agreement_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    /** Its name on the wire. */
    uri: text('uri').notNull(),
    /** null once the account is gone. */
    byId: text('by_id'),
    /** Their thanks, a public answer to the offer or the request. */
    thanksId: text('thanks_id'),
    at: timestamp('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agreementId, t.side] }), index('campaign_receipts_by').on(t.byId)],
);
