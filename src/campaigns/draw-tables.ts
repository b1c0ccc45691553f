import { boolean, index, integer, json, primaryKey, serial, table, text, timestamp } from '../platform/columns.ts';
import type { Quota } from './draw-view.ts';

/** A draw: all that is decided before it stands from its publication on, the result from the draw on. */
export const draws = table(
  'campaign_draws',
  {
    id: text('id').primaryKey(),
    campaignId: text('campaign_id').notNull(),
    stepId: text('step_id').notNull(),
    /** The session whose places are drawn; null: people of the step itself. */
    postId: text('post_id'),
    title: text('title').notNull(),
    places: integer('places').notNull(),
    quotas: json('quotas').$type<Quota[]>().notNull(),
    /** Names stand on the list: who was on it knew. */
    named: boolean('named').notNull(),
    /** SHA-256 of everything that was published before. */
    fingerprint: text('fingerprint').notNull(),
    /** What the value will be, said before it exists: « Loto du 26 novembre, les cinq numéros ». */
    publicSource: text('public_source').notNull(),
    publicAt: timestamp('public_at').notNull(),
    publicValue: text('public_value'),
    publishedAt: timestamp('published_at').notNull(),
    publishedById: text('published_by_id'),
    drawnAt: timestamp('drawn_at'),
    drawnById: text('drawn_by_id'),
    /** Every number of the list, in the order drawn. */
    order: json('drawn_order').$type<number[]>(),
  },
  (t) => [index('campaign_draws_step').on(t.stepId, t.publishedAt), index('campaign_draws_post').on(t.postId)],
);

/** The numbered list of a draw. Without its account and its salt a line still counts and names nobody. */
export const drawCandidates = table(
  'campaign_draw_candidates',
  {
    drawId: text('draw_id').notNull(),
    n: integer('n').notNull(),
    accountId: text('account_id'),
    /** Makes `token` of the account's address: only who has it can tell who stands there. */
    salt: text('salt').notNull(),
    token: text('token').notNull(),
    organisation: text('organisation').notNull(),
    /** Said where places are kept for some affiliations alone. */
    affiliation: text('affiliation').notNull(),
  },
  (t) => [primaryKey({ columns: [t.drawId, t.n] }), index('campaign_draw_candidates_account').on(t.accountId)],
);

/** A seed of each carrier: its hash is published before, the seed itself comes at the draw. */
export const drawSeeds = table(
  'campaign_draw_seeds',
  {
    id: serial('id'),
    drawId: text('draw_id').notNull(),
    /** Name of the organisation. */
    name: text('name').notNull(),
    /** Ours: made here, kept from everybody until the draw. */
    own: boolean('own').notNull(),
    commitment: text('commitment').notNull(),
    seed: text('seed'),
    revealedAt: timestamp('revealed_at'),
  },
  (t) => [index('campaign_draw_seeds_draw').on(t.drawId, t.id)],
);

/** Who wants to stand on the list of a draw, until it is published. */
export const drawVolunteers = table(
  'campaign_draw_volunteers',
  {
    stepId: text('step_id').notNull(),
    accountId: text('account_id').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stepId, t.accountId] }), index('campaign_draw_volunteers_account').on(t.accountId)],
);

/** Who has come to a visit, as the organisers noted. */
export const visitArrivals = table(
  'campaign_visit_arrivals',
  {
    postId: text('post_id').notNull(),
    accountId: text('account_id').notNull(),
    byId: text('by_id'),
    at: timestamp('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.accountId] }), index('campaign_visit_arrivals_account').on(t.accountId)],
);
