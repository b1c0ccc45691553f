import { Router } from 'express';
import { notFound } from '../platform/refusal.ts';
import type { Assets } from './assets.ts';

/** Style, scripts and icons: their names carry their hash, so they may be kept for ever. */
export function assetRoutes(assets: Assets): Router {
  const router = Router();
  router.get('/assets/:name', (request, response) => {
    const asset = assets.find(request.path);
    if (!asset) throw notFound();
    const encoding = request.acceptsEncodings('br', 'gzip') || 'identity';
    response.set({
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': asset.type,
      ETag: asset.etag,
    });
    // They are the same for everybody.
    response.set('Vary', 'Accept-Encoding');
    if (encoding !== 'identity') response.set('Content-Encoding', encoding);
    response.end(asset.body[encoding as keyof typeof asset.body] ?? asset.body.identity);
  });
  return router;
}
