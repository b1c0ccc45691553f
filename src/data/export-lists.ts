import { accountsByIds, localHost } from '../accounts/account.ts';
import { blockedBy } from '../accounts/block.ts';
import { followingOf } from '../accounts/follow.ts';
import { listsOf, peopleIn } from '../accounts/list.ts';
import { mutedBy } from '../accounts/mute.ts';
import type { Instance } from '../instance.ts';
import { attendedBy } from '../posts/attend.ts';
import { keptBy } from '../posts/bookmark.ts';
import { followedTagsOf } from '../posts/followed-tag.ts';
import { csvLine } from './csv.ts';

type Chunks = AsyncGenerator<string>;
const page = 500;
const most = 100_000;

/** Lists in the form of Mastodon's files, so that Mastodon takes them too: name → its lines, piece by piece. */
export const lists: Record<string, (instance: Instance, accountId: string) => Chunks> = {
  async *'following_accounts.csv'(instance, accountId) {
    yield csvLine(['Account address', 'Show boosts', 'Notify on new posts', 'Languages']);
    for (let before: number | undefined; ; ) {
      const rows = await followingOf(instance, accountId, before, page);
      const names = await addresses(
        instance,
        rows.map((row) => row.followedId),
      );
      yield names.map((name) => csvLine([name, 'true', 'false', ''])).join('');
      if (rows.length < page) return;
      before = rows.at(-1)!.id;
    }
  },
  async *'lists.csv'(instance, accountId) {
    for (const list of await listsOf(instance, accountId))
      for (const name of await addresses(instance, await peopleIn(instance, list.id))) yield csvLine([list.name, name]);
  },
  async *'blocked_accounts.csv'(instance, accountId) {
    for (const name of await addresses(instance, await blockedBy(instance, accountId, most))) yield csvLine([name]);
  },
  async *'muted_accounts.csv'(instance, accountId) {
    yield csvLine(['Account address', 'Hide notifications']);
    for (const name of await addresses(instance, await mutedBy(instance, accountId, most)))
      yield csvLine([name, 'true']);
  },
  async *'bookmarks.csv'(instance, accountId) {
    for await (const uri of kept(instance, accountId)) yield csvLine([uri]);
  },
  async *'followed_tags.csv'(instance, accountId) {
    for (const { name } of await followedTagsOf(instance, accountId)) yield csvLine([name]);
  },
};

export async function* kept(instance: Instance, accountId: string): Chunks {
  for (let before: number | undefined; ; ) {
    const rows = await keptBy(instance, accountId, before, page);
    for (const { uri } of rows) yield uri;
    if (rows.length < page) return;
    before = rows.at(-1)!.id;
  }
}

/** Events that the person has said they come to, or asked to. */
export async function* coming(instance: Instance, accountId: string): Chunks {
  for (let before: number | undefined; ; ) {
    const rows = await attendedBy(instance, accountId, before, page);
    for (const { uri } of rows) yield uri;
    if (rows.length < page) return;
    before = rows.at(-1)!.id;
  }
}

/** `name@host`, ours with our host. */
async function addresses(instance: Instance, ids: string[]): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < ids.length; from += page) {
    const part = ids.slice(from, from + page);
    const byId = new Map((await accountsByIds(instance, part)).map((account) => [account.id, account]));
    for (const id of part) {
      const account = byId.get(id);
      if (account && !account.deletedAt) found.push(`${account.name}@${account.host || localHost(instance)}`);
    }
  }
  return found;
}
