import { stat, writeFile } from 'node:fs/promises';
import { accountById } from '../accounts/account.ts';
import { keepPicture } from '../accounts/cached-picture.ts';
import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import { newFileName } from '../platform/files.ts';
import { mediaTypes } from '../platform/film-container.ts';
import { HttpFault } from '../platform/http-fault.ts';
import { createLimiter } from '../platform/limiter.ts';
import { Refusal, unavailable } from '../platform/refusal.ts';
import { mostCaptionBytes, readWebVtt } from '../platform/web-vtt.ts';
import { write } from '../platform/write.ts';
import { containerAt } from './film.ts';
import { type Media, mostImageBytes } from './media.ts';
import { media } from './tables.ts';
import { captionsFile, fileOf, isFilm, storePicture } from './variants.ts';

const retryMs = 3_600_000;
const useMs = 86_400_000;
/** A film that is larger is watched on its own server. */
const mostFilmBytes = 100e6;
const filmMs = 120_000;

/** Copies of other servers' pictures, films and sounds: a reader's browser asks only us (S30: only what a row of ours names). */
export interface RemoteCopies {
  /** The row with its files made, fetched now if need be; null when its server does not give it. */
  ensure(row: Media): Promise<Media | null>;
  /** The row of a film whose captions are here, fetched now if need be; null when its server does not give them. */
  captions(row: Media): Promise<Media | null>;
  /** The picture of a remote account's profile, likewise. */
  ofAccount(accountId: string, kind: 'avatar' | 'banner'): Promise<Media | null>;
}

export function createRemoteCopies(instance: Instance): RemoteCopies {
  const fetching = new Map<string, Promise<Media | null>>();
  // Films take long: pictures do not wait behind them.
  const filmsInTurn = createLimiter({
    atOnce: 3,
    waiting: 50,
    refuse: () => unavailable('too many films are fetched'),
  });
  const inTurn = createLimiter({ atOnce: 4, waiting: 200, refuse: () => unavailable('too many pictures are fetched') });

  /** Who asks for the same picture meanwhile waits for the same answer. */
  function once(row: Media): Promise<Media | null> {
    const begun = fetching.get(row.id);
    if (begun) return begun;
    const fetch = () => (isFilm(row) ? fetchFilm(instance, row) : fetchCopy(instance, row));
    const work = (isFilm(row) ? filmsInTurn : inTurn)(fetch).finally(() => fetching.delete(row.id));
    fetching.set(row.id, work);
    return work;
  }

  async function ensure(row: Media): Promise<Media | null> {
    const now = instance.clock();
    if (row.state === 'ready') {
      if (row.remoteUrl && now - row.usedAt > useMs) await touch(instance, row.id, { usedAt: now });
      return row;
    }
    if (row.state === 'gone' || !row.remoteUrl) return null;
    if (row.state === 'failed' && now - row.usedAt < retryMs) return null;
    return once(row);
  }

  return {
    ensure,
    captions: async (row) =>
      row.captionsAt && (await instance.files.find(captionsFile(row.file)))
        ? row
        : inTurn(() => fetchCaptions(instance, row)),
    async ofAccount(accountId, kind) {
      const account = await accountById(instance, accountId);
      const url = kind === 'avatar' ? account?.avatarUrl : account?.bannerUrl;
      if (!url) return null;
      const row = await ensure(await pictureRow(instance, accountId, kind, url));
      if (row) await keepPicture(instance, accountId, kind, url, row.id);
      return row;
    },
  };
}

async function fetchCopy(instance: Instance, row: Media): Promise<Media | null> {
  const source = instance.files.temporary();
  try {
    const { status, body } = await instance.http.request(row.remoteUrl!, {
      maxBytes: mostImageBytes,
      headers: { accept: 'image/*' },
    });
    if (status !== 200) return await failed(instance, row, `status ${status}`);
    await writeFile(source, body, { mode: 0o600 });
    const { width, height, bytes, blurhash } = await storePicture(instance, source, row.kind, row.file);
    const set = { width, height, bytes, blurhash: row.blurhash ?? blurhash };
    return await touch(instance, row.id, { ...set, state: 'ready', usedAt: instance.clock() });
  } catch (error) {
    if (error instanceof HttpFault) return await failed(instance, row, error.message);
    if (error instanceof Refusal && error.status === 422) return await failed(instance, row, error.key);
    throw error;
  } finally {
    await instance.files.discard([source]);
  }
}

/** Kept as it came, and served as what its first bytes say it is: browsers decode it, we do not. */
async function fetchFilm(instance: Instance, row: Media): Promise<Media | null> {
  const source = instance.files.temporary();
  try {
    const { status } = await instance.http.request(row.remoteUrl!, {
      maxBytes: mostFilmBytes,
      timeoutMs: filmMs,
      saveTo: source,
      headers: { accept: `${row.kind}/*`, 'accept-encoding': 'identity' },
    });
    if (status !== 200) return await failed(instance, row, `status ${status}`);
    const container = await containerAt(source);
    if (!container) return await failed(instance, row, 'media.filmType', 'media.filmType');
    const mediaType = mediaTypes[container][row.kind === 'video' ? 'video' : 'audio'];
    const { size: bytes } = await stat(source);
    await instance.files.keep(source, fileOf(row.file, 'full', mediaType));
    return await touch(instance, row.id, { mediaType, bytes, state: 'ready', fault: null, usedAt: instance.clock() });
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    return await failed(instance, row, error.message, error.reason === 'too-large' ? 'media.copyTooLarge' : null);
  } finally {
    await instance.files.discard([source]);
  }
}

/** Written anew as ours are: what is none is forgotten until its server says otherwise. */
async function fetchCaptions(instance: Instance, row: Media): Promise<Media | null> {
  const path = instance.files.temporary();
  try {
    const { status, body } = await instance.http.request(row.captionsUrl!, {
      maxBytes: mostCaptionBytes,
      headers: { accept: 'text/vtt' },
    });
    const text = status === 200 ? readWebVtt(body) : null;
    if (!text) return await withoutCaptions(instance, row);
    await writeFile(path, text, { mode: 0o600 });
    await instance.files.keep(path, captionsFile(row.file));
    return await touch(instance, row.id, { captionsAt: instance.clock() });
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    return await withoutCaptions(instance, row);
  } finally {
    await instance.files.discard([path]);
  }
}

async function withoutCaptions(instance: Instance, row: Media): Promise<null> {
  await touch(instance, row.id, { captions: null, captionsAt: null });
  return null;
}

async function failed(instance: Instance, row: Media, reason: string, fault: string | null = null): Promise<null> {
  instance.log.info({ media: row.id, reason }, 'remote file not copied');
  await touch(instance, row.id, { state: 'failed', fault, usedAt: instance.clock() });
  return null;
}

const touch = async (instance: Instance, id: string, set: Partial<Media>): Promise<Media | null> => {
  const [row] = await write(instance, (tx) => tx.update(media).set(set).where(eq(media.id, id)).returning());
  return row ?? null;
};

/** The row of a remote profile's picture; one per account, kind and address. */
const pictureRow = (instance: Instance, accountId: string, kind: 'avatar' | 'banner', remoteUrl: string) =>
  write(instance, async (tx): Promise<Media> => {
    const mine = and(eq(media.accountId, accountId), eq(media.kind, kind));
    const rows = await tx.select().from(media).where(mine);
    const known = rows.find((row) => row.remoteUrl === remoteUrl && row.state !== 'gone');
    if (known) return known;
    const now = instance.clock();
    await tx.update(media).set({ state: 'gone' }).where(mine);
    const row = { id: instance.ids(), accountId, kind, file: newFileName(), remoteUrl, createdAt: now, usedAt: now };
    const [made] = await tx
      .insert(media)
      .values({ ...row, state: 'remote' })
      .returning();
    return made!;
  });
