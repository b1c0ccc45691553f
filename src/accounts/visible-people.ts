import type { Instance } from '../instance.ts';
import { and, eq, inArray, or } from '../platform/columns.ts';
import { present, type Viewer } from './account.ts';
import { accountList } from './account-view.ts';
import { accounts, blocks } from './tables.ts';
import type { AccountView } from './view.ts';

/** Those of `ids`, in their order, whom the viewer may see: nobody who is gone, nobody across a block. */
export async function visiblePeople(instance: Instance, viewer: Viewer, ids: string[]): Promise<AccountView[]> {
  if (!ids.length) return [];
  const there = await instance.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(inArray(accounts.id, ids), present));
  const blocked = viewer
    ? await instance.db
        .select({ accountId: blocks.accountId, targetId: blocks.targetId })
        .from(blocks)
        .where(
          or(
            and(eq(blocks.accountId, viewer.accountId), inArray(blocks.targetId, ids)),
            and(eq(blocks.targetId, viewer.accountId), inArray(blocks.accountId, ids)),
          ),
        )
    : [];
  const shown = new Set(there.map((row) => row.id));
  for (const { accountId, targetId } of blocked) {
    shown.delete(accountId);
    shown.delete(targetId);
  }
  if (viewer && there.some((row) => row.id === viewer.accountId)) shown.add(viewer.accountId);
  return accountList(
    instance,
    ids.filter((id) => shown.has(id)),
  );
}
