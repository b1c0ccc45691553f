import type { Viewer } from '../accounts/account.ts';
import { accounts, members } from '../accounts/tables.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, desc, eq, inArray, isNull, lt, sql } from '../platform/columns.ts';
import { compiledWrite } from '../platform/compiled.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { write } from '../platform/write.ts';
import { hashtags, homeEntries } from './tables.ts';
import { followedTags } from './tag-tables.ts';

const most = 200;
const longest = 100;

/** `#Campus` as hashtags are kept; throws Invalid for what is none. */
export function hashtagName(text: string): string {
  const name = text.trim().replace(/^#/, '').normalize('NFC').toLowerCase();
  if (!/^[\p{L}\p{M}\p{N}_]+$/u.test(name) || [...name].length > longest) throw new Invalid({ name: 'form.required' });
  return name;
}

/** From now on posts with this hashtag come to the member's home. Throws 422 when they follow too many. */
export const followTag = (instance: Instance, accountId: string, name: string): Promise<void> =>
  write(instance, async (tx) => {
    const [all] = await tx.select({ n: count() }).from(followedTags).where(eq(followedTags.accountId, accountId));
    if (all!.n >= most) throw new Refusal(422, 'form.tooMany', { args: { most } });
    await tx
      .insert(followedTags)
      .values({ accountId, name: hashtagName(name), createdAt: instance.clock() })
      .onConflictDoNothing();
  });

/** What came by it stays in the home. */
export const unfollowTag = (instance: Instance, accountId: string, name: string): Promise<void> =>
  write(instance, async (tx) => {
    await tx.delete(followedTags).where(and(eq(followedTags.accountId, accountId), eq(followedTags.name, name)));
  });

/** Last followed first; `before`: the `id` of the last one seen. */
export const followedTagsOf = (instance: Instance, accountId: string, before?: number, most = 200) =>
  instance.db
    .select()
    .from(followedTags)
    .where(and(eq(followedTags.accountId, accountId), before ? lt(followedTags.id, before) : undefined))
    .orderBy(desc(followedTags.id))
    .limit(most);

/** Which of these hashtags the viewer follows. */
export async function followedAmong(instance: Instance, viewer: Viewer, names: string[]): Promise<Set<string>> {
  if (!viewer || !names.length) return new Set();
  const rows = await instance.db
    .select({ name: followedTags.name })
    .from(followedTags)
    .where(and(eq(followedTags.accountId, viewer.accountId), inArray(followedTags.name, names)))
    .orderBy(asc(followedTags.name));
  return new Set(rows.map(({ name }) => name));
}

/** Brings a post to the homes of who follows one of its hashtags; who may read it is asked at each reading. Not of limited accounts. */
export const enterByTags = compiledWrite((tx, value) =>
  tx
    .insert(homeEntries)
    .select(
      tx
        .selectDistinct({
          ownerId: members.accountId,
          entryId: sql<string>`${value('postId')}`.as('entry_id'),
          authorId: sql<string>`${value('authorId')}`.as('author_id'),
        })
        .from(hashtags)
        .innerJoin(followedTags, eq(followedTags.name, hashtags.name))
        .innerJoin(members, eq(members.accountId, followedTags.accountId))
        .innerJoin(accounts, and(eq(accounts.id, value('authorId')), isNull(accounts.limitedAt)))
        .where(eq(hashtags.postId, value('postId'))),
    )
    .onConflictDoNothing(),
);
