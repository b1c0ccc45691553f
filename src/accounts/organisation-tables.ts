import { boolean, integer, json, primaryKey, table, text, timestamp } from '../platform/columns.ts';
import type { Conformance } from './view.ts';

export type SignUpRule = 'invitation' | 'domain' | 'approval' | 'open';

/** With whom it exchanges; `mixed`: with partners, while everybody reads what is public. */
export const federationWishes = ['open', 'mixed', 'partners'] as const;
export type FederationWish = (typeof federationWishes)[number];

/** The organisation whose server this is: one row, made by the set-up. */
export const organisation = table('organisation', {
  id: integer('id').primaryKey(),
  /** The public address is fixed from the set-up on; another ORIGIN refuses to start. */
  origin: text('origin').notNull(),
  accountId: text('account_id').notNull(),
  name: text('name').notNull(),
  monogram: text('monogram').notNull(),
  hue: integer('hue').notNull(),
  sentence: text('sentence').notNull().default(''),
  charter: text('charter').notNull().default(''),
  charterVersion: integer('charter_version').notNull().default(1),
  languages: json('languages').$type<string[]>().notNull(),
  signUp: text('sign_up').$type<SignUpRule>().notNull(),
  emailDomains: json('email_domains').$type<string[]>().notNull(),
  /** Objects and actors are shown to signed requests only. */
  authorizedFetch: boolean('authorized_fetch').notNull().default(false),
  conformance: text('conformance').$type<Conformance>().notNull().default('partial'),
  federation: text('federation').$type<FederationWish>().notNull().default('open'),
  createdAt: timestamp('created_at').notNull(),
});

/** Every version of the charter that was ever asked for. */
export const charters = table('charters', {
  version: integer('version').primaryKey(),
  text: text('text').notNull(),
  createdAt: timestamp('created_at').notNull(),
});

export type LegalKind = 'privacy' | 'terms' | 'accessibility' | 'contact';

/** Every version of the legal pages that was written here. */
export const legalTexts = table(
  'legal_texts',
  {
    kind: text('kind').$type<LegalKind>().notNull(),
    language: text('language').notNull(),
    version: integer('version').notNull(),
    /** Markdown; '': what comes with the program. */
    text: text('text').notNull(),
    createdAt: timestamp('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.language, t.version] })],
);

/** Other servers' organisations, as far as we know them: what the link shows. */
export const organisations = table('organisations', {
  host: text('host').primaryKey(),
  name: text('name').notNull(),
  monogram: text('monogram').notNull(),
  hue: integer('hue').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
});

/** `none`: everything comes in but what the other columns refuse. */
export type HostSeverity = 'none' | 'limit' | 'block';

/** Servers that are kept at a distance, with all their subdomains. */
export const hostRules = table('host_rules', {
  /** Lower case, without port unless it has one of its own. */
  host: text('host').primaryKey(),
  severity: text('severity').$type<HostSeverity>().notNull(),
  rejectMedia: boolean('reject_media').notNull().default(false),
  rejectReports: boolean('reject_reports').notNull().default(false),
  /** Why, for everybody. */
  publicComment: text('public_comment').notNull().default(''),
  /** In public the name is shown in part. */
  obfuscate: boolean('obfuscate').notNull().default(false),
  createdAt: timestamp('created_at').notNull(),
});
