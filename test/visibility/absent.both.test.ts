// deadline: 180 s
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Reply } from '../support/visitor.ts';
import { mayRead, type Reader, type Row, rows } from './readers.ts';
import { startScene } from './scene.ts';

const scene = await startScene();
const { home, posts } = scene;
const absent = '100000000000000000';
const activity = 'application/activity+json';

/** What a reader could compare: everything but what is fresh in each answer (the ETag is of the bytes) or names the address. */
function telling({ status, headers, text }: Reply, id: string) {
  const {
    date: _,
    'set-cookie': cookies = [],
    'content-length': __,
    etag: ___,
    'x-request-id': ____,
    ...others
  } = headers;
  const fresh = (value: string) =>
    value
      .replaceAll(id, 'ID')
      .replace(/nonce-[^']+/g, 'NONCE')
      .replace(/(nonce|hx-nonce)="[^"]+"/g, 'NONCE')
      .replace(/name="_csrf"\s+value="[^"]+"/g, 'TOKEN')
      .replace(/(csrf|__Host-csrf)=[^;]+/g, 'TOKEN');
  return {
    status,
    headers: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, fresh(String(value))])),
    cookies: [cookies].flat().map(fresh),
    text: fresh(text),
  };
}

const accepts: Record<string, string>[] = [
  { accept: 'text/html' },
  { accept: '*/*' },
  { accept: activity },
  { accept: 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"' },
  { accept: 'application/json' },
  { accept: 'text/html', 'hx-request': 'true', 'hx-request-type': 'partial' },
];
const languages = ['fr', 'en', 'de-AT, de;q=0.9'];
const paths = ['/@nour/ID', '/posts/ID', '/posts/ID/history', '/posts/ID/likes', '/posts/ID/boosts', '/ap/posts/ID'];
const more = ['replies', 'likes', 'shares', 'context'].map((name) => `/ap/posts/ID/${name}`);
const readers: Reader[] = ['anonymous', 'stranger', 'blocked', 'administrator', 'remoteStranger', 'remoteBlocked'];

for (const reader of readers)
  test(`S53 what ${reader} may not read answers as what does not exist, in every form and language`, async () => {
    const wrong: string[] = [];
    for (const row of rows.filter((one) => !mayRead(one, reader) && isSecret(one)))
      for (const path of [...paths, ...more, '/ap/activities/ID'])
        for (const accept of accepts)
          for (const language of languages) {
            const headers = { ...accept, 'accept-language': language };
            const { id } = posts[row];
            const there = telling(await scene.get(reader, path.replace('ID', id), headers), id);
            const nowhere = telling(await scene.get(reader, path.replace('ID', absent), headers), absent);
            if (there.status !== 404) wrong.push(`${row} ${path} ${accept.accept}: ${there.status}`);
            if (JSON.stringify(there) !== JSON.stringify(nowhere))
              wrong.push(`${row} ${path} ${accept.accept} differs`);
            if (language === 'fr' && reader !== 'anonymous') break;
          }
    assert.equal([...new Set(wrong)], []);
  });

/** That a public post was once there is told to anybody (410); nothing tells of the others. */
const isSecret = (row: Row) => row !== 'removed' && row !== 'erased' && !mayRead(row, 'anonymous');

test('S53 it takes no longer to refuse what is there than what is not', async () => {
  const times: Record<string, number[]> = { [posts.direct.id]: [], [absent]: [] };
  for (let round = 0; round < 50; round++)
    for (const [id, list] of Object.entries(times)) {
      const started = performance.now();
      await scene.get('stranger', `/@nour/${id}`);
      list.push(performance.now() - started);
    }
  const [there, nowhere] = Object.values(times).map((list) => list.sort((one, other) => one - other)[25]!);
  assert.ok(Math.abs(there! - nowhere!) < 5, `${there!.toFixed(1)} ms against ${nowhere!.toFixed(1)} ms`);
});

/** A shared cache as RFC 9111 describes it, without mercy: it keeps all it is allowed to. */
function sharedCache() {
  const kept: { path: string; names: string[]; key: string; reply: Reply }[] = [];
  const keyOf = (names: string[], headers: Record<string, string>) =>
    JSON.stringify(names.map((name) => [name, headers[name] ?? '']));
  return async (path: string, headers: Record<string, string>, cookie: Record<string, string> = {}) => {
    const all = { ...headers, ...cookie };
    const hit = kept.find((one) => one.path === path && one.key === keyOf(one.names, all));
    if (hit) return { ...hit.reply, fromCache: true };
    const visitor = scene.visitor('anonymous');
    const reply = await visitor.send('GET', path, { headers: all });
    const control = String(reply.headers['cache-control'] ?? '');
    const names = String(reply.headers.vary ?? '')
      .toLowerCase()
      .split(/\s*,\s*/);
    if (!/private|no-store/.test(control) && !names.includes('*'))
      kept.push({ path, names, key: keyOf(names, all), reply });
    return { ...reply, fromCache: false };
  };
}

test('S56 a shared cache in front never hands on what only some may read', async () => {
  const { signed } = await import('./scene.ts');
  const cached = sharedCache();
  const leaks: string[] = [];
  let shared = 0;
  for (const row of rows)
    for (const path of [`/@nour/${posts[row].id}`, `/ap/posts/${posts[row].id}`, `/media/${posts[row].file}/full`])
      for (const accept of [activity, 'text/html']) {
        const session = [...scene.visitor('named').cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        await cached(path, { accept }, { cookie: session });
        await cached(path, { accept, ...signed(home, scene.remotes.remoteNamed!, path) });
        const reply = await cached(path, { accept });
        const again = await cached(path, { accept });
        shared += again.fromCache ? 1 : 0;
        for (const one of [reply, again])
          if (!mayRead(row, 'anonymous') && (one.text.includes(posts[row].word) || one.status === 200))
            leaks.push(`${row} ${path} ${accept} ${one.fromCache ? 'from the cache' : ''}`);
      }
  assert.equal(leaks, []);
  assert.ok(shared > 0, 'what everybody may read may be kept');
});

test('S56 S88 what depends on the reader says so, and is kept by nobody', async () => {
  const needed = ['accept', 'signature', 'authorization', 'cookie', 'hx-request-type'];
  const { id } = posts.public;
  for (const path of [`/@nour/${id}`, '/@nour', `/ap/posts/${id}`, `/ap/accounts/${(await home.account('nour')).id}`]) {
    const { headers } = await scene.get('remoteFollower', path, { accept: activity });
    const vary = String(headers.vary).toLowerCase();
    assert.equal(
      needed.filter((name) => !vary.includes(name)),
      [],
      path,
    );
    assert.is(headers['cache-control'], 'private, no-store', path);
  }
  for (const path of ['/', '/@nour', `/@nour/${id}`, '/notifications', '/settings', '/search?q=a']) {
    const { status, headers } = await scene.get('follower', path);
    assert.is(status, 200, path);
    assert.is(headers['cache-control'], 'private, no-store', path);
    assert.match(String(headers.vary).toLowerCase(), 'cookie', path);
  }
});

test('S53 the scene is taken down', () => scene.stop());

test.run();
