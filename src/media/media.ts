import type { Instance } from '../instance.ts';
import { and, asc, eq, inArray, isNull } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid } from '../platform/refusal.ts';
import type { MediaView } from '../posts/view.ts';
import { media } from './tables.ts';

/** A picture of another server's post, as its document tells it. */
export interface RemoteMedia {
  url: string;
  description: string;
  width: number;
  height: number;
}

/** Ties pictures of the author to the post that shows them; throws Invalid when one is not theirs or already shown. */
export async function attachMedia(tx: Tx, accountId: string, mediaIds: string[], postId: string): Promise<void> {
  for (const [place, id] of mediaIds.entries()) {
    const tied = await tx
      .update(media)
      .set({ postId, place })
      .where(and(eq(media.id, id), eq(media.accountId, accountId), eq(media.kind, 'image'), isNull(media.postId)))
      .returning({ id: media.id });
    if (!tied.length) throw new Invalid({ media: 'compose.imageGone' });
  }
}

/** Pictures of posts, in their order: one query, however many. */
export async function mediaOf(instance: Instance, postIds: string[]): Promise<Map<string, MediaView[]>> {
  if (!postIds.length) return new Map();
  const rows = await instance.db.select().from(media).where(inArray(media.postId, postIds)).orderBy(asc(media.place));
  const byPost = new Map<string, MediaView[]>();
  for (const row of rows) {
    const list = byPost.get(row.postId!) ?? [];
    byPost.set(row.postId!, list);
    list.push({
      id: row.id,
      kind: 'image',
      thumbnail: `/media/${row.id}/thumbnail`,
      full: `/media/${row.id}/full`,
      width: row.width,
      height: row.height,
      bytes: row.bytes,
      description: row.description,
    });
  }
  return byPost;
}

/** Replaces what we know of a remote post's pictures; nothing is fetched before somebody looks. */
export async function saveRemoteMedia(
  instance: Instance,
  tx: Tx,
  accountId: string,
  postId: string,
  pictures: RemoteMedia[],
) {
  await tx.delete(media).where(eq(media.postId, postId));
  if (!pictures.length) return;
  await tx.insert(media).values(
    pictures.map(({ url, ...said }, place) => ({
      ...said,
      id: instance.ids(),
      accountId,
      postId,
      kind: 'image' as const,
      remoteUrl: url,
      place,
      createdAt: instance.clock(),
    })),
  );
}

/** Forgets the pictures of an erased post; their files go with the next sweep. */
export const dropMedia = (tx: Tx, postId: string) => tx.delete(media).where(eq(media.postId, postId));
