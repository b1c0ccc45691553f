import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Step {
  tag: string;
  /** Unix ms at which it was generated: drizzle keeps this of each step that a database has been through. */
  when: number;
}

export const migrationsFolder = (dialect: 'sqlite' | 'postgres'): string =>
  join(import.meta.dirname, '../../migrations', dialect);

/** The steps that this version knows, oldest first. */
export function knownSteps(dialect: 'sqlite' | 'postgres'): Step[] {
  const journal = readFileSync(join(migrationsFolder(dialect), 'meta/_journal.json'), 'utf8');
  return (JSON.parse(journal) as { entries: Step[] }).entries;
}

/**
 * The steps that a database still has to go through; `applied` is the last one it went through, null for an empty one.
 * Throws when that is a step this version does not know: an older program would write what the newer one misreads (F23).
 */
export function stepsAfter(dialect: 'sqlite' | 'postgres', applied: number | null): Step[] {
  const known = knownSteps(dialect);
  if (applied !== null && applied > known.at(-1)!.when)
    throw new Error(
      'The database is of a newer version of Maillon: start that version, or restore the backup that was made by this one.',
    );
  return known.filter(({ when }) => when > (applied ?? 0));
}
