import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { and, eq, inArray, isNull, or } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import { notFound } from '../platform/refusal.ts';
import { hashtags, mentions, posts } from './tables.ts';
import { readable } from './visibility.ts';

export type Post = typeof posts.$inferSelect;

/** Permanent ActivityPub id of a post of ours. */
export const postUri = (instance: Pick<Instance, 'config'>, id: string) => `${instance.config.origin}/ap/posts/${id}`;

/** The post when `viewer` may read it, else the 404 of an absent one (S53). Boosts are not posts to open. */
export async function visiblePost(instance: Instance, viewer: Viewer, id: string): Promise<Post> {
  const [post] = await (viewer
    ? instance.db
        .select()
        .from(posts)
        .where(and(eq(posts.id, id), isNull(posts.boostOfId), readable(viewer)))
    : publicPost(instance.db, { id }));
  if (!post) throw notFound();
  return post;
}

const publicPost = compiled((db, value) =>
  db
    .select()
    .from(posts)
    .where(and(eq(posts.id, value('id')), isNull(posts.boostOfId), readable(null))),
);

/** Whether `viewer` may read the post: for files that hang on it. */
export async function mayReadPost(instance: Instance, viewer: Viewer, id: string): Promise<boolean> {
  const [post] = await instance.db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.id, id), readable(viewer)));
  return post !== undefined;
}

/** One's own post, or one written in the organisation's name, whatever its state; 404 for anybody else's (S54). */
export async function ownPost(instance: Instance, accountId: string, id: string): Promise<Post> {
  const [post] = await instance.db
    .select()
    .from(posts)
    .where(and(eq(posts.id, id), or(eq(posts.accountId, accountId), eq(posts.writtenById, accountId))));
  if (!post) throw notFound();
  return post;
}

const byId = compiled((db, value) =>
  db
    .select()
    .from(posts)
    .where(eq(posts.id, value('id'))),
);
const byUri = compiled((db, value) =>
  db
    .select()
    .from(posts)
    .where(eq(posts.uri, value('uri'))),
);
const mentioned = compiled((db, value) =>
  db
    .select({ id: mentions.accountId })
    .from(mentions)
    .where(eq(mentions.postId, value('postId'))),
);

/** For who acts for the server itself (federation, subscribers): no viewer, also what is deleted. */
export async function postById(instance: Instance, id: string): Promise<Post | null> {
  const [post] = await byId(instance.db, { id });
  return post ?? null;
}

export async function postByUri(instance: Instance, uri: string): Promise<Post | null> {
  const [post] = await byUri(instance.db, { uri });
  return post ?? null;
}

/** Those of them that somebody may read, in one query and in no order; boosts are none of them. */
export const visiblePosts = async (instance: Instance, viewer: Viewer, ids: string[]): Promise<Post[]> =>
  ids.length
    ? instance.db
        .select()
        .from(posts)
        .where(and(inArray(posts.id, ids), isNull(posts.boostOfId), readable(viewer)))
    : [];

export const postsByIds = (instance: Instance, ids: string[]): Promise<Post[]> =>
  ids.length ? instance.db.select().from(posts).where(inArray(posts.id, ids)) : Promise.resolve([]);

/** Accounts a post names: its readers when it is `direct`. */
export async function namedIn(instance: Instance, postId: string): Promise<string[]> {
  const rows = await mentioned(instance.db, { postId });
  return rows.map((row) => row.id);
}

/** Names of the post's hashtags, lower case, without #. */
export async function hashtagsOf(instance: Instance, postId: string): Promise<string[]> {
  const rows = await instance.db.select({ name: hashtags.name }).from(hashtags).where(eq(hashtags.postId, postId));
  return rows.map((row) => row.name);
}
