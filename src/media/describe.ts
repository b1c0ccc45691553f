import { asc, eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { cut } from './media.ts';
import { media } from './tables.ts';

/** What stands for a picture, a film or a sound to who does not see or hear it. */
export interface Described {
  id: string;
  description: string;
}

const filesOf = (tx: Tx, postId: string) =>
  tx
    .select({ id: media.id, description: media.description })
    .from(media)
    .where(eq(media.postId, postId))
    .orderBy(asc(media.place));

/** What stands for the files of a post, in their order: kept with the version that it belongs to. */
export const descriptionsOf = async (tx: Tx, postId: string): Promise<string[]> =>
  (await filesOf(tx, postId)).map(({ description }) => description);

/** Changes what stands for the files of a published post; what is none of its files is left alone. Gives whether anything changed. */
export async function describeAgain(tx: Tx, postId: string, wanted: readonly Described[]): Promise<boolean> {
  if (!wanted.length) return false;
  const rows = await filesOf(tx, postId);
  const changed = wanted.filter(({ id, description }) =>
    rows.some((row) => row.id === id && row.description !== cut(description)),
  );
  for (const { id, description } of changed)
    await tx
      .update(media)
      .set({ description: cut(description) })
      .where(eq(media.id, id));
  return changed.length > 0;
}
