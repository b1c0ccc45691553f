import { extname } from 'node:path';
import { type Request, type Response, Router } from 'express';
import type { Viewer } from '../accounts/account.ts';
import type { Instance } from '../instance.ts';
import { eq } from '../platform/columns.ts';
import { filePlace } from '../platform/files.ts';
import { isId } from '../platform/ids.ts';
import { notFound } from '../platform/refusal.ts';
import { contentDisposition } from '../web/content-disposition.ts';
import type { Media } from './media.ts';
import { createRemoteCopies } from './remote-copy.ts';
import { isShared } from './shared-link.ts';
import { media, postKinds } from './tables.ts';
import { variantFile } from './variants.ts';

/** What this room is told, because it stands below posts and web. */
export interface MediaAccess {
  viewerOf(response: Response): Viewer;
  /** The one audience rule (posts/visibility.ts). */
  mayReadPost(viewer: Viewer, postId: string): Promise<boolean>;
}

const yearSeconds = 31_536_000;
const daySeconds = 86_400;
const hourSeconds = 3600;
/** What only some may see is asked for again within a minute, so that a right taken away ends there (S61). */
const privateSeconds = 60;

/**
 * `/media/<file>/thumbnail|full|captions` for what stands in posts, `/media/<id>/avatar|banner` for those of profiles,
 * `/media/accounts/<id>/avatar|banner` for those of remote profiles that have no copy yet.
 */
export function mediaRoutes(instance: Instance, access: MediaAccess): Router {
  const copies = createRemoteCopies(instance);
  const router = Router();

  router.get('/media/accounts/:id/:kind', async ({ params: { id, kind } }, response) => {
    if (!isId(id) || (kind !== 'avatar' && kind !== 'banner')) throw notFound();
    const row = await copies.ofAccount(id, kind);
    await sendFile(response, row, kind, `public, max-age=${hourSeconds}`);
  });

  router.get('/media/:key/:variant', async ({ params: { key, variant }, query }, response) => {
    const row = await rowOf(key);
    const caching = row && (await cachingFor(row, access.viewerOf(response), query));
    if (!caching) throw notFound();
    const isWords = variant === 'captions' && row.captionsUrl !== null && row.captions !== null;
    await sendFile(response, await (isWords ? copies.captions(row) : copies.ensure(row)), variant, caching);
  });

  /** What stands in posts is found by their random name only, those of profiles by their id. */
  async function rowOf(key: string): Promise<Media | null> {
    const byFile = /^[0-9a-f]{32}$/.test(key);
    if (!byFile && !isId(key)) return null;
    const [row] = await instance.db
      .select()
      .from(media)
      .where(byFile ? eq(media.file, key) : eq(media.id, key));
    return row && (byFile || !postKinds.includes(row.kind)) ? row : null;
  }

  /** `Cache-Control` for this reader, or null when the picture is not for them. */
  async function cachingFor(row: Media, viewer: Viewer, query: Request['query']): Promise<string | null> {
    if (!postKinds.includes(row.kind)) return `public, max-age=${yearSeconds}, immutable`;
    if (row.postId && (await access.mayReadPost(null, row.postId))) return `public, max-age=${daySeconds}`;
    return (await opensFor(row, viewer, query)) ? `private, max-age=${privateSeconds}` : null;
  }

  async function opensFor(row: Media, viewer: Viewer, query: Request['query']): Promise<boolean> {
    if (!row.postId) return viewer?.local === true && viewer.accountId === row.accountId;
    // A shared address stands for its author's eyes: it closes when the post goes.
    const author = { accountId: row.accountId, local: row.remoteUrl === null };
    const reader = isShared(instance, row.file, query) ? author : viewer;
    return reader !== null && access.mayReadPost(reader, row.postId);
  }

  /** By parts too (`Range`), which films need. */
  async function sendFile(response: Response, row: Media | null, variant: string, caching: string): Promise<void> {
    const name = row && variantFile(row, variant);
    if (!name || !(await instance.files.find(name))) throw notFound();
    response.set({
      'Content-Type': typeOf(row, name),
      'Content-Disposition': contentDisposition('inline', `${row.id}${extname(name)}`),
      'Cache-Control': caching,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': caching.startsWith('public') ? 'cross-origin' : 'same-origin',
      Vary: caching.startsWith('private') ? 'Cookie' : 'Accept',
    });
    await new Promise<void>((resolve, reject) => {
      response.sendFile(filePlace(name), { root: instance.files.root, cacheControl: false }, (error) =>
        error && !response.headersSent ? reject(notFound()) : resolve(),
      );
    });
  }
  return router;
}

/** Never what a sender said of a file: what we have found it to be. */
const typeOf = (row: Media, name: string): string =>
  name.endsWith('.webp') ? 'image/webp' : name.endsWith('.vtt') ? 'text/vtt; charset=utf-8' : row.mediaType!;
