import { createServer } from 'node:http';
import type { Language } from '../../src/platform/i18n.ts';
import { createAssets } from '../../src/web/assets.ts';
import { render } from '../../views/html.ts';
import { newBar } from '../../views/posts/feed.ts';
import { weightToken } from '../../views/weight.ts';
import { gallery } from './gallery.ts';
import { samplePage } from './sample.ts';

/**
 * Every page with sample data, under the policy of production. `node test/views/preview.ts [port]` serves it;
 * `?theme=dark`, `?lang=en` and `?bare` choose how.
 */
export function createPreview() {
  const assets = createAssets();
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const asset = assets.find(url.pathname);
    if (asset)
      return response.writeHead(200, { 'content-type': asset.type, etag: asset.etag }).end(asset.body.identity);
    if (url.pathname.startsWith('/sample/'))
      return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(samplePicture);
    const path = decodeURIComponent(url.pathname);
    if (path === '/live') {
      const partial = newBar(samplePage(assets, 'fr'), 4, '/');
      const text = `<hx-partial hx-target="#new-bar" hx-swap="outerHTML">${render(partial)}</hx-partial>`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return response.write(`data: ${text}\n\n`);
    }
    const shown = gallery[path];
    if (!shown) return response.writeHead(404, { 'content-type': 'text/plain' }).end(Object.keys(gallery).join('\n'));
    const page = samplePage(assets, (url.searchParams.get('lang') ?? 'fr') as Language, {
      path,
      theme: url.searchParams.get('theme') as 'dark' | 'light' | null,
      ...(shown.signedOut && { viewer: null }),
    });
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'self' 'nonce-${page.nonce}'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'`,
    });
    response.end(render(shown.show(page)).replaceAll(weightToken, '31'));
  });
}

const samplePicture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#cfe3e6"/><path d="M0 250q160-90 320-30t320-40v180H0z" fill="#5c8a4f"/><path d="M0 300q200-60 640 0v60H0z" fill="#39623a"/><circle cx="520" cy="80" r="40" fill="#f2e780"/></svg>';

if (import.meta.main) {
  const port = Number(process.argv[2] ?? 4100);
  createPreview().listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}`));
}
