import { accounts, follows } from '../../src/accounts/tables.ts';
import { received } from '../../src/federation/tables.ts';
import type { Instance } from '../../src/instance.ts';
import { sweepMedia } from '../../src/media/sweep.ts';
import { media } from '../../src/media/tables.ts';
import { filesOf } from '../../src/media/variants.ts';
import { notifications } from '../../src/notifications/tables.ts';
import { and, count, eq, isNull, sql } from '../../src/platform/columns.ts';
import { allHeard } from '../../src/platform/events-log.ts';
import { deadJobs, jobs, lines } from '../../src/platform/tables.ts';
import { likes, posts } from '../../src/posts/tables.ts';
import { subscribers } from '../../src/subscribers.ts';
import type { Journal } from './journal.ts';
import type { RecordingPeer } from './recording-peer.ts';

/** What is wrong after the storm, one sentence each; empty: everything that was promised is there, once. */
export async function faultsOf(instance: Instance, journal: Journal, peers: RecordingPeer[]): Promise<string[]> {
  const faults: string[] = [];
  const say = (text: string) => void faults.push(text);
  await checkPosts(instance, journal, say);
  await checkCounters(instance, say);
  await checkInbox(instance, journal, say);
  await checkDeliveries(instance, journal, peers, say);
  await checkQueue(instance, say);
  await checkFiles(instance, say);
  return faults;
}

type Say = (text: string) => void;

/** F01: every post that was answered is there, none is there twice, none that nobody wrote. */
async function checkPosts(instance: Instance, journal: Journal, say: Say) {
  const rows = await localPosts(instance);
  const byMarker = new Map<string, string[]>();
  for (const row of rows) {
    const marker = row.html.match(/marque-\d+-\d+/)?.[0];
    if (!marker) continue;
    byMarker.set(marker, [...(byMarker.get(marker) ?? []), row.id]);
    if (!journal.tried.has(marker)) say(`post ${row.id} was written by nobody`);
  }
  for (const [marker, ids] of byMarker) if (ids.length > 1) say(`${marker} is there ${ids.length} times`);
  for (const { marker, id, picture } of journal.posts) {
    if (byMarker.get(marker)?.[0] !== id) say(`post ${id} was answered and is not there`);
    if (!picture) continue;
    const [row] = await instance.db
      .select({ n: count() })
      .from(media)
      .where(and(eq(media.postId, id), eq(media.state, 'ready')));
    if (row!.n !== 1) say(`post ${id} has ${row!.n} pictures`);
  }
}

/** Counters are what an effect that happens twice gives away first. */
async function checkCounters(instance: Instance, say: Say) {
  const wrongPosts = await instance.db
    .select({ id: posts.id })
    .from(posts)
    .where(sql`${posts.likes} <> (select count(*) from ${likes} where ${likes.postId} = ${posts.id})`);
  for (const { id } of wrongPosts) say(`post ${id} counts its likes wrongly`);
  const wrongAccounts = await instance.db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      sql`${accounts.posts} <> (select count(*) from ${posts} where ${posts.accountId} = ${accounts.id})
        or ${accounts.followers} <> (select count(*) from ${follows} where ${follows.followedId} = ${accounts.id})`,
    );
  for (const { id } of wrongAccounts) say(`account ${id} counts its posts or followers wrongly`);
}

/** F02: each 202 was handled, once. */
async function checkInbox(instance: Instance, journal: Journal, say: Say) {
  const rows = await instance.db.select({ uri: received.uri, activity: received.activity }).from(received);
  const handled = new Map(rows.map((row) => [row.uri, row.activity === '']));
  for (const { id, kind, actor, object } of journal.accepted) {
    if (!handled.has(id)) say(`${kind} ${id} was answered with 202 and is not there`);
    else if (!handled.get(id)) say(`${kind} ${id} was never handled`);
    const n = await effects(instance, kind, actor, object);
    if (n !== 1) say(`${kind} ${id} has ${n} effects`);
  }
}

async function effects(instance: Instance, kind: string, actor: string, object: string): Promise<number> {
  const who = eq(accounts.uri, actor);
  const { db } = instance;
  if (kind === 'Create') {
    const [post] = await db.select({ id: posts.id }).from(posts).where(eq(posts.uri, object));
    if (!post) return 0;
    return (await db.select({ n: count() }).from(notifications).where(eq(notifications.postId, post.id)))[0]!.n;
  }
  if (kind === 'Like') {
    const rows = await db
      .select({ id: likes.id })
      .from(likes)
      .innerJoin(accounts, eq(accounts.id, likes.accountId))
      .innerJoin(posts, eq(posts.id, likes.postId))
      .where(and(who, eq(posts.uri, object)));
    return rows.length;
  }
  const rows = await db
    .select({ id: follows.id })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.followerId))
    .where(and(who, eq(follows.accepted, true)));
  return rows.length;
}

/**
 * F01, F03: every post and every answer to a follow came to each peer, in order. What comes twice was on its way when
 * the process ended: HTTP cannot do better, the id tells the peer.
 */
async function checkDeliveries(instance: Instance, journal: Journal, peers: RecordingPeer[], say: Say) {
  const own = (await localPosts(instance)).filter((row) => row.html.includes('marque-'));
  for (const peer of peers) {
    const lives = new Map<string, number>();
    const order: string[] = [];
    for (const { id, life } of peer.arrivals) {
      if (!lives.has(id)) order.push(id);
      else if (lives.get(id) === life) say(`${peer.host} got ${id} twice in one life of the server`);
      lives.set(id, life);
    }
    const place = new Map(order.map((id, at) => [id, at]));
    const last = new Map<string, number>();
    for (const row of own) {
      const at = place.get(row.uri.replace('/ap/posts/', '/ap/activities/'));
      if (at === undefined) say(`${peer.host} did not get post ${row.id}`);
      else if (at < (last.get(row.accountId) ?? -1)) say(`${peer.host} got post ${row.id} out of order`);
      else last.set(row.accountId, at);
    }
    const answered = new Map<string, Set<string>>();
    for (const { type, object, id } of peer.arrivals)
      if (type === 'Accept') answered.set(object, (answered.get(object) ?? new Set()).add(id));
    for (const { kind, id } of journal.accepted)
      if (kind === 'Follow' && id.startsWith(peer.origin) && answered.get(id)?.size !== 1)
        say(`${peer.host} got ${answered.get(id)?.size ?? 0} answers to ${id}`);
  }
}

/** F03: nothing waits, nothing is held, nothing was given up. */
async function checkQueue(instance: Instance, say: Say) {
  for (const [name, table] of Object.entries({ jobs, lines, deadJobs })) {
    const [row] = await instance.db.select({ n: count() }).from(table);
    if (row!.n) say(`${row!.n} rows are left in ${name}`);
  }
  if (!(await allHeard(instance, subscribers))) say('a subscriber has not heard everything');
}

/** F01: after the sweep of the next day no file is without a row, and no row without its files. */
async function checkFiles(instance: Instance, say: Say) {
  const later = Date.now() + 26 * 3_600_000;
  await sweepMedia({ ...instance, clock: () => later });
  const wanted = new Set((await instance.db.select().from(media).where(eq(media.state, 'ready'))).flatMap(filesOf));
  for await (const { name } of instance.files.list()) if (!wanted.delete(name)) say(`file ${name} belongs to nothing`);
  for (const name of wanted) say(`file ${name} is missing`);
}

const localPosts = (instance: Instance) =>
  instance.db
    .select({ id: posts.id, uri: posts.uri, html: posts.html, accountId: posts.accountId })
    .from(posts)
    .where(and(eq(posts.local, true), isNull(posts.boostOfId)))
    .orderBy(posts.id);
