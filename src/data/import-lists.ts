import { accountByHandle } from '../accounts/account.ts';
import { block, blockedBy, unblock } from '../accounts/block.ts';
import { follow, followingOf, unfollow } from '../accounts/follow.ts';
import { addToList, createList, deleteList, listsOf } from '../accounts/list.ts';
import { mute, mutedBy, unmute } from '../accounts/mute.ts';
import type { Instance } from '../instance.ts';
import { notFound } from '../platform/refusal.ts';
import { bookmark, keptBy, unbookmark } from '../posts/bookmark.ts';
import { postByUri } from '../posts/post.ts';
import { readCsv } from './csv.ts';
import type { Reporter } from './report.ts';
import type { TransferKind } from './tables.ts';

/** Rows that one file may hold; a list that is longer is cut, and the report says so. */
export const mostRows = 10_000;
const everybody = 100_000;

export interface Bringing {
  accountId: string;
  /** What is here and not in the file goes. */
  replace: boolean;
  reporter: Reporter;
  /** So many rows are dealt with (one); 0 says that it goes on. */
  step: (by?: number) => Promise<void>;
}

type ListKind = Exclude<TransferKind, 'archive'>;
type Import = (instance: Instance, rows: string[][], bringing: Bringing) => Promise<void>;

/** Takes one of Mastodon's CSV files, or one of ours, which are the same. */
export async function importList(
  instance: Instance,
  kind: ListKind,
  text: string,
  bringing: Bringing,
): Promise<number> {
  const rows = readCsv(text, mostRows + 2).filter(
    ([first]) => first && first !== 'Account address' && first !== '#uri',
  );
  if (rows.length > mostRows) bringing.reporter.left(`${mostRows}`, 'tooMany');
  await imports[kind](instance, rows.slice(0, mostRows), bringing);
  return rows.length;
}

/** Finds each account and does `work` with it; gives the ids that were found. */
async function eachAccount(
  instance: Instance,
  handles: string[],
  { reporter, step }: Bringing,
  work: (id: string) => Promise<unknown>,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const handle of handles) {
    await step();
    await reporter.attempt(handle, async () => {
      const id = (await accountByHandle(instance, handle))?.id ?? (await instance.discover.account(handle));
      if (!id) throw notFound();
      found.add(id);
      await work(id);
    });
  }
  return found;
}

type Mark = (instance: Instance, accountId: string, targetId: string) => Promise<unknown>;

/** A list of accounts that are marked, and no more than that. */
function marks(
  kind: 'blocks' | 'mutes',
  mark: { set: Mark; unset: Mark; all: (instance: Instance, accountId: string, most: number) => Promise<string[]> },
): Import {
  return async (instance, rows, bringing) => {
    const { accountId, replace, reporter } = bringing;
    const handles = rows.map(([handle]) => handle!);
    const found = await eachAccount(instance, handles, bringing, async (id) => {
      await mark.set(instance, accountId, id);
      reporter.took(kind);
    });
    if (!replace) return;
    for (const id of await mark.all(instance, accountId, everybody))
      if (!found.has(id)) await mark.unset(instance, accountId, id);
  };
}

const imports: Record<ListKind, Import> = {
  async following(instance, rows, bringing) {
    const { accountId, replace, reporter } = bringing;
    const handles = rows.map(([handle]) => handle!);
    const found = await eachAccount(instance, handles, bringing, async (id) => {
      await follow(instance, accountId, id);
      reporter.took('following');
    });
    if (!replace) return;
    for (const { followedId } of await followingOf(instance, accountId, undefined, everybody))
      if (!found.has(followedId)) await unfollow(instance, accountId, followedId);
  },

  blocks: marks('blocks', { set: block, unset: unblock, all: blockedBy }),

  mutes: marks('mutes', { set: mute, unset: unmute, all: mutedBy }),

  async lists(instance, rows, bringing) {
    const { accountId, replace, reporter } = bringing;
    const names = [...new Set(rows.map(([name]) => name!))];
    const known = new Map((await listsOf(instance, accountId)).map((list) => [list.name, list.id]));
    if (replace)
      for (const [name, id] of known)
        if (!names.includes(name)) {
          await deleteList(instance, accountId, id);
          known.delete(name);
        }
    for (const name of names) {
      const handles = rows.filter(([list]) => list === name).flatMap(([, handle]) => handle ?? []);
      const made = await reporter.attempt(name, async () => {
        if (!known.has(name)) known.set(name, await createList(instance, accountId, name));
      });
      if (!made) continue;
      reporter.took('lists');
      await eachAccount(instance, handles, bringing, async (id) => {
        await follow(instance, accountId, id).catch(() => {});
        await addToList(instance, accountId, known.get(name)!, id);
      });
    }
  },

  async bookmarks(instance, rows, { accountId, replace, reporter, step }) {
    const found = new Set<string>();
    for (const [uri] of rows) {
      await step();
      await reporter.attempt(uri!, async () => {
        const known = (await postByUri(instance, uri!))?.id;
        const there = known ? { postId: known } : await instance.discover.address(uri!);
        if (!there || !('postId' in there)) throw notFound();
        await bookmark(instance, { accountId, local: true }, there.postId);
        found.add(there.postId);
        reporter.took('bookmarks');
      });
    }
    if (!replace) return;
    for (const { postId } of await keptBy(instance, accountId, undefined, everybody))
      if (!found.has(postId)) await unbookmark(instance, accountId, postId);
  },
};
