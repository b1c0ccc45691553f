import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import { write } from '../platform/write.ts';
import { communityLevels } from './tables.ts';
import { type TellLevel, tellLevels } from './view.ts';

/** Of what a member wants to be told in a community; mentions alone when they have not said. */
export async function levelOf(instance: Instance, accountId: string, communityId: string): Promise<TellLevel> {
  const [row] = await instance.db
    .select({ level: communityLevels.level })
    .from(communityLevels)
    .where(and(eq(communityLevels.accountId, accountId), eq(communityLevels.communityId, communityId)));
  return row?.level ?? 'mentions';
}

/** Remembers it; what is none of the four is the usual. */
export const setLevel = (instance: Instance, accountId: string, communityId: string, wanted: string): Promise<void> =>
  write(instance, async (tx) => {
    const level = tellLevels.find((one) => one === wanted) ?? 'mentions';
    await tx
      .insert(communityLevels)
      .values({ communityId, accountId, level })
      .onConflictDoUpdate({ target: [communityLevels.communityId, communityLevels.accountId], set: { level } });
  });

/** Who said something of a community, by account. */
export async function levelsIn(instance: Instance, communityId: string): Promise<Map<string, TellLevel>> {
  const rows = await instance.db.select().from(communityLevels).where(eq(communityLevels.communityId, communityId));
  return new Map(rows.map(({ accountId, level }) => [accountId, level]));
}
