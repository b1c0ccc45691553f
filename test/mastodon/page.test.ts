import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fill, isApi, routesOf } from '../attack/route-table.ts';
import { api } from './api-client.ts';
import { withApi } from './scene.ts';

const page = readFileSync(new URL('../../MASTODON-API.md', import.meta.url), 'utf8');
/** The endpoints of one part of the page, `GET /api/…`. */
const endpointsUnder = (title: string) =>
  [
    ...page
      .split(`\n## ${title}\n`)[1]!
      .split('\n## ')[0]!
      .matchAll(/^\| `([A-Z]+ \/\S+)` \|/gm),
  ].map(([, one]) => one!);
const [works, empty, absent] = ['Works', 'Answers, and is always empty', 'Not here'].map(endpointsUnder) as [
  string[],
  string[],
  string[],
];

test('MASTODON-API.md names every endpoint of the router once, and none that is not there', () =>
  withApi(async ({ home }) => {
    assert.equal([...works, ...empty].toSorted(), routesOf(home.instance).filter(isApi).toSorted());
  }));

test('what it calls empty is, and what it says is not here answers so in JSON', () =>
  withApi(async ({ home, tokenOf }) => {
    const token = await tokenOf('nour');
    const wrong: string[] = [];
    const ask = (endpoint: string) =>
      api(home, endpoint.split(' ')[0]!, fill(endpoint, { id: '110000000000000000', name: 'x' }), {
        token,
        ...(!endpoint.startsWith('GET ') && { body: {} }),
      });
    for (const endpoint of empty) {
      const { status, json } = await ask(endpoint);
      if (status !== 200 || Object.keys(json).length > 0) wrong.push(`${endpoint}: ${status}`);
    }
    for (const endpoint of absent) {
      const { status, json } = await ask(endpoint);
      if (status !== 404 || typeof json?.error !== 'string') wrong.push(`${endpoint}: ${status}`);
    }
    assert.equal(wrong, []);
  }));

test('every endpoint that Mastodon publishes has its line', () => {
  const place = process.env.MASTODON_OPENAPI;
  if (!place) return console.log('MASTODON_OPENAPI is not set: the page is not held to what Mastodon publishes.');
  const shape = (endpoint: string) => endpoint.replace(/:\w+|\{\w+\}/g, ':x');
  const known = new Set([...works, ...empty, ...absent].map(shape));
  // No part of the client API: the server's own health, a page for people, OpenID Connect.
  const others = ['GET /health', 'GET /oauth/authorize', 'GET /oauth/userinfo'];
  const missing = Object.entries<object>(JSON.parse(readFileSync(place, 'utf8')).paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((endpoint) => /^(GET|POST|PUT|PATCH|DELETE) /.test(endpoint) && !others.includes(endpoint))
    .filter((endpoint) => !known.has(shape(endpoint)));
  assert.equal(missing, []);
});

test.run();
