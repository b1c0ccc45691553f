import { stat } from 'node:fs/promises';
import type { Instance } from '../instance.ts';
import { and, asc, eq, inArray, isNull, ne } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { Invalid, notFound, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import type { MediaView } from '../posts/view.ts';
import { requireRoom } from './quota.ts';
import { type MediaKind, media, postKinds } from './tables.ts';
import { filesOf, isFilm, storePicture } from './variants.ts';

export type Media = typeof media.$inferSelect;

/** Bytes of an upload, and of a picture of another server. */
export const mostImageBytes = 16 * 1024 * 1024;
const longestDescription = 1500;

/**
 * Takes in a picture that a member sends: the file at `path` is read and stays. Gives its row, tied to nothing yet.
 * Throws 413 above 16 MiB, 422 (`media.type`, `media.pixels`, …) when it is no picture of ours.
 */
export async function receiveImage(
  instance: Instance,
  accountId: string,
  upload: { path: string; description?: string; role?: MediaKind },
): Promise<Media> {
  if ((await stat(upload.path)).size > mostImageBytes) throw new Refusal(413, 'media.tooLarge');
  await requireRoom(instance, accountId, 0);
  const kind = upload.role ?? 'image';
  const { file, width, height, bytes, blurhash } = await storePicture(instance, upload.path, kind);
  const now = instance.clock();
  const description = cut(upload.description ?? '');
  const row = {
    id: instance.ids(),
    accountId,
    kind,
    file,
    width,
    height,
    bytes,
    blurhash,
    description,
    createdAt: now,
    usedAt: now,
  };
  try {
    return await write(instance, async (tx) => {
      await requireRoom(within(instance, tx), accountId, bytes);
      const [kept] = await tx
        .insert(media)
        .values({ ...row, state: 'ready' })
        .returning();
      return kept!;
    });
  } catch (error) {
    await instance.files.remove(filesOf({ ...row, mediaType: null, captions: null }));
    throw error;
  }
}

/** Changes the text that stands for a picture of one's own; 404 for anybody else's. */
export const describeMedia = (instance: Instance, accountId: string, id: string, description: string): Promise<void> =>
  write(instance, async (tx) => {
    const [changed] = await tx
      .update(media)
      .set({ description: cut(description) })
      .where(and(eq(media.id, id), eq(media.accountId, accountId), ne(media.state, 'gone')))
      .returning({ id: media.id });
    if (!changed) throw notFound();
  });

/**
 * Ties pictures or a film to a post, in this order. Throws Invalid when one is not the account's own, is taken already,
 * or is not ready.
 */
export async function attachMedia(tx: Tx, accountId: string, ids: string[], postId: string): Promise<void> {
  for (const [place, id] of ids.entries()) {
    const [taken] = await tx
      .update(media)
      .set({ postId, place })
      .where(and(eq(media.id, id), isDraftOf(accountId), eq(media.state, 'ready')))
      .returning({ id: media.id });
    if (!taken) throw new Invalid({ media: 'compose.imageGone' });
  }
}

const isDraftOf = (accountId: string) =>
  and(
    eq(media.accountId, accountId),
    isNull(media.postId),
    isNull(media.remoteUrl),
    inArray(media.kind, postKinds),
    ne(media.state, 'gone'),
  );

/** Of `ids`, the rows that are the account's own and stand in no post, whatever their state. */
export const draftRows = (instance: Instance, accountId: string, ids: string[]): Promise<Media[]> =>
  instance.db
    .select()
    .from(media)
    .where(and(inArray(media.id, ids), isDraftOf(accountId)));

/** Pictures of a draft, for drawing its form again: those of `ids` that are the account's own, in that order. */
export async function draftMedia(instance: Instance, accountId: string, ids: string[]): Promise<MediaView[]> {
  if (!ids.length) return [];
  const rows = await draftRows(instance, accountId, ids);
  const byId = new Map(rows.map((row) => [row.id, mediaView(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const ofPost = compiled((db, value) =>
  db
    .select()
    .from(media)
    .where(eq(media.postId, value('postId')))
    .orderBy(asc(media.place)),
);

/** Rows of the pictures of a post, for federation. */
export const mediaRows = (instance: Instance, postId: string): Promise<Media[]> => ofPost(instance.db, { postId });

/** One picture, whosever it is. */
export async function mediaById(instance: Instance, id: string): Promise<Media | null> {
  const [row] = await instance.db.select().from(media).where(eq(media.id, id));
  return row ?? null;
}

/** Pictures of posts, by post id: one query, however many. */
export async function mediaOf(instance: Instance, postIds: string[]): Promise<Map<string, MediaView[]>> {
  const views = new Map<string, MediaView[]>();
  if (!postIds.length) return views;
  const rows =
    postIds.length === 1
      ? await mediaRows(instance, postIds[0]!)
      : await instance.db.select().from(media).where(inArray(media.postId, postIds)).orderBy(asc(media.place));
  for (const row of rows) views.set(row.postId!, [...(views.get(row.postId!) ?? []), mediaView(row)]);
  return views;
}

/** The posts are gone: their pictures are seen no more, and the files go with the next sweep. */
export const dropMedia = (tx: Tx, postIds: string[]) =>
  tx.update(media).set({ state: 'gone', postId: null }).where(inArray(media.postId, postIds));

/** A picture of a profile that another one has replaced; its files go with the next sweep. */
export const dropPicture = (instance: Instance, accountId: string, id: string) =>
  write(instance, (tx) =>
    tx
      .update(media)
      .set({ state: 'gone' })
      .where(and(eq(media.id, id), eq(media.accountId, accountId))),
  );

/** The pictures of an account that is gone, its avatar with them; their files go with the next sweep. */
export const forgetMedia = (tx: Tx, accountId: string) =>
  tx
    .update(media)
    .set({ state: 'gone', postId: null, draftId: null, description: '', captions: null, captionsUrl: null })
    .where(eq(media.accountId, accountId));

export function mediaView(row: Media): MediaView {
  return {
    id: row.id,
    kind: row.kind === 'video' || row.kind === 'audio' ? row.kind : 'image',
    thumbnail: !isFilm(row) || hasPoster(row) ? mediaPath(row, 'thumbnail') : null,
    full: mediaPath(row, 'full'),
    // A server that does not tell the measures gets a box of the usual shape.
    width: row.width || 640,
    height: row.height || 360,
    bytes: row.state === 'ready' ? row.bytes : null,
    description: row.description,
    blurhash: row.blurhash,
    ...(isFilm(row) && {
      film: {
        state: row.state,
        fault: row.fault,
        mediaType: row.mediaType,
        duration: row.duration,
        captions: row.captions === null ? null : { path: mediaPath(row, 'captions'), language: row.captions },
        remoteUrl: row.remoteUrl,
      },
    }),
  };
}

/** Only our own films have a frame of theirs made. */
export const hasPoster = (row: Pick<Media, 'kind' | 'state' | 'remoteUrl'>): boolean =>
  row.kind === 'video' && row.state === 'ready' && row.remoteUrl === null;

export type MediaVariant = 'thumbnail' | 'full' | 'captions';
/** Captions may be changed while the file stays: their address says since when they are, so that no cache keeps the old ones. */
export const mediaPath = (row: Pick<Media, 'file'> & Partial<Media>, variant: MediaVariant) =>
  `/media/${row.file}/${variant}${variant === 'captions' && row.captionsAt ? `?at=${row.captionsAt}` : ''}`;

export const cut = (description: string) =>
  [...description.replaceAll('\0', '').trim()].slice(0, longestDescription).join('');

/** Pictures of a kept draft stay, those it no longer has go as any other that stands nowhere. */
export async function holdMedia(tx: Tx, accountId: string, draftId: string, ids: string[]): Promise<void> {
  await tx.update(media).set({ draftId: null }).where(eq(media.draftId, draftId));
  if (ids.length)
    await tx
      .update(media)
      .set({ draftId })
      .where(and(inArray(media.id, ids), eq(media.accountId, accountId), isNull(media.postId)));
}
