import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAssets } from '../../src/web/assets.ts';
import { render } from '../../views/html.ts';
import { homePage } from '../../views/posts/home.ts';
import { gallery } from './gallery.ts';
import { now, post, samplePage, timeline } from './sample.ts';

const assets = createAssets();
const gz = (text: string) => gzipSync(text, { level: 9 }).length;

/** Bytes of a page and of all it loads, on a first visit. */
function weigh(text: string): { html: number; total: number; requests: number } {
  const loaded = new Set([...text.matchAll(/(?:src|href)="(\/assets\/[^"#]+)/g)].map(([, path]) => path!));
  const html = gz(text);
  const total = [...loaded].reduce((sum, path) => sum + (assets.weights[path] ?? Number.NaN), html);
  return { html, total, requests: loaded.size + 1 };
}

const shown = (path: string): string => {
  const { show, signedOut } = gallery[path]!;
  return render(show(samplePage(assets, 'fr', { path, ...(signedOut && { viewer: null }) })));
};

/** ux.md §10: first part of the path → most kilobytes of HTML and of everything. */
const ceilings: [prefix: RegExp, html: number, total: number][] = [
  [
    /^\/(landing|sign-in|sign-up|confirm|error|charter|privacy|terms|accessibility|contact|about|join|offline|setup|report|moderation-log|partners)/,
    9,
    22,
  ],
  [/^\/($|home|organisation|public|@|tags|notifications|bookmarks|lists)/, 10, 42],
  [/^\/(search|directory)/, 9, 39],
  [/^\/communities/, 10, 44],
  [/^\/campaigns/, 13, 52],
  [
    /^\/(compose|drafts|gatherings|shortcuts|settings|admin|moderation|decisions|welcome|posts|follow-requests|accounts)/,
    10,
    44,
  ],
];

test('each page and what it loads stay under their ceilings', () => {
  for (const path of Object.keys(gallery)) {
    const [, html, total] =
      ceilings.find(([prefix]) => prefix.test(path)) ?? assert.unreachable(`${path} has no ceiling`)!;
    const weight = weigh(shown(path));
    assert.ok(weight.html <= html * 1000, `${path}: ${weight.html} B of HTML`);
    assert.ok(weight.total <= total * 1000, `${path}: ${weight.total} B in all`);
    assert.ok(weight.requests <= 8, `${path}: ${weight.requests} requests`);
  }
});

test('the home page with 20 posts stays under 10 kB', () => {
  const posts = Array.from({ length: 20 }, (_, index) => {
    const like = timeline[index % timeline.length]!;
    const words = `${like.html.replace(/<[^>]+>/g, '')} ${Math.sqrt(index + 2)} ${(index * 7919).toString(36)}`;
    return post(like.author, words, {
      likes: index * 13,
      replies: index * 3,
      audience: like.audience,
      media: like.media,
    });
  });
  const page = samplePage(assets, 'fr');
  const text = render(
    homePage(page, {
      feed: 'home',
      timeline: { posts, older: '1' },
      fresh: { count: 20, since: now - 1e8 },
      audience: 'organisation',
      newcomers: [],
      suggested: [],
      hasPartners: true,
      isOlder: false,
    }),
  );
  assert.ok(weigh(text).html <= 10_000, `${weigh(text).html} B`);
});

test('the style sheet, the icons and our script keep to their shares', () => {
  const most = { css: 7168, icons: 3300, app: 4000 };
  const weight = {
    css: assets.weights[assets.css]!,
    icons: assets.weights[assets.icons]!,
    app: assets.weights[assets.scripts.app]!,
  };
  for (const [name, bytes] of Object.entries(weight))
    assert.ok(bytes <= most[name as keyof typeof most], `${name}: ${bytes} B`);
});

test('pages that need no script have none, the sign-in that of passkeys alone; nothing is inline, nothing comes from elsewhere', () => {
  for (const path of Object.keys(gallery)) {
    const text = shown(path);
    if (ceilings[0]![0].test(path)) assert.not.match(text, /<script(?! src="\/assets\/passkey-)/, path);
    assert.not.match(text, /<style|\sstyle="|\son\w+="|<script(?![^>]*\ssrc="\/assets\/)|javascript:/i, path);
    assert.not.match(text, /\s(?:src|srcset)="(?!\/)/, path);
    assert.not.match(text, /undefined|\[object |NaN/, path);
  }
});

test('every page can be shown in both languages and with every choice of the viewer', () => {
  for (const lang of ['fr', 'en'] as const)
    for (const chosen of [false, true])
      for (const [path, { show, signedOut }] of Object.entries(gallery)) {
        const page = samplePage(assets, lang, { path, theme: chosen ? 'dark' : null, size: chosen ? 'large' : null });
        const viewer = { ...page.viewer!, hideCounts: chosen, imagesOnDemand: chosen, shortcuts: !chosen };
        const text = render(show({ ...page, viewer: signedOut ? null : viewer }));
        assert.ok(text.includes(`<html lang="${lang}"`), path);
        assert.not.match(text, /undefined|\[object |NaN/, path);
        if (chosen && path === '/') assert.not.match(text, /<b>38<\/b>|<img[^>]*haie/, 'no counts, no pictures');
      }
});

test.run();
