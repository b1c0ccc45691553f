import type { Instance } from '../instance.ts';
import { and, eq, inArray } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { write } from '../platform/write.ts';
import { accounts } from './tables.ts';

type Part = 'avatar' | 'banner';

/** Notes the copy of a remote account's picture, unless the account shows another one by now. */
export const keepPicture = (instance: Instance, accountId: string, part: Part, url: string, mediaId: string) =>
  write(instance, (tx) =>
    part === 'avatar'
      ? tx
          .update(accounts)
          .set({ avatarId: mediaId })
          .where(and(eq(accounts.id, accountId), eq(accounts.avatarUrl, url)))
      : tx
          .update(accounts)
          .set({ bannerId: mediaId })
          .where(and(eq(accounts.id, accountId), eq(accounts.bannerUrl, url))),
  );

/** The copies are forgotten; the next look fetches them again. */
export async function forgetPictures(tx: Tx, mediaIds: string[]): Promise<void> {
  await tx.update(accounts).set({ avatarId: null }).where(inArray(accounts.avatarId, mediaIds));
  await tx.update(accounts).set({ bannerId: null }).where(inArray(accounts.bannerId, mediaIds));
}
