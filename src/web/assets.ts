import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { icons } from '../../views/icons.ts';

export interface Asset {
  type: string;
  etag: string;
  body: { identity: Buffer; gzip: Buffer; br: Buffer };
}

/** Everything that pages load besides pictures of people; made once at start and kept in memory. */
export interface Assets {
  /** Path of the style sheet of every page. */
  css: string;
  /** Paths of the sheets that only some pages need, by the name of their file in `static/css/rooms`. */
  rooms: Record<string, string>;
  /** `passkey` is for the two pages that need it. `htmx` is htmx with hx-csp and hx-sse in one file: htmx starts by itself, and must not start without them. */
  scripts: { htmx: string; app: string; passkey: string };
  /** Text of the worker that shows a page without a network. */
  worker: string;
  /** Path of the sheet of icons; `#name` follows. */
  icons: string;
  /** Path of the site's icon in an organisation's hue. */
  link(hue: number): string;
  /** Bytes after gzip, by path. */
  weights: Record<string, number>;
  /** By path; all may be cached for ever: `public, max-age=31536000, immutable`. */
  find(path: string): Asset | null;
}

const root = new URL('../../', import.meta.url);

/** Layers in the order in which they win; each file of `static/css` says its own. */
const layers = '@layer tokens,base,frame,component,page;';

/** Reads, joins and compresses; about 60 ms. Throws when a file or a package is missing. */
export function createAssets(): Assets {
  const packages = createRequire(import.meta.url);
  const htmx = dirname(packages.resolve('htmx.org/package.json'));
  const found = new Map<string, Asset>();
  const weights: Record<string, number> = {};
  const add = (name: string, extension: string, type: string, text: string): string => {
    const identity = Buffer.from(text);
    const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 10);
    const path = `/assets/${name}-${hash}.${extension}`;
    const gzip = gzipSync(identity, { level: 9 });
    const br = brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    found.set(path, { type, etag: `"${hash}"`, body: { identity, gzip, br } });
    weights[path] = gzip.length;
    return path;
  };
  const script = (name: string, text: string) => add(name, 'js', 'text/javascript; charset=utf-8', text);
  const fromPackage = (file: string) =>
    readFileSync(join(htmx, 'dist', file), 'utf8').replace(/\n\/\/# source.*\s*$/, '\n');

  const sheetOf = (name: string, texts: string[]) => add(name, 'css', 'text/css; charset=utf-8', styleSheet(texts));
  const css = sheetOf(
    'maillon',
    folder('css', '.css').map(({ text }) => text),
  );
  // `campaign-exchange.css` is a part of the sheet `campaign`.
  const parts = Map.groupBy(folder('css/rooms', '.css'), ({ name }) => name.split('-')[0]!);
  const rooms = Object.fromEntries(
    [...parts].map(([name, files]) => [
      name,
      sheetOf(
        name,
        files.map(({ text }) => text),
      ),
    ]),
  );
  const scripts = {
    htmx: script('htmx', ['htmx.min.js', 'ext/hx-csp.min.js', 'ext/hx-sse.min.js'].map(fromPackage).join(';\n')),
    app: script('app', joined('js')),
    passkey: script('passkey', joined('js/rooms')),
  };
  const svg = (name: string, text: string) => add(name, 'svg', 'image/svg+xml', text);
  const sheet = svg('icons', iconSheet(dirname(packages.resolve('lucide-static/package.json'))));
  const links = new Map<number, string>();
  for (let hue = 0; hue < 360; hue += 15) links.set(hue, svg(`link-${hue}`, linkIcon(`oklch(0.485 0.08 ${hue})`)));
  const link = (hue: number) => links.get(hue) ?? links.get(195)!;
  const worker = readFileSync(new URL('static/worker/service-worker.js', root), 'utf8');
  return { css, rooms, scripts, worker, icons: sheet, link, weights, find: (path) => found.get(path) ?? null };
}

function folder(name: string, extension: string): { name: string; text: string }[] {
  const path = new URL(`static/${name}/`, root);
  return readdirSync(path)
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => ({ name: file.slice(0, -extension.length), text: readFileSync(new URL(file, path), 'utf8') }));
}

/** Files as one sheet, without comments and needless space. */
function styleSheet(texts: string[]): string {
  return (
    layers +
    texts
      .join('\n')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/(?<![\d.#])0\.(?=\d)/g, '.')
      .replace(/ ([>~/]) /g, '$1')
      .replace(/\[([\w-]+[\^*]?)="([\w-]+)"\]/g, '[$1=$2]')
      .replaceAll(';}', '}')
      .trim()
  );
}

/** The scripts of a folder, each a closed function, without comment lines and indentation. */
const joined = (name: string): string =>
  folder(name, '.js')
    .map(({ text }) =>
      text
        .replace(/^\s*\/\/.*\n/gm, '')
        .replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '')
        .replace(/^\s+/gm, ''),
    )
    .join('');

function iconSheet(lucide: string): string {
  const symbols = icons.map((name) => {
    const file = readFileSync(join(lucide, 'icons', `${name}.svg`), 'utf8');
    const shapes = file.slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'));
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, '').replaceAll(' />', '/>')}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

const linkIcon = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="${colour}" stroke-width="4"><rect x="8" y="2" width="16" height="28" rx="8"/><path d="M16 11v10" stroke-linecap="round"/></svg>`;
