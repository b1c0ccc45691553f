import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAssets } from '../../src/web/assets.ts';
import { icons } from '../../views/icons.ts';

const assets = createAssets();

test('every path that pages load answers, the same in each encoding', () => {
  const paths = [
    assets.css,
    ...Object.values(assets.rooms),
    assets.icons,
    assets.link(195),
    ...Object.values(assets.scripts),
  ];
  for (const path of paths) {
    assert.match(path, /^\/assets\/[\w-]+\.(css|js|svg)$/);
    const { body, type } = assets.find(path) ?? assert.unreachable(path)!;
    assert.ok(type);
    assert.equal(gunzipSync(body.gzip), body.identity);
    assert.equal(brotliDecompressSync(body.br), body.identity);
  }
  assert.is(assets.find('/assets/none.css'), null);
  assert.is(assets.find('constructor'), null);
});

test('names follow the content: the same at each start', () => {
  assert.is(createAssets().css, assets.css);
});

test('the sheet of icons holds every icon in use, as shapes', () => {
  const sheet = assets.find(assets.icons)!.body.identity.toString();
  for (const name of icons) assert.match(sheet, new RegExp(`<symbol id="${name}" viewBox="0 0 24 24"><`), name);
});

test('the style sheet keeps what a careless squeeze would break', () => {
  const css = assets.find(assets.css)!.body.identity.toString();
  assert.ok(css.startsWith('@layer tokens,base,frame,component,page;'));
  assert.match(css, /clamp\(1\.625rem,1\.3rem \+ 1\.4vw,2\.125rem\)/);
  assert.is(css.split('{').length, css.split('}').length);
});

test.run();
