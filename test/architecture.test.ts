import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { breachesOf, importsOf } from './support/architecture.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('{src,views,test}/**/*.ts', { cwd: root }).filter((path) => !path.includes('/fixtures/'));

test('no file goes against the architecture', () => {
  const breaches = files.flatMap((path) => breachesOf(path, readFileSync(join(root, path), 'utf8')));
  assert.equal(breaches, []);
  assert.ok(files.length > 10);
});

test('what runs imports only packages that an installation without the tools brings', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const known = new Set(Object.keys(dependencies));
  const wrong = files
    .filter((path) => !path.startsWith('test/'))
    .flatMap((path) => importsOf(readFileSync(join(root, path), 'utf8')).map((one) => ({ path, ...one })))
    .filter(({ from, typesOnly }) => !typesOnly && !/^(\.|node:)/.test(from))
    .filter(({ from }) => !known.has(from.split('/', from.startsWith('@') ? 2 : 1).join('/')));
  assert.equal(wrong, []);
});

test('imports are seen in all their forms', () => {
  const source = [
    `import a from 'a';`,
    `import type { B } from 'b';`,
    `import {\n  c,\n} from 'c';`,
    `import 'd';`,
    `export { e } from 'e';`,
    `const f = await import('f');`,
    `const g = require('g');`,
    `type H = import('h').H;`,
    `import { type I, i } from 'i';`,
  ].join('\n');
  assert.equal(
    importsOf(source).map(({ from, typesOnly }) => (typesOnly ? `type ${from}` : from)),
    ['a', 'type b', 'c', 'd', 'e', 'f', 'g', 'type h', 'i'],
  );
});

const breaches: [path: string, source: string, sentence: RegExp][] = [
  ['src/accounts/follow.ts', `import { like } from '../posts/like.ts';`, /does not stand below/],
  ['src/accounts/follow.ts', `import type { Post } from '../posts/like.ts';`, /does not stand below/],
  ['src/platform/jobs.ts', `import { createInstance } from '../instance.ts';`, /does not stand below/],
  ['src/posts/routes.ts', `import { toLike } from '../federation/objects/like.ts';`, /does not stand below/],
  ['src/posts/like.ts', `import { toLike } from '../federation/objects/like.ts';`, /does not stand below/],
  ['src/posts/like.ts', `import { page } from '../web/page.ts';`, /does not stand below/],
  ['src/posts/like.ts', `import { postArticle } from '../../views/posts/post.ts';`, /does not stand below/],
  ['src/posts/like.ts', `import { cast } from '../demo/cast.ts';`, /does not stand below/],
  ['src/campaigns/offer.ts', `import { room } from '../chat/room.ts';`, /does not stand below/],
  ['src/posts/like.ts', `import express from 'express';`, /imports express/],
  ['src/posts/like.ts', `import type { Request } from 'express';`, /imports express/],
  ['src/posts/like.ts', `import { Like } from '@fedify/vocab';`, /imports @fedify/],
  ['src/posts/like.ts', `import pino from 'pino';`, /imports pino/],
  ['src/posts/like.ts', `import { eq } from 'drizzle-orm';`, /imports drizzle-orm/],
  ['src/posts/like.ts', `const { eq } = require('drizzle-orm');`, /imports drizzle-orm/],
  ['src/media/media.ts', `const sharp = await import('sharp');`, /imports sharp/],
  ['src/media/remote.ts', `const answer = await fetch(url);`, /guarded client/],
  ['src/posts/like.ts', `const home = process.env.HOME;`, /process\.env/],
  ['views/posts/post.ts', `import { like } from '../../src/posts/like.ts';`, /types only/],
  ['views/posts/post.ts', `import { readFileSync } from 'node:fs';`, /types only/],
  ['src/posts/post-utils.ts', '', /says nothing/],
  ['src/posts/index.ts', '', /says nothing/],
  ['src/posts/helper.ts', '', /says nothing/],
  ['test/support/helpers.ts', '', /says nothing/],
  ['src/posts/likePost.ts', '', /kebab-case/],
  ['src/posts/all.ts', `export * from './like.ts';`, /barrel/],
  ['src/posts/all.ts', `export { like } from './like.ts';\nexport { merge } from './merge.ts';`, /barrel/],
  ['src/posts/like.ts', 'export default 1;', /default export/],
  ['src/posts/like.ts', 'const a = 1;\n'.repeat(301), /301 lines/],
  ['test/posts/like.test.ts', 'const a = 1;\n'.repeat(301), /301 lines/],
  ['src/surprise/a.ts', `import { a } from '../accounts/a.ts';`, /no place/],
];
for (const [path, source, sentence] of breaches)
  test(`${path} may not hold ${source.split('\n')[0] || 'its name'}`, () => {
    assert.match(breachesOf(path, source).join('\n'), sentence);
  });

const allowed: [path: string, source: string][] = [
  ['src/posts/like.ts', `import { visible } from '../accounts/visible.ts';`],
  ['src/posts/like.ts', `import type { Instance } from '../instance.ts';`],
  ['src/posts/routes.ts', `import { page } from '../web/page.ts';\nimport { post } from '../../views/posts/post.ts';`],
  ['src/posts/routes.ts', `import { Router } from 'express';`],
  ['src/accounts/profile-routes.ts', `import { profileTimeline } from '../posts/timelines.ts';`],
  ['src/instance.ts', `import { openDatabase } from './platform/database.ts';`],
  ['src/platform/columns.ts', `import type { SQL } from 'drizzle-orm';\nimport { dialect } from '../config.ts';`],
  ['src/mastodon/statuses.ts', `import { token } from '../oauth/token.ts';\nimport { like } from '../posts/like.ts';`],
  ['src/federation/fedify.ts', `const answer = await federation.fetch(request);`],
  [
    'views/posts/post.ts',
    `import { html } from '../html.ts';\nimport type { PostView } from '../../src/posts/view.ts';`,
  ],
];
for (const [path, source] of allowed)
  test(`${path} may hold ${source.split('\n')[0]}`, () => {
    assert.equal(breachesOf(path, source), []);
  });

test.run();
