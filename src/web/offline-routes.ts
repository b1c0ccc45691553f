import { Router } from 'express';
import { offlinePage } from '../../views/site/offline.ts';
import { shortcutsPage } from '../../views/site/shortcuts.ts';
import { accountById } from '../accounts/account.ts';
import { organisationOf } from '../accounts/organisation.ts';
import { pageOf, send } from './page.ts';
import { requireMember } from './session.ts';
import type { Web } from './web.ts';

const hourSeconds = 3600;

/**
 * The site as an app of its own, and what it shows without a network. The worker keeps the page « hors ligne » and what
 * that loads, and nothing else: no page of a person is ever stored, on whatever computer (S88).
 */
export function offlineRoutes(web: Web): Router {
  const { instance, assets } = web;
  const router = Router();

  router.get('/manifest.webmanifest', async (_request, response) => {
    const own = await organisationOf(instance);
    const name = own?.name ?? 'Maillon';
    const mark = own && (await accountById(instance, own.accountId))?.avatarId;
    const logo = mark
      ? [{ src: `/media/${mark}/avatar400`, sizes: '400x400', type: 'image/webp', purpose: 'any' }]
      : [];
    response.set('Cache-Control', `public, max-age=${hourSeconds}`).removeHeader('Vary');
    response.type('application/manifest+json').send(
      JSON.stringify({
        name,
        short_name: own?.monogram ?? 'Maillon',
        start_url: '/',
        scope: '/',
        display: 'minimal-ui',
        background_color: '#f3f5f0',
        theme_color: '#f3f5f0',
        icons: [{ src: assets.link(own?.hue ?? 255), sizes: 'any', type: 'image/svg+xml', purpose: 'any' }, ...logo],
      }),
    );
  });

  router.get('/service-worker.js', async (_request, response) => {
    const hue = (await organisationOf(instance))?.hue ?? 255;
    const kept = [assets.css, assets.icons, assets.link(hue)];
    response.set('Cache-Control', 'no-cache').removeHeader('Vary');
    response.type('text/javascript').send(assets.worker.replace("'KEPT'", JSON.stringify(kept)));
  });

  router.get('/offline', async (request, response) => {
    const page = await pageOf(web, request, response);
    await send(web, request, response, offlinePage({ ...page, viewer: null, theme: null, size: null, flash: null }));
  });

  router.get('/shortcuts', async (request, response) => {
    requireMember(response);
    await send(web, request, response, shortcutsPage(await pageOf(web, request, response)));
  });
  return router;
}
