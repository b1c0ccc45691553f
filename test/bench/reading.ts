import type { Instance } from '../../src/instance.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { posts } from '../../src/posts/tables.ts';
import { keepPost } from '../../src/search/subscriber.ts';
import { startServer } from '../faults/server-process.ts';
import { type Bench, type BenchWorld, rest } from './bench.ts';
import { expectAll, fireFor, type Shot } from './load.ts';
import { inParts, postRow } from './seed.ts';
import { withInstance } from './world.ts';

const more = 100_000;
const words = 20_000;
const notices = 50_000;
const seconds = 5;

/** Search over 200,000 posts, and the page of 50,000 notifications. */
export async function reading(bench: Bench): Promise<void> {
  const world = await bench.world();
  await withInstance(world, (instance) => fill(instance, world));
  const server = await startServer(world.settings);
  await rest(1000);
  const { host } = new URL(world.origin);
  const headers = { host, cookie: world.cookie, 'accept-encoding': 'gzip' };
  const tell = async (name: string, paths: string[]) => {
    const shots = paths.map((path): Shot => ({ path, headers }));
    await fireFor(Number(world.settings.PORT), 2, 1, shots);
    const volley = await fireFor(Number(world.settings.PORT), 4, seconds, shots);
    expectAll(volley, 200);
    bench.figure(name, volley.perSecond, '/s');
    bench.figure(`${name}.p95`, volley.p95, 'ms, 4 connections');
  };
  const search = (...queries: string[]) => queries.map((query) => `/search?q=${encodeURIComponent(query)}`);
  await tell('search.word', search('mot1', 'mot2', 'phrase', 'mot5'));
  await tell('search.rare', search('mot15000', 'mot17000', 'mot19999', 'mot12345'));
  await tell('search.words', search('mot1 mot7', 'mot3 mot900', '"mot1 mot2"', 'mot12*'));
  await tell(
    'search.operators',
    search('from:@membre3 mot1', 'mot2 before:2026-06-01', 'has:link mot3', 'lang:fr mot4'),
  );
  await tell('search.none', search('introuvable', 'mot19998 mot19997 mot19996'));
  await tell('notifications', ['/notifications']);
  await server.stop();
}

async function fill(instance: Instance, world: BenchWorld) {
  const now = Date.now();
  const [reader, ...others] = (await instance.db.selectDistinct({ id: posts.accountId }).from(posts)).map(
    ({ id }) => id,
  );
  const authors = others.length ? others : [reader!];
  const rows = Array.from({ length: more }, (_, n) => {
    const at = now - (more - n) * 1000;
    const row = postRow(instance, instance.ids(at), authors[(n * 7919) % authors.length]!, n % 2 === 0, at, n);
    return { ...row, uri: `${world.origin}/ap/posts/${row.id}`, html: `<p>${sentence(n)}</p>` };
  });
  await inParts(instance, rows, (tx, part) => tx.insert(posts).values(part));
  const all = await instance.db.select({ id: posts.id }).from(posts);
  await inParts(instance, all, async (tx, part) => {
    for (const { id } of part) await keepPost(instance, tx, id);
  });
  const told = Array.from({ length: notices }, (_, n) => ({
    ownerId: world.member.id,
    type: (['like', 'boost', 'follow', 'reply', 'mention'] as const)[n % 5]!,
    fromId: authors[n % authors.length]!,
    postId: n % 5 === 2 ? null : rows[n]!.id,
    createdAt: now - (notices - n) * 1000,
  }));
  await inParts(instance, told, (tx, part) => tx.insert(notifications).values(part));
}

/** Thirty words; the n-th word of the language is met about once in n (Zipf). */
const sentence = (n: number) =>
  Array.from({ length: 30 }, (_, place) => {
    const draw = ((n * 31 + place) * 2_654_435_761) % 4_294_967_296;
    return `mot${Math.floor(words ** (draw / 4_294_967_296))}`;
  }).join(' ');
