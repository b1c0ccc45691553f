import { index, integer, json, primaryKey, serial, table, text, timestamp } from '../platform/columns.ts';
import type { StatementClause } from './steps/statement/clause.ts';

/** The text of a statement, version by version: none is changed. */
export const statementVersions = table(
  'campaign_statement_versions',
  {
    id: serial('id'),
    stepId: text('step_id').notNull(),
    version: integer('version').notNull(),
    clauses: json('clauses').$type<StatementClause[]>().notNull(),
    /** What changed, and why. */
    note: text('note').notNull().default(''),
    byId: text('by_id'),
    at: timestamp('at').notNull(),
  },
  (t) => [index('campaign_statement_versions_step').on(t.stepId, t.version)],
);

/** An organisation signs by somebody who is mandated; '' stands for ours. */
export const signatures = table(
  'campaign_signatures',
  {
    stepId: text('step_id').notNull(),
    host: text('host').notNull(),
    byId: text('by_id'),
    /** What the person is there, as they say it. */
    capacity: text('capacity').notNull().default(''),
    version: integer('version').notNull(),
    at: timestamp('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stepId, t.host] })],
);
