import { accounts } from '../../src/accounts/tables.ts';
import type { Instance } from '../../src/instance.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { inArray } from '../../src/platform/columns.ts';
import { write } from '../../src/platform/write.ts';
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
  const [often, also, seldom] = [word(1), word(2), word(15_000)];
  const year = new Date().getFullYear();
  await tell('search.word', search(often, also, 'phrase', word(5)));
  await tell('search.rare', search(seldom, word(17_000), word(19_999), word(12_345)));
  await tell(
    'search.words',
    search(`${often} ${word(7)}`, `${also} ${word(900)}`, `"${often} ${also}"`, also.slice(0, 5)),
  );
  await tell('search.operators', search(`from:@membre3 ${often}`, `${also} before:${year}-06-01`, `lang:fr ${often}`));
  await tell('search.none', search('introuvable', `${seldom} ${word(19_997)} ${word(19_996)}`));
  await tell('notifications', ['/notifications']);
  await server.stop();
}

export async function fill(instance: Instance, world: BenchWorld) {
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
  // Half of the people let their posts be searched.
  await write(instance, (tx) =>
    tx
      .update(accounts)
      .set({ indexable: true })
      .where(
        inArray(
          accounts.id,
          authors.filter((_, n) => n % 2),
        ),
      ),
  );
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
    return word(Math.floor(words ** (draw / 4_294_967_296)));
  }).join(' ');

/** The n-th most frequent word: four syllables, spread over the alphabet. */
function word(n: number): string {
  let rest = (n * 1_234_577) % 10_000_000;
  let text = '';
  for (let syllable = 0; syllable < 4; syllable++) {
    text += 'bcdfghjlmnpr'[rest % 12]! + 'aeiou'[Math.floor(rest / 12) % 5]!;
    rest = Math.floor(rest / 60);
  }
  return text;
}
