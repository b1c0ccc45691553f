import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, desc, eq, getTableColumns, isNull, lt } from '../platform/columns.ts';
import { within, write } from '../platform/write.ts';
import { visiblePost } from './post.ts';
import { postViews } from './post-views.ts';
import { bookmarks, posts } from './tables.ts';
import type { TimelinePage } from './view.ts';
import { readable } from './visibility.ts';

const pageSize = 20;

/** « Garder ». Twice changes nothing; 404 when the member cannot read it. No event: it is nobody else's business. */
export const bookmark = (instance: Instance, viewer: NonNullable<Viewer>, postId: string): Promise<void> =>
  write(instance, async (tx) => {
    await visiblePost(within(instance, tx), viewer, postId);
    await tx
      .insert(bookmarks)
      .values({ accountId: viewer.accountId, postId, createdAt: instance.clock() })
      .onConflictDoNothing();
  });

/** No longer kept; nothing to take back is no fault. */
export const unbookmark = (instance: Instance, accountId: string, postId: string): Promise<void> =>
  write(
    instance,
    async (tx) =>
      void (await tx.delete(bookmarks).where(and(eq(bookmarks.accountId, accountId), eq(bookmarks.postId, postId)))),
  );

/** Addresses of what the member keeps, last first: row ids page the list. */
export const keptBy = (instance: Instance, accountId: string, before: number | undefined, most: number) =>
  instance.db
    .select({ id: bookmarks.id, uri: posts.uri, postId: posts.id })
    .from(bookmarks)
    .innerJoin(posts, eq(posts.id, bookmarks.postId))
    .where(and(eq(bookmarks.accountId, accountId), before ? lt(bookmarks.id, before) : undefined))
    .orderBy(desc(bookmarks.id))
    .limit(most);

/** What the member keeps and may still read, last kept first; `older` is the id of a bookmark, not of a post. */
export async function bookmarkedPosts(
  instance: Instance,
  viewer: NonNullable<Viewer>,
  before?: number,
  most = pageSize,
): Promise<TimelinePage> {
  const rows = await instance.db
    .select({ bookmarkId: bookmarks.id, ...getTableColumns(posts) })
    .from(bookmarks)
    .innerJoin(posts, eq(posts.id, bookmarks.postId))
    .where(
      and(
        eq(bookmarks.accountId, viewer.accountId),
        before ? lt(bookmarks.id, before) : undefined,
        isNull(posts.boostOfId),
        readable(viewer),
      ),
    )
    .orderBy(desc(bookmarks.id))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  return {
    posts: await postViews(instance, viewer, shown),
    older: rows.length > most ? String(shown.at(-1)!.bookmarkId) : null,
  };
}
