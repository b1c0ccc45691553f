import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt } from '../platform/columns.ts';
import type { Post } from './post.ts';
import { posts } from './tables.ts';
import { readable } from './visibility.ts';

/** Posts and boosts of an account that `viewer` may read, newest first; ids page the list (the ActivityPub outbox). */
export const publishedBy = (
  instance: Instance,
  viewer: Viewer,
  accountId: string,
  before?: string,
  most = 40,
): Promise<Post[]> =>
  instance.db
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.accountId, accountId),
        isNull(posts.deletedAt),
        readable(viewer),
        before ? lt(posts.id, before) : undefined,
      ),
    )
    .orderBy(desc(posts.id))
    .limit(most);

/** All that an account wrote and passed on, oldest first, whoever may read it: for its own author. */
export const writtenBy = (instance: Instance, accountId: string, after: string, most: number): Promise<Post[]> =>
  instance.db
    .select()
    .from(posts)
    .where(and(eq(posts.accountId, accountId), isNull(posts.deletedAt), gt(posts.id, after)))
    .orderBy(asc(posts.id))
    .limit(most);

/** Addresses of the pinned posts that `viewer` may read, newest pin first. */
export async function pinnedUris(instance: Instance, viewer: Viewer, accountId: string): Promise<string[]> {
  const rows = await instance.db
    .select({ uri: posts.uri })
    .from(posts)
    .where(and(eq(posts.accountId, accountId), isNotNull(posts.pinnedAt), readable(viewer)))
    .orderBy(desc(posts.pinnedAt))
    .limit(20);
  return rows.map((row) => row.uri);
}

/** The same of what a community's hosts keep at its top. */
export async function featuredUris(instance: Instance, viewer: Viewer, communityId: string): Promise<string[]> {
  const rows = await instance.db
    .select({ uri: posts.uri })
    .from(posts)
    .where(and(eq(posts.communityId, communityId), isNotNull(posts.featuredAt), readable(viewer)))
    .orderBy(desc(posts.featuredAt))
    .limit(20);
  return rows.map((row) => row.uri);
}

/** Posts of members, for NodeInfo. */
export async function countLocalPosts(instance: Instance): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .where(and(eq(posts.local, true), isNull(posts.boostOfId), isNull(posts.deletedAt)));
  return row!.n;
}

/** Posts of ours for partners since a moment (Unix ms): what each of them was sent. */
export async function countForPartners(instance: Instance, since: number): Promise<number> {
  const [row] = await instance.db
    .select({ n: count() })
    .from(posts)
    .where(and(eq(posts.local, true), eq(posts.audience, 'partners'), gt(posts.createdAt, since)));
  return row!.n;
}
