import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { isObject, type Json, text } from '../federation/json.ts';
import type { Instance } from '../instance.ts';
import { addCaptions } from '../media/captions.ts';
import { prepareFilm, receiveFilm } from '../media/film.ts';
import { mediaById, mostImageBytes, receiveImage } from '../media/media.ts';
import { mediaLimits } from '../media/quota.ts';
import type { ArchiveEntry } from '../platform/archive.ts';
import { Refusal } from '../platform/refusal.ts';
import { mostCaptionBytes } from '../platform/web-vtt.ts';

/**
 * Takes in a picture, film or sound that an archive brings, with its description and captions, as if it were sent
 * today. Gives its id, or null when the archive does not hold it. Throws what taking it in throws.
 */
export async function bringAttachment(
  instance: Instance,
  accountId: string,
  file: Json,
  entries: Map<string, ArchiveEntry>,
  step: (by?: number) => Promise<void>,
): Promise<string | null> {
  const entryAt = (url: unknown) => entries.get(String(url).replace(/^\//, ''));
  const entry = entryAt(file.url);
  if (!entry) return null;
  const description = text(file.name, 1500) ?? '';
  if (/\.(webp|vtt)$/.test(entry.name)) return (await bringPicture(instance, accountId, entry, { description })).id;
  const id = await bringFilm(instance, accountId, entry, description, step);
  const captions = isObject(file.captions) ? entryAt(file.captions.url) : undefined;
  if (captions && isObject(file.captions) && captions.size <= mostCaptionBytes) {
    const language = /^[a-z]{2,3}$/.exec(String(file.captions.language))?.[0] ?? 'fr';
    await unpacked(instance, captions, (path) => addCaptions(instance, accountId, id, { path, language }));
  }
  return id;
}

export async function bringPicture(
  instance: Instance,
  accountId: string,
  entry: ArchiveEntry,
  more: { description?: string; role?: 'avatar' | 'banner' },
) {
  if (entry.size > mostImageBytes) throw new Refusal(413, 'media.tooLarge');
  return unpacked(instance, entry, (path) => receiveImage(instance, accountId, { path, ...more }));
}

/** Prepared at once: the post that shows it is published in the next moment. */
async function bringFilm(
  instance: Instance,
  accountId: string,
  entry: ArchiveEntry,
  description: string,
  step: (by?: number) => Promise<void>,
): Promise<string> {
  if (entry.size > (await mediaLimits(instance)).filmBytes) throw new Refusal(413, 'media.filmTooLarge');
  const ending = new AbortController();
  // Says that the import goes on; when the worker stops, ffmpeg ends with it.
  const beat = setInterval(() => void step(0).catch((error) => ending.abort(error)), 10_000);
  try {
    const sent = { description, later: false };
    const { id } = await unpacked(instance, entry, (path) => receiveFilm(instance, accountId, { path, ...sent }));
    await prepareFilm(instance, id, { signal: ending.signal });
    const row = await mediaById(instance, id);
    if (row?.state !== 'ready') throw new Refusal(422, row?.fault ?? 'media.filmUnreadable');
    return id;
  } finally {
    clearInterval(beat);
  }
}

async function unpacked<T>(instance: Instance, entry: ArchiveEntry, work: (path: string) => Promise<T>): Promise<T> {
  const path = instance.files.temporary();
  try {
    await pipeline(entry.content, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return await work(path);
  } finally {
    await instance.files.discard([path]);
  }
}
