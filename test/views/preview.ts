import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Language } from '../../src/platform/i18n.ts';
import { createAssets } from '../../src/web/assets.ts';
import { type Content, html, render } from '../../views/html.ts';
import type { Page } from '../../views/page.ts';
import { postArticle } from '../../views/posts/article.ts';
import { filmState } from '../../views/posts/attachments.ts';
import { mentionList } from '../../views/posts/compose.ts';
import { newBar } from '../../views/posts/feed.ts';
import { weightToken } from '../../views/weight.ts';
import { gallery } from './gallery.ts';
import { aicha, ines, samplePage, timeline } from './sample.ts';
import { filmPreparing } from './sample-films.ts';

/**
 * Every page with sample data, under the policy of production. `node test/views/preview.ts [port]` serves it;
 * `?theme=dark`, `?lang=en` and `?bare` choose how.
 */
export function createPreview() {
  const assets = createAssets();
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // Fresh for each answer: hx-csp takes a page's own nonce in a fragment for a stolen one.
    const nonce = randomBytes(12).toString('base64');
    const asset = assets.find(url.pathname);
    if (asset)
      return response.writeHead(200, { 'content-type': asset.type, etag: asset.etag }).end(asset.body.identity);
    if (url.pathname === '/service-worker.js')
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end();
    if (url.pathname === '/manifest.webmanifest')
      return response
        .writeHead(200, { 'content-type': 'application/manifest+json' })
        .end(JSON.stringify({ name: 'Maillon', start_url: '/', display: 'minimal-ui' }));
    if (url.pathname.startsWith('/sample/'))
      return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(samplePicture);
    const path = decodeURIComponent(url.pathname);
    const sendFragment = (content: Content) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(nonce) });
      response.end(render(html`${content}`));
    };
    // Nothing new comes to the moderators of the pictures.
    if (path === '/moderation/live')
      return response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
    if (path === '/live') {
      const partial = newBar(samplePage(assets, 'fr', { nonce }), 4, '/');
      const text = `<hx-partial hx-target="#new-bar" hx-swap="outerHTML">${render(partial)}</hx-partial>`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return response.write(`${text.replace(/^/gm, 'data: ')}\n\n`);
    }
    if (path === '/compose/mentions')
      return sendFragment(mentionList(samplePage(assets, 'fr', { nonce }), [ines, aicha]));
    if (path.startsWith('/compose/media/'))
      return sendFragment(filmState(samplePage(assets, 'fr', { nonce }), filmPreparing));
    const liked = /^\/posts\/(\d+)\/like(\/delete)?$/.exec(path);
    if (request.method === 'POST' && liked)
      return sendFragment(thanked(samplePage(assets, 'fr', { nonce }), liked[1]!, !liked[2]));
    const shown = gallery[path];
    if (!shown) return response.writeHead(404, { 'content-type': 'text/plain' }).end(Object.keys(gallery).join('\n'));
    const page = samplePage(assets, (url.searchParams.get('lang') ?? 'fr') as Language, {
      path,
      nonce,
      theme: url.searchParams.get('theme') as 'dark' | 'light' | null,
      ...(shown.signedOut && { viewer: null }),
    });
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
    });
    response.end(render(shown.show(page)).replaceAll(weightToken, '31'));
  });
}

const policy = (value: string) =>
  `default-src 'none'; script-src 'self' 'nonce-${value}'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'`;

/** The post after « Merci », as the server answers it. */
function thanked(page: Page, id: string, on: boolean): Content {
  const post = timeline.find((one) => one.id === id);
  return (
    post && postArticle(page, { ...post, likes: post.likes + (on ? 1 : 0), viewer: { ...post.viewer, liked: on } })
  );
}

const samplePicture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#cfe3e6"/><path d="M0 250q160-90 320-30t320-40v180H0z" fill="#5c8a4f"/><path d="M0 300q200-60 640 0v60H0z" fill="#39623a"/><circle cx="520" cy="80" r="40" fill="#f2e780"/></svg>';

if (import.meta.main) {
  const port = Number(process.argv[2] ?? 4100);
  createPreview().listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}`));
}
