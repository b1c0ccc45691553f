import { readFileSync } from 'node:fs';
import { Router } from 'express';

const root = new URL('../../static/pictures/', import.meta.url);

/**
 * The picture of who has none: apps need an address, and know by its last part that it stands for nothing
 * (mastodon-api.md §1.2 R11).
 */
export function missingPictureRoutes(): Router {
  const router = Router();
  for (const kind of ['avatar', 'header']) {
    const bytes = readFileSync(new URL(`missing-${kind}.png`, root));
    router.get(`/${kind}s/original/missing.png`, (_request, response) => {
      response.set({
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=86400',
      });
      response.type('image/png').send(bytes);
    });
  }
  return router;
}
