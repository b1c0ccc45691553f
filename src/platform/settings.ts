import { eq } from './columns.ts';
import type { Reader, Tx } from './database.ts';
import { settings } from './tables.ts';

/** What was set under a name, or null: then the program's own default holds. */
export async function readSetting<T>(db: Reader, name: string): Promise<T | null> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name));
  return (row?.value as T | undefined) ?? null;
}

export const writeSetting = (tx: Tx, name: string, value: unknown) =>
  tx.insert(settings).values({ name, value }).onConflictDoUpdate({ target: settings.name, set: { value } });

export const clearSetting = (tx: Tx, name: string) => tx.delete(settings).where(eq(settings.name, name));
