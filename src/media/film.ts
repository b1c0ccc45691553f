import { copyFile, open, stat } from 'node:fs/promises';
import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import type { Tx } from '../platform/database.ts';
import { newFileName } from '../platform/files.ts';
import { type Container, containerOf } from '../platform/film-container.ts';
import type { AboutFilm } from '../platform/film-probe.ts';
import { enqueue, type JobHandlers } from '../platform/jobs.ts';
import { Invalid, Refusal } from '../platform/refusal.ts';
import { within, write } from '../platform/write.ts';
import { cut, draftRows, type Media, mediaById } from './media.ts';
import { type MediaLimits, mediaLimits, requireRoom } from './quota.ts';
import { media } from './tables.ts';
import { fileOf, filesOf, isFilm, sourceFile, storePicture } from './variants.ts';

const mostTries = 3;

/** Container of an audio or video file; null when it is none that we take in. */
export async function containerAt(path: string): Promise<Container | null> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return containerOf(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/**
 * Takes in a film or a sound that a member sends: the file at `path` is read and stays. It is prepared by a job (or by
 * who calls, with `later: false`). Throws 422 (`media.noFilms`, `media.filmType`, `media.quota` …), 413 when too large.
 */
export async function receiveFilm(
  instance: Instance,
  accountId: string,
  { path, description = '', later = true }: { path: string; description?: string; later?: boolean },
): Promise<Media> {
  if (!instance.films.available) throw new Refusal(422, 'media.noFilms');
  const limits = await mediaLimits(instance);
  const { size } = await stat(path);
  if (size > limits.filmBytes) throw tooLarge(limits);
  await requireRoom(instance, accountId, size);
  const container = await containerAt(path);
  if (!container) throw new Refusal(422, 'media.filmType');
  const about = await instance.films.look(path, container, timesOf(limits));
  const now = instance.clock();
  const row = {
    ...{ id: instance.ids(), accountId, kind: about.kind, file: newFileName(), bytes: size },
    ...{ width: about.width, height: about.height, duration: about.durationMs, description: cut(description) },
    ...{ state: 'preparing' as const, createdAt: now, usedAt: now },
  };
  const copy = instance.files.temporary();
  try {
    await copyFile(path, copy);
    await instance.files.keep(copy, sourceFile(row.file));
    return await write(instance, async (tx) => {
      await requireRoom(within(instance, tx), accountId, size);
      const [kept] = await tx.insert(media).values(row).returning();
      if (later)
        await enqueue(tx, { kind: 'media.prepare', lane: 'public', key: `film ${accountId}`, payload: { id: row.id } });
      return kept!;
    });
  } catch (error) {
    await instance.files.discard([copy]);
    await instance.files.remove([sourceFile(row.file)]);
    throw error;
  }
}

export const tooLarge = ({ filmBytes }: MediaLimits) =>
  new Refusal(413, 'media.filmTooLarge', { args: { most: Math.round(filmBytes / 1e6) } });

const timesOf = ({ filmMs, filmBytes }: MediaLimits) => ({ durationMs: filmMs, bytes: filmBytes * 2 });

/** The queue's work of this room. A worker without ffmpeg, or a file that fools it, leaves a row that says so. */
export const mediaJobs: JobHandlers = {
  'media.prepare': async (instance, { id }: { id: string }, job) => {
    // A long film is no hung job; when the worker stops, the signal ends ffmpeg.
    const beat = setInterval(() => !job.signal.aborted && job.alive(), 10_000);
    try {
      await prepareFilm(instance, id, { signal: job.signal, finish: job.finish });
    } catch (error) {
      if (job.signal.aborted || job.attempts + 1 < mostTries) throw error;
      instance.log.warn({ err: error, media: id }, 'film given up');
      await fail(instance, id, 'media.filmUnreadable', job.finish);
    } finally {
      clearInterval(beat);
    }
  },
};

/** Makes the file that is shown, and the poster, of a film that was received; nothing when that is done already. */
export async function prepareFilm(
  instance: Instance,
  id: string,
  { signal, finish }: { signal?: AbortSignal; finish?: (tx: Tx) => Promise<void> } = {},
): Promise<void> {
  const row = await mediaById(instance, id);
  if (row?.state !== 'preparing') return;
  const source = await instance.files.find(sourceFile(row.file));
  const [film, poster] = [instance.files.temporary(), instance.files.temporary()];
  try {
    if (!source) throw new Refusal(422, 'media.filmUnreadable');
    const container = (await containerAt(source.path)) ?? 'mov';
    const limits = timesOf(await mediaLimits(instance));
    const about = await instance.films.look(source.path, container, limits);
    const made = await instance.films.make(source.path, container, about, { film, poster }, limits, signal);
    const { blurhash } =
      made.kind === 'video' ? await storePicture(instance, poster, 'video', row.file) : { blurhash: null };
    await keepFilm(instance, { ...row, blurhash }, film, made, finish);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 422) throw error;
    await fail(instance, id, error.key, finish);
  } finally {
    await instance.files.discard([film, poster]);
  }
}

async function keepFilm(
  instance: Instance,
  row: Media,
  path: string,
  made: AboutFilm,
  finish?: (tx: Tx) => Promise<void>,
) {
  const mediaType = made.kind === 'video' ? 'video/mp4' : 'audio/mpeg';
  const { size: bytes } = await stat(path);
  const name = fileOf(row.file, 'full', mediaType);
  await instance.files.keep(path, name);
  const { width, height, durationMs: duration } = made;
  const set = {
    state: 'ready' as const,
    fault: null,
    kind: made.kind,
    mediaType,
    bytes,
    width,
    height,
    duration,
    blurhash: row.blurhash,
  };
  const kept = await write(instance, async (tx) => {
    await finish?.(tx);
    const still = and(eq(media.id, row.id), eq(media.state, 'preparing'));
    return (await tx.update(media).set(set).where(still).returning({ id: media.id })).length > 0;
  });
  // Another try may have been first, and its files are these; taken out or erased meanwhile, nothing of it stays.
  const isShown = kept || (await mediaById(instance, row.id))?.state === 'ready';
  await instance.files.remove(isShown ? [sourceFile(row.file)] : [name, ...filesOf(row)]);
}

async function fail(instance: Instance, id: string, fault: string, finish?: (tx: Tx) => Promise<void>) {
  const row = await write(instance, async (tx) => {
    await finish?.(tx);
    const still = and(eq(media.id, id), eq(media.state, 'preparing'));
    const [failed] = await tx.update(media).set({ state: 'failed', fault }).where(still).returning();
    return failed;
  });
  if (row) await instance.files.remove(filesOf(row));
}

/** Waits until no film of a draft is being prepared, at most so long: a short one is ready in a moment. */
export async function awaitFilms(instance: Instance, accountId: string, ids: string[], ms: number): Promise<void> {
  const until = Date.now() + ms;
  while (ids.length && Date.now() < until) {
    if (!(await draftRows(instance, accountId, ids)).some(({ state }) => state === 'preparing')) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Throws Invalid when a post may not show these together, or not yet: up to `mostPictures`, or one film or sound. */
export async function checkAttachments(
  instance: Instance,
  accountId: string,
  ids: string[],
  { scheduled = false } = {},
): Promise<void> {
  if (!ids.length) return;
  const rows = await draftRows(instance, accountId, ids);
  const fault =
    rows.some(isFilm) && rows.length > 1
      ? 'compose.oneFilm'
      : rows.some(({ state }) => state === 'failed')
        ? 'compose.filmFailed'
        : !scheduled && rows.some(({ state }) => state === 'preparing')
          ? 'compose.filmPreparing'
          : null;
  if (fault) throw new Invalid({ media: fault });
}
