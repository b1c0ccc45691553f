import type { Affiliation } from '../accounts/view.ts';
import { index, json, primaryKey, table, text, timestamp } from '../platform/columns.ts';
import type { PartnerScope, PartnershipState, Terms } from './view.ts';

/**
 * The tie with another organisation, one row for each server that ever asked or was asked. What passes follows from what
 * both sides say ({@link partnerScopes}); the row outlives the end, so that nothing said before it counts again.
 */
export const partnerships = table('partnerships', {
  host: text('host').primaryKey(),
  /** Their organisation's actor: nobody else on that server speaks of this. */
  actorUri: text('actor_uri').notNull(),
  /** What they address to write for their partners. */
  collectionUri: text('collection_uri'),
  state: text('state').$type<PartnershipState>().notNull(),
  ours: json('ours').$type<Terms | null>(),
  theirs: json('theirs').$type<Terms | null>(),
  /** Date of the last document of ours, and of theirs: an older one, or the same again, changes nothing. */
  saidAt: timestamp('said_at').notNull().default(0),
  heardAt: timestamp('heard_at').notNull().default(0),
  /** Why it was refused, ended or blocked; '' when nobody said. */
  reason: text('reason').notNull().default(''),
  endedBy: text('ended_by').$type<'us' | 'them' | 'time'>(),
  /** When their directory was last read. */
  directoryAt: timestamp('directory_at'),
  /** Member who last decided on our side. */
  decidedById: text('decided_by_id'),
  createdAt: timestamp('created_at').notNull(),
  changedAt: timestamp('changed_at').notNull(),
});

/**
 * What a partner's members may reach: one row for each scope that both sides agreed to, and only while the partnership
 * stands. Written by whatever changes the partnership; read by every rule about partners.
 */
export const partnerScopes = table(
  'partner_scopes',
  {
    host: text('host').notNull(),
    scope: text('scope').$type<PartnerScope>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.host, t.scope] })],
);

/** People and communities of partners, as far as their server gave them to us: asked for each day, gone with the scope. */
export const partnerEntries = table(
  'partner_entries',
  {
    uri: text('uri').primaryKey(),
    host: text('host').notNull(),
    kind: text('kind').$type<'person' | 'group'>().notNull(),
    /** Local part of the handle. */
    name: text('name').notNull(),
    displayName: text('display_name').notNull(),
    role: text('role').notNull().default(''),
    affiliation: text('affiliation').$type<Affiliation>(),
    skills: json('skills').$type<string[]>().notNull().default([]),
    helpsWith: text('helps_with').notNull().default(''),
    /** Plain text, of a community. */
    purpose: text('purpose').notNull().default(''),
  },
  (t) => [index('partner_entries_host').on(t.host, t.kind)],
);
