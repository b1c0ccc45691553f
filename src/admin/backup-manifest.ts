import { z } from 'zod';
import { type Config, dialect } from '../config.ts';
import { knownSteps } from '../platform/migration-journal.ts';
import { version } from '../version.ts';

/** What a backup says of itself, as its first entry. */
export const manifestShape = z.object({
  format: z.literal(1),
  version: z.string(),
  dialect: z.enum(['sqlite', 'postgres']),
  /** Name of the last migration that the database has been through. */
  schema: z.string(),
  origin: z.string(),
  createdAt: z.string(),
});
export type Manifest = z.infer<typeof manifestShape>;

export const manifestOf = (config: Pick<Config, 'origin'>): Manifest => ({
  format: 1,
  version,
  dialect,
  schema: lastMigration(),
  origin: config.origin,
  createdAt: new Date().toISOString(),
});

/** One sentence for each thing in which this program is not the one that made the backup. */
export function mismatches(made: Manifest, config: Pick<Config, 'origin'>): string[] {
  const here = manifestOf(config);
  const faults: string[] = [];
  if (made.version !== here.version || made.schema !== here.schema)
    faults.push(
      `The backup is of version ${made.version} (${made.schema}), this is ${here.version} (${here.schema}): restore it with its own version, then upgrade.`,
    );
  if (made.dialect !== here.dialect)
    faults.push(
      made.dialect === 'postgres'
        ? 'The backup is of a PostgreSQL database: give DATABASE_URL.'
        : 'The backup is of the built-in database: leave DATABASE_URL out.',
    );
  if (made.origin !== here.origin)
    faults.push(`The backup is of ${made.origin}, and the address of an instance never changes: set ORIGIN to it.`);
  return faults;
}

function lastMigration(): string {
  const { tag, when } = knownSteps(dialect).at(-1)!;
  return `${tag} ${when}`;
}
