import type { Instance } from '../instance.ts';
import { and, eq } from '../platform/columns.ts';
import { compiled } from '../platform/compiled.ts';
import type { Tx } from '../platform/database.ts';
import { newFileName } from '../platform/files.ts';
import { cut, type Media } from './media.ts';
import { media } from './tables.ts';

/** A picture, film or sound of another server's post, as its document tells it. */
export interface RemoteMedia {
  url: string;
  /** Default `image`. */
  kind?: 'image' | 'video' | 'audio';
  /** Milliseconds, of a film or sound that tells. */
  duration?: number | null;
  /** Its captions, in a language. */
  captions?: { url: string; language: string } | null;
  /** A few colours of it (blurha.sh). */
  blurhash?: string | null;
  description: string;
  /** Pixels; 0 when it does not say. */
  width: number;
  height: number;
}

const mostPerPost = 16;

/**
 * Keeps what a remote post shows: those already known by their address stay, the others of before go. Nothing is
 * fetched until somebody looks.
 */
export async function saveRemoteMedia(
  instance: Pick<Instance, 'ids' | 'clock'>,
  tx: Tx,
  accountId: string,
  postId: string,
  pictures: RemoteMedia[],
): Promise<void> {
  const before = await picturesOf(tx, { postId });
  const wanted = pictures.filter(({ url }) => isWebAddress(url)).slice(0, mostPerPost);
  const now = instance.clock();
  for (const [
    place,
    { url, kind = 'image', duration = null, captions = null, blurhash = null, description, width, height },
  ] of wanted.entries()) {
    const known = before.find((row) => row.remoteUrl === url && row.kind === kind);
    const said = {
      place,
      description: cut(description),
      width: measure(width),
      height: measure(height),
      duration,
      blurhash,
      ...wordsOf(captions, known),
    };
    if (known)
      await tx
        .update(media)
        .set(known.state === 'ready' ? { place, description: said.description, ...wordsOf(captions, known) } : said)
        .where(eq(media.id, known.id));
    else
      await tx.insert(media).values({
        ...said,
        id: instance.ids(),
        accountId,
        postId,
        kind,
        file: newFileName(),
        remoteUrl: url,
        state: 'remote',
        createdAt: now,
        usedAt: now,
      });
  }
  const kept = new Set(wanted.map(({ url, kind = 'image' }) => `${kind} ${url}`));
  for (const row of before)
    if (!kept.has(`${row.kind} ${row.remoteUrl}`))
      await tx
        .update(media)
        .set({ state: 'gone', postId: null })
        .where(and(eq(media.id, row.id)));
}

const picturesOf = compiled((db, value) =>
  db
    .select()
    .from(media)
    .where(eq(media.postId, value('postId'))),
);

/** Captions under another address are others: what was fetched of the old ones is fetched anew. */
const wordsOf = (captions: RemoteMedia['captions'], known: Media | undefined) =>
  captions && isWebAddress(captions.url)
    ? {
        captions: captions.language,
        captionsUrl: captions.url,
        captionsAt: known?.captionsUrl === captions.url ? known.captionsAt : null,
      }
    : { captions: null, captionsUrl: null, captionsAt: null };

/** Whether a new version of a post shows other files than these, or says something else of them. */
export async function mediaDiffer(instance: Instance, postId: string, now: RemoteMedia[]): Promise<boolean> {
  const before = await picturesOf(instance.db, { postId });
  const said = (url: string, description: string, captions: string | null | undefined) =>
    JSON.stringify([url, description, captions ?? null]);
  const old = before
    .sort((one, other) => one.place - other.place)
    .map((row) => said(row.remoteUrl ?? '', row.description, row.captionsUrl));
  const shown = now.filter(({ url }) => isWebAddress(url)).slice(0, mostPerPost);
  const wanted = shown.map(({ url, description, captions }) => said(url, cut(description), captions?.url));
  return old.join() !== wanted.join();
}

const isWebAddress = (url: string) => url.length <= 2048 && /^https?:\/\//.test(url) && URL.canParse(url);

const measure = (pixels: number) => (Number.isInteger(pixels) && pixels > 0 && pixels < 100_000 ? pixels : 0);
